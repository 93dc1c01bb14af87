import Numerics

extension ControlCommand {
    /// The command that the words are, with its form.
    ///
    /// - Throws: `CommandError` that says what was expected, with the nearest known word.
    static func find(_ words: [String]) throws(CommandError) -> (command: ControlCommand, form: [Part]) {
        guard let name = words.first else {
            throw CommandError("perigee ctl: which command? Try: perigee ctl status, or perigee ctl --help")
        }
        guard let command = all.first(where: { $0.name == name }) else {
            let near = nearest(name, all.map(\.name)).map { ": did you mean '\($0)'?" } ?? ""
            throw CommandError("perigee ctl: unknown command '\(printable(name))'\(near)\nTry: perigee ctl --help")
        }
        let rest = Array(words.dropFirst())
        for word in rest { try checkWord(word) }
        guard let form = command.forms.first(where: { fits(rest, $0) }) else { throw command.mistake(rest) }
        if form.last == .settings { try checkSettings(rest.dropFirst(form.count - 1)) }
        return (command, form)
    }

    /// - Throws: `CommandError` for an option that does not go with the command, or has a value that it cannot have.
    func check(options: [String: String]) throws(CommandError) {
        for (name, value) in options.sorted(by: { $0.key < $1.key }) {
            guard self.options.contains(name) else {
                let others = ControlCommand.all.filter { $0.options.contains(name) }.map(\.name)
                guard !others.isEmpty else {
                    throw CommandError("perigee ctl \(self.name): unknown option '\(ControlCommand.printable(name))'")
                }
                throw CommandError("perigee ctl \(self.name): --\(name) goes with \(others.joined(separator: ", ")) only")
            }
            if name == "expect" { _ = try VersionExpectation(value) }
            if ["flatten", "adopt", "keep"].contains(name), !value.isEmpty {
                throw CommandError("perigee ctl \(self.name): --\(name) takes no value")
            }
        }
    }

    /// The one that the word begins, else the nearest by edits.
    private static func nearest(_ word: String, _ known: [String]) -> String? {
        let longer = known.filter { $0.hasPrefix(word) }
        return longer.count == 1 ? longer[0] : nearestName(to: word, among: known)
    }

    private static func fits(_ words: [String], _ form: [Part]) -> Bool {
        var rest = words[...]
        for part in form {
            switch part {
            case .word(let word): if rest.popFirst() != word { return false }
            case .name, .order, .file: if rest.popFirst() == nil { return false }
            case .settings:
                if rest.isEmpty { return false }
                rest = []
            case .optionalName, .distance: rest = rest.dropFirst()
            case .names: rest = []
            }
        }
        return rest.isEmpty
    }

    private static func checkWord(_ word: String) throws(CommandError) {
        guard !word.isEmpty, word.utf8.count <= 4096, word == printable(word) else {
            throw CommandError(
                "perigee ctl: '\(printable(String(word.prefix(64))))': expected 1 to 4096 bytes without control characters")
        }
    }

    private static func checkSettings(_ words: ArraySlice<String>) throws(CommandError) {
        var keys: [String] = []
        for word in words {
            guard let sign = word.firstIndex(of: "="), sign > word.startIndex else {
                throw CommandError("perigee ctl params: '\(word)': expected KEY=VALUE such as fast=12")
            }
            let key = String(word[..<sign])
            guard !keys.contains(key) else { throw CommandError("perigee ctl params: '\(key)' is given twice") }
            keys.append(key)
        }
    }

    /// What is wrong with words that fit no form.
    private func mistake(_ words: [String]) -> CommandError {
        let usages = forms.map { "perigee ctl \(usage($0))" }
        let expected =
            usages.count == 1 ? usages[0] : usages.dropLast().joined(separator: ", ") + " or " + usages[usages.count - 1]
        let known = forms.compactMap { if case .word(let word)? = $0.first { word } else { nil } }
        if let word = words.first, !known.isEmpty, !known.contains(word) {
            let near = ControlCommand.nearest(word, known).map { "did you mean '\($0)'? " } ?? ""
            return CommandError("perigee ctl \(name): '\(word)': \(near)expected: \(expected)")
        }
        return CommandError("perigee ctl \(([name] + words).joined(separator: " ")): expected: \(expected)")
    }

    /// The text without control characters, which could change what a terminal shows.
    static func printable(_ text: String, keepsLines: Bool = false) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl =
                scalar.value < 32 || (0x7f...0x9f).contains(scalar.value) || (0x202a...0x202e).contains(scalar.value)
                || (0x2066...0x2069).contains(scalar.value)
            scalars.append(isControl && !(keepsLines && (scalar == "\n" || scalar == "\t")) ? "\u{FFFD}" : scalar)
        }
        return String(scalars)
    }
}

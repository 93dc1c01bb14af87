import Market
import Money
import Numerics

/// The words of a command line, sorted into positions and options and checked against what the command knows.
public struct Arguments: Sendable {
    public private(set) var positions: [String] = []
    private var values: [(name: String, value: String)] = []

    /// - Throws: `CommandError` for an unknown option, a missing value, or a single option given twice.
    public init(_ words: [String], for command: Command) throws {
        var index = 0
        var isOptionsOver = false
        while index < words.count {
            let word = words[index]
            index += 1
            if isOptionsOver || !word.hasPrefix("-") || word == "-" {
                positions.append(word)
            } else if word == "--" {
                isOptionsOver = true
            } else {
                try take(word, words, &index, command)
            }
        }
    }

    private mutating func take(_ word: String, _ words: [String], _ index: inout Int, _ command: Command) throws {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0].drop { $0 == "-" })
        guard word.hasPrefix("--"), let option = command.options.first(where: { $0.name == name }) else {
            let near = nearestName(to: name, among: command.options.map(\.name)).map { ": did you mean --\($0)?" } ?? ""
            throw CommandError("perigee \(command.name): unknown option \(word)\(near)\nTry: perigee \(command.name) --help")
        }
        guard option.isRepeatable || !has(name) else { throw CommandError("perigee \(command.name): --\(name) is given twice") }
        if option.value == nil {
            guard parts.count == 1 else { throw CommandError("perigee \(command.name): --\(name) takes no value") }
            values.append((name, ""))
        } else if parts.count == 2 {
            values.append((name, String(parts[1])))
        } else if index < words.count {
            values.append((name, words[index]))
            index += 1
        } else {
            throw CommandError("perigee \(command.name): --\(name) needs a value: \(option.value ?? "")")
        }
    }

    /// Adds an option that the user did not have to give.
    mutating func add(_ name: String, _ value: String) { values.append((name, value)) }

    /// The words that say the same of `options`, positions first.
    func words(of options: [Option]) -> [String] {
        positions + values.filter { given in options.contains { $0.name == given.name } }.flatMap { ["--\($0.name)", $0.value] }
    }

    public func has(_ name: String) -> Bool { values.contains { $0.name == name } }
    public func text(_ name: String) -> String? { values.last { $0.name == name }?.value }
    public func texts(_ name: String) -> [String] { values.filter { $0.name == name }.map(\.value) }

    public func number(_ name: String, in range: ClosedRange<Double> = -.infinity ... .infinity) throws -> Double? {
        guard let text = text(name) else { return nil }
        guard let value = Double(text), !value.isNaN, range.contains(value) else {
            throw CommandError("--\(name) '\(text)': expected a number\(Arguments.describe(range))")
        }
        return value
    }

    public func integer(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = text(name) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw CommandError("--\(name) '\(text)': expected a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// A moment; a date alone as an upper bound means the whole day.
    public func time(_ name: String, endOfDay: Bool = false) throws -> Timestamp? {
        guard let text = text(name) else { return nil }
        guard let parsed = Array(text.utf8).withUnsafeBytes({ Timestamp.parse($0) }) else {
            throw CommandError("--\(name) '\(text)': expected a date such as 2020-01-31 or a time such as 2020-01-31T15:30:00Z")
        }
        return endOfDay && parsed.isDate ? parsed.time + 86_399_999_999_999 : parsed.time
    }

    public func choice<T: RawRepresentable & CaseIterable>(_ name: String, _ type: T.Type) throws -> T? where T.RawValue == String {
        guard let text = text(name) else { return nil }
        guard let value = T(rawValue: text) else {
            throw CommandError("--\(name) '\(text)': expected one of \(T.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return value
    }

    private static func describe(_ range: ClosedRange<Double>) -> String {
        switch (range.lowerBound.isFinite, range.upperBound.isFinite) {
        case (true, true): " from \(range.lowerBound) to \(range.upperBound)"
        case (true, false): " of at least \(range.lowerBound)"
        case (false, true): " of at most \(range.upperBound)"
        case (false, false): ""
        }
    }
}

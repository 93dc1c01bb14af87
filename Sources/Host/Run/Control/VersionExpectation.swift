/// The versions that an operator saw before deciding: `RUNNING`, `RUNNING..STAGED` or `..STAGED`, each the first seven or more
/// hexadecimal digits of a hash. Two operators at once cannot overrule each other unseen: what one has changed, the other is told.
struct VersionExpectation: Equatable, Sendable {
    let running: String?
    let staged: String?

    /// - Throws: `CommandError` where the text is none of the three.
    init(_ text: String) throws(CommandError) {
        guard let separator = text.firstRange(of: "..") else {
            running = try VersionExpectation.hash(text, in: text)
            staged = nil
            return
        }
        let first = String(text[..<separator.lowerBound])
        running = first.isEmpty ? nil : try VersionExpectation.hash(first, in: text)
        staged = try VersionExpectation.hash(String(text[separator.upperBound...]), in: text)
    }

    private static func hash(_ part: String, in text: String) throws(CommandError) -> String {
        let isHash =
            (7...64).contains(part.utf8.count) && part.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        guard isHash else {
            throw CommandError(
                "--expect '\(text)': expected the first 7 to 64 digits of hashes as 'perigee ctl diff' shows them: RUNNING, RUNNING..STAGED or ..STAGED"
            )
        }
        return part
    }

    /// What is no longer as the operator saw it; nil where all is.
    func difference(_ name: String, running actual: String, staged actualStaged: String?) -> String? {
        if let running, !actual.hasPrefix(running) {
            return "you saw version \(running.prefix(12)) of \(name) running, but \(actual.prefix(12)) runs now"
        }
        guard let staged else { return nil }
        guard let actualStaged else { return "you saw version \(staged.prefix(12)) of \(name) staged, but nothing is staged now" }
        return actualStaged.hasPrefix(staged)
            ? nil : "you saw version \(staged.prefix(12)) of \(name) staged, but \(actualStaged.prefix(12)) is staged now"
    }
}

extension ControlRequest {
    /// The refusal where the request was based on versions (`--expect`) that are no longer the strategy's; nil where it may go on.
    func refusal(strategy: String, running: String, staged: String?) -> ControlReply? {
        guard let text = options["expect"] else { return nil }
        do {
            guard let difference = try VersionExpectation(text).difference(strategy, running: running, staged: staged) else {
                return nil
            }
            return .refused(
                "\(words.first ?? "request") refused, nothing changed: \(difference); look again: perigee ctl diff \(strategy)",
                for: self)
        } catch {
            return .refused(error.message, exitCode: 2, for: self)
        }
    }
}

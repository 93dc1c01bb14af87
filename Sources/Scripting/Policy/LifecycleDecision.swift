/// What a lifecycle policy says of one strategy, and why.
public struct LifecycleDecision: Sendable {
    /// One criterion as it was found.
    public struct Evidence: Sendable, CustomStringConvertible {
        /// Its measure, or the function's place.
        public let measure: String
        /// NaN where the measure is not known.
        public let value: Double
        /// The comparison and its bound; empty of a function.
        public let comparison: String
        public let bound: Double
        public let isMet: Bool

        public var description: String {
            let end = isMet ? "met" : "not met"
            guard !comparison.isEmpty else { return "\(measure): \(end)" }
            let found = value.isNaN ? "unknown" : ScriptValue.plain(value)
            return "\(measure) \(found), asked \(comparison) \(ScriptValue.plain(bound)): \(end)"
        }
    }

    /// A transition that was looked at.
    public struct Check: Sendable {
        public let to: String
        public let isMet: Bool
        public let evidence: [Evidence]
    }

    public let from: String
    /// The stage to move to; `nil` to stay.
    public let to: String?
    /// The share of its capital that the strategy gets in the stage it is in afterwards.
    public let capital: Double
    /// Transitions out of the stage in their order, up to the one that was met.
    public let checks: [Check]

    /// The decision as a value of a script.
    public var value: ScriptValue {
        .record([
            ("from", .text(from)), ("to", to.map { .text($0) } ?? .none), ("capital", .number(capital)),
            ("checks", .list(checks.map(\.value))),
        ])
    }
}

extension LifecycleDecision.Check {
    fileprivate var value: ScriptValue {
        let texts = evidence.map { ScriptValue.text($0.description) }
        return .record([("to", .text(to)), ("met", .boolean(isMet)), ("evidence", .list(texts))])
    }
}

import Experiments

/// What an A/B test of a seat begins with. Both sides have the seat's symbols, parameters, venue rules and limits.
public struct ABTerms: Equatable, Sendable {
    public enum Pairing: String, CaseIterable, Sendable {
        /// The returns of whole UTC dates.
        case day
        /// The returns of single steps.
        case bar
    }
    /// The treatment; the control runs on in the version that it has.
    public var version: ScriptVersion
    public var rules: ExperimentRules
    public var pairing: Pairing
    /// Pairs in a year, for figures in words.
    public var periodsPerYear: Double

    public init(version: ScriptVersion, rules: ExperimentRules, pairing: Pairing = .day, periodsPerYear: Double = 252) {
        self.version = version
        self.rules = rules
        self.pairing = pairing
        self.periodsPerYear = periodsPerYear
    }
}

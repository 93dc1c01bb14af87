import Kernel
import Money
import Scripting
import Simulation

/// What a seat begins with.
public struct SeatTerms: Sendable {
    /// Whose orders a seat stands for.
    public enum Role: Hashable, Sendable {
        case live
        /// Decides on the same events for a venue of its own; nothing of it reaches another seat.
        case shadow(of: String)
        /// One side of an experiment.
        case experiment(name: String, isTreatment: Bool)

        /// Whether what it earns and loses is the book's.
        public var hasMoneyOfTheBook: Bool {
            switch self {
            case .live, .experiment: true
            case .shadow: false
            }
        }
    }
    public var role = Role.live
    public var version: ScriptVersion
    /// Symbols that the script sees, in its order; empty for all of the desk.
    public var symbols: [String]
    public var cash: Amount
    public var parameters: [ParameterChange]
    public var rules: VenueRules
    public var limits: RiskLimits
    public var scriptLimits: ScriptLimits

    public init(
        version: ScriptVersion, symbols: [String] = [], cash: Amount, parameters: [ParameterChange] = [], rules: VenueRules = VenueRules(),
        limits: RiskLimits = .standard, scriptLimits: ScriptLimits = ScriptLimits()
    ) {
        self.version = version
        self.symbols = symbols
        self.cash = cash
        self.parameters = parameters
        self.rules = rules
        self.limits = limits
        self.scriptLimits = scriptLimits
    }
}

/// When a version that was swapped in has earned its place. Until then the one before it decides along, unheard, and takes over
/// where one of these bounds is passed.
public struct ProbationTerms: Hashable, Sendable {
    /// Events that it has to decide without a failure; 0 commits at once.
    public var events: Int
    /// Callbacks whose intents may differ from those of the version before; nil for any number.
    public var divergences: Int?
    /// Orders of it that may be refused.
    public var rejections: Int

    public init(events: Int = 500, divergences: Int? = nil, rejections: Int = 20) {
        self.events = events
        self.divergences = divergences
        self.rejections = rejections
    }
}

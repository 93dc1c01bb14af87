import Kernel
import Market
import Money
import Scripting
import Simulation
import Trading

/// A place at a desk: a script, an account of its own, the orders that work for it, and a venue.
///
/// Cash, positions, working orders, brackets and timers are the seat's; a version of the script that leaves takes nothing with it.
public final class Seat {
    public let name: String
    public let role: SeatTerms.Role
    public let terms: SeatTerms
    /// The desk's instruments that the script sees, in its order.
    public let instruments: [Int]
    public let kernel: Kernel
    public let venue: SimulatedVenue
    /// Every version that has decided, the newest last.
    public internal(set) var versions: [ScriptVersion]
    /// Parameters that differ from the script's defaults.
    public internal(set) var parameters: [ParameterChange]
    public internal(set) var isKilled = false
    public internal(set) var clutchIsOn = true
    /// Why the script decides no more; nil while it does.
    public internal(set) var suspension: String?
    /// Failures, reversions and suspensions so far.
    public internal(set) var failures = 0
    public internal(set) var openedAt: Timestamp
    /// Equity's highest mark, and the deepest fall from it as a fraction.
    public private(set) var peak: Double
    public private(set) var drawdown = 0.0
    /// Cash moved in from outside since the opening, less what was moved out.
    public internal(set) var transferred: Amount = .zero
    /// Round trips so far.
    public internal(set) var closedTrades = 0
    /// The stage that a lifecycle policy has put it in, empty without one; the share of its capital there, and since when.
    public internal(set) var stage = ""
    public internal(set) var stageCapital = 1.0
    public internal(set) var stageSince = Timestamp(nanoseconds: .min)

    let view: MarketView
    let runtime: SeatRuntime
    var probation = ProbationTerms(events: 0)
    var rejectionsBeforeSwap = 0
    /// Whether bars need not reach the venue; so that they need not look at it.
    var venueIsIdle = true

    init(_ name: String, _ terms: SeatTerms, _ instance: ScriptInstance, view: MarketView, now: Timestamp) {
        self.name = name
        self.terms = terms
        self.view = view
        role = terms.role
        instruments = view.indices
        versions = [terms.version]
        parameters = terms.parameters
        openedAt = now
        peak = terms.cash.doubleValue
        runtime = SeatRuntime(instance)
        kernel = Kernel(market: view.data, strategy: runtime, cash: terms.cash, limits: terms.limits, keeps: .newest)
        venue = SimulatedVenue(instruments: view.data.instruments, rules: terms.rules, cash: terms.cash)
    }

    /// A version made ready to decide over a view.
    static func instance(
        _ version: ScriptVersion, parameters: [ParameterChange], limits: ScriptLimits, view: MarketView
    ) throws(ScriptError) -> ScriptInstance {
        let instance = try ScriptInstance(
            source: version.text, path: version.path, hash: version.hash, symbols: view.data.instruments.map(\.symbol),
            overrides: parameters.map { ($0.name, $0.value) }, limits: limits)
        try instance.prepare(view.pool)
        return instance
    }

    /// From here on `intents` are kept.
    public func watchIntents() { runtime.watched = [] }
    /// What the script wanted since `watchIntents`.
    public var intents: [Intent] { runtime.watched ?? [] }

    public var version: ScriptVersion { versions[versions.count - 1] }
    public var instance: ScriptInstance { runtime.active }
    public var isOnProbation: Bool { runtime.standby != nil }
    /// Events that the version on probation has still to decide.
    public var probationLeft: Int { runtime.standby == nil ? 0 : runtime.eventsLeft }
    public var divergences: Int { runtime.divergences }
    public var isPaused: Bool { runtime.isPaused }
    public var equity: Double { kernel.equity.last ?? (terms.cash + transferred).doubleValue }

    /// Steps of bars since it was opened.
    public internal(set) var stepsDecided = 0

    /// Why orders of the script do not pass.
    var closedBecause: RejectReason? {
        if isKilled { return .killed }
        if runtime.isPaused { return .paused }
        return clutchIsOn ? nil : .clutch
    }

    /// Money that comes or goes is no gain and no loss: the distance to the peak stays.
    func shiftPeak(by amount: Double) { peak = max(peak + amount, 0) }

    func noteEquity() {
        let value = equity
        if value > peak { peak = value }
        if peak > 0 { drawdown = max(drawdown, 1 - value / peak) }
    }
}

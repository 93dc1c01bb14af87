/// One strategy of a running host at one moment.
struct StrategyStatus: Equatable, Sendable {
    enum State: String, CaseIterable, Sendable {
        case running
        case paused
        /// The script failed and decides no more.
        case suspended
        /// An operator's kill; only `reset` ends it.
        case killed
    }

    /// What the callbacks of late cost, in microseconds.
    struct CallbackTime: Equatable, Sendable {
        var p50: Double
        var p99: Double
    }

    var name: String
    /// The path of the script.
    var script: String
    /// The version number that the script gives itself.
    var version = 1
    /// SHA-256 of the running text, hexadecimal.
    var hash: String
    var state = State.running
    /// The stage of its life that a lifecycle policy has given it.
    var stage: String?
    /// `live`, `shadow of NAME`, `control of NAME` or `treatment of NAME`.
    var role = "live"
    var clutchIsOn = true
    var equity = 0.0
    /// Profit or loss since the seat was opened.
    var pnl = 0.0
    /// The fall from the highest equity, as a fraction of it.
    var drawdown = 0.0
    /// Gross exposure as a fraction of equity.
    var exposure = 0.0
    /// Symbols with an open position.
    var positions = 0
    var workingOrders = 0
    var events = 0
    /// nil before the first callback.
    var callback: CallbackTime?
    var memoryBytes = 0
    var errors = 0
    /// Why it is suspended; nil where it is not.
    var suspension: String?
    /// Events that a version on probation has still to pass.
    var probationLeft = 0
    /// The hash of a version that waits to be promoted.
    var staged: String?

    init(name: String, script: String, hash: String) {
        self.name = name
        self.script = script
        self.hash = hash
    }
}

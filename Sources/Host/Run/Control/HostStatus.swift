import Market

/// A running host at one moment: what `perigee ctl status --json` prints and `perigee top` shows; docs/control.md has the keys.
///
/// Money is in the account's currency, fractions are fractions (0.05 is five percent), what is undefined is nil.
struct HostStatus: Equatable, Sendable {
    struct Journal: Equatable, Sendable {
        /// The number of the newest event in the journal.
        var sequence = 0
        /// Events that are not yet safe on disk.
        var unflushed = 0
    }

    var run: String
    var profile: String
    var process: Int
    /// The time of the newest event; nil before the first.
    var time: Timestamp?
    /// Seconds of the market in a second of the clock; nil for as fast as possible.
    var speed: Double?
    /// Events processed since the run began, and in the last second.
    var events = 0
    var eventsPerSecond = 0.0
    /// Whether orders pass, for the whole host.
    var clutchIsOn = true
    var strategies: [StrategyStatus] = []
    /// nil for a run without a journal.
    var journal: Journal?

    init(run: String, profile: String, process: Int) {
        self.run = run
        self.profile = profile
        self.process = process
    }
}

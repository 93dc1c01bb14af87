import Kernel
import Market
import Money
import Simulation
import Store

/// What a run is made of: a file such as docs/operations.md describes, read and checked.
struct RunConfiguration {
    enum Profile: String, CaseIterable { case paper, live }
    enum Source {
        case files([(path: String, options: ReadOptions)])
        case generator(GeneratorTerms)
    }
    struct GeneratorTerms {
        var symbols: [String]
        var seed: UInt64
        var interval: Int64
        var start: Timestamp?
        /// Steps in all; nil without an end.
        var bars: Int?
    }
    struct ReloadTerms {
        /// Whether a saved file is loaded, or only staged for an operator to promote.
        var isAutomatic = true
        /// Newest steps that a version is tried on before it may decide.
        var replay = 1_500
    }

    /// The configuration file as the user named it.
    var path: String
    /// SHA-256 of its bytes.
    var hash: String
    var name: String
    /// Where journal and socket of the run live.
    var directory: String
    var seed: UInt64 = 1
    var profile = Profile.paper
    var source: Source
    /// Seconds of the market in a second of the clock; nil for as fast as possible.
    var speed: Double?
    /// Events wait for `perigee ctl step`: a rehearsal.
    var isStepped = false
    var history = 2_000
    var cash: Amount
    var strategies: [StrategyTerms] = []
    var policies: [PolicyTerms] = []
    var venue = VenueTerms()
    var reload = ReloadTerms()
    /// Whether what an A/B test decides is done without an operator.
    var carriesOutVerdicts = false
}

/// The simulated venue and what it trades.
struct VenueTerms {
    var rules = VenueRules()
    var tick = Price.zero
    var lot = Quantity.one
    /// A file of splits and dividends.
    var actions: String?
}

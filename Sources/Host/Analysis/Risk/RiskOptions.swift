/// What `perigee risk` was asked for.
struct RiskOptions {
    var methods = RiskMethod.allCases
    var confidences = [0.95, 0.99]
    /// Periods ahead.
    var horizon = 1.0
    /// Periods that each forecast of a backtest sees; `nil` for no backtest.
    var backtestWindow: Int?
    var hasStress = false
    var scenarios = 100_000
    var seed: UInt64 = 1
    /// Hours without trading.
    var outageHours = 24.0
    var shocks: [(factor: String, move: Double)] = []
    var neweyWestLags: Int?
}

/// What a position costs to sell, from files and options.
struct LiquidityInputs {
    let capital: Double
    let participation: Double
    /// Traded a day on average, in the currency of the capital; one an asset.
    let volumes: [Double]
    /// Full, over the middle price; empty where none are given.
    let spreads: [Double]
    let spreadDeviations: [Double]
}

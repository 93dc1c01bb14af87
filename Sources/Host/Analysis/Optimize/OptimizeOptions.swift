import Optimization

/// What `perigee optimize` was asked for. Rates are a year, as the user gives them.
struct OptimizeOptions {
    let method: OptimizeMethod
    var points = 50
    var riskFree = 0.0
    var targetReturn: Double?
    var targetVolatility: Double?
    var riskAversion: Double?
    var confidence = 0.95
    var linkage: Linkage?
    var clusters: Int?
    /// Of the growth-optimal weights.
    var kellyFraction = 1.0
}

/// What the weights of an index tracker are to follow.
enum TrackingBenchmark {
    /// A series of the returns file: its covariance with each asset, its variance, its mean.
    case series(name: String, covariances: [Double], variance: Double, mean: Double)
    case weights(path: String, [Double])
}

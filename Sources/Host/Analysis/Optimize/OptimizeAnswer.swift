import Numerics
import Optimization

/// What a method answered, with what belongs to some methods only.
struct OptimizeAnswer {
    var solution: Solution
    /// What the solution's objective is.
    var objective: String
    var frontier: FrontierAnswer?
    var blackLitterman: BlackLittermanAnswer?
    /// Risk over the rows and what no portfolio within the constraints can beat, for the linear programs.
    var scenarioRisk: (risk: Double, bound: Double)?
    var notes: [String] = []
}

/// Portfolios of least variance for their return.
struct FrontierAnswer {
    struct Point {
        let weights: [Double]
        /// A period, less the cost of trading.
        let expectedReturn: Double
        let variance: Double
        let isCorner: Bool
    }

    let points: [Point]
    /// `nil` where the frontier was searched point by point.
    let corners: Int?
    let certificate: Certificate
}

struct BlackLittermanAnswer {
    let riskAversion: Double
    let tau: Double
    /// Expected returns a period.
    let prior: [Double]
    let posterior: [Double]
    /// Of returns a period, with the uncertainty that is left in their means.
    let covariance: Matrix
    let views: [ViewsFile.View]
}

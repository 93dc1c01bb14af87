/// What is added to the diagonal of every component's covariance, so that a component cannot shrink onto a point and no
/// covariance is singular, not even that of duplicate columns.
public enum VarianceFloor: Equatable, Sendable {
    /// This fraction of each column's variance in the data: the same whatever units a column has.
    case relative(Double)
    /// This much, as scikit-learn's `reg_covar` (there 1e-6, which for squared daily returns is not small).
    case absolute(Double)

    func values(_ variances: [Double]) -> [Double] {
        switch self {
        case .relative(let fraction): variances.map { $0 * fraction }
        case .absolute(let value): variances.map { _ in value }
        }
    }
}

/// How far a mixture or a hidden Markov model is fitted.
public struct MixtureOptions: Equatable, Sendable {
    /// Starts from which the best likelihood is kept.
    public var restarts = 10
    public var maximumIterations = 1_000
    /// Converged when the mean log-likelihood of a row changes by less in a step.
    public var tolerance = 1e-8
    public var floor = VarianceFloor.relative(1e-6)

    public init() {}

    func validate() throws {
        if restarts < 1 { throw StatisticsError("restarts", restarts, "at least 1") }
        if maximumIterations < 1 { throw StatisticsError("maximumIterations", maximumIterations, "at least 1") }
        if !(tolerance >= 0) { throw StatisticsError("tolerance", tolerance, "a number that is not negative, for instance 1e-8") }
        let value =
            switch floor {
            case .relative(let fraction): fraction
            case .absolute(let value): value
            }
        if !(value >= 0 && value.isFinite) {
            throw StatisticsError("floor", value, "a number that is not negative, for instance 1e-6")
        }
    }
}

/// A table fit to be modelled: finite, no constant column, enough rows. Holds each column's variance (ddof 0).
struct MixtureData {
    let variances: [Double]

    init(_ data: Matrix, components: Int) throws {
        if components < 1 { throw StatisticsError("components", components, "at least 1") }
        if data.columns < 1 { throw StatisticsError("data", "0 columns", "at least 1") }
        if data.rows < max(2, components) {
            throw StatisticsError("data", "\(data.rows) rows", "at least \(max(2, components)) for \(components) components")
        }
        var variances: [Double] = []
        for j in 0..<data.columns {
            let column = data.column(j)
            if let row = column.firstIndex(where: { !(abs($0) <= 1e150) }) {
                throw StatisticsError("data[\(row), \(j)]", column[row], "a finite number; remove rows with missing values")
            }
            if column.allSatisfy({ $0 == column[0] }) {
                throw StatisticsError("data, column \(j)", "constant (\(column[0]))", "values that differ; leave the column out")
            }
            variances.append(variance(column, ddof: 0))
        }
        self.variances = variances
    }
}

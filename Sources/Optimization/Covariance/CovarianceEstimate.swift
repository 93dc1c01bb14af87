import Numerics

/// A covariance matrix and what stands behind it.
public struct CovarianceEstimate: Equatable, Sendable {
    /// N × N, symmetric, positive semidefinite up to rounding, all finite.
    public internal(set) var matrix: Matrix
    /// Weight of the target, 0…1; 0 for methods that do not shrink.
    public internal(set) var shrinkage = 0.0
    /// Rows used; with pairwise data the fewest that any pair has; with exponential weights Kish's (Σw)² / Σw².
    public internal(set) var effectiveRows: Double
    /// nil where the estimate was positive semidefinite as it came.
    public internal(set) var repair: RepairReport?

    init(matrix: Matrix, effectiveRows: Double) {
        self.matrix = matrix
        self.effectiveRows = effectiveRows
    }

    /// - Parameter returns: T × N, one column an asset, rows in order of time, simple or log returns a period.
    /// - Throws: `BadProblem` for infinities, too few rows, parameters outside their range, a constant column where the method
    ///   divides by its deviation, and missing values that `missing` does not allow.
    /// - Complexity: one symmetric rank-T product, T·N² operations, besides O(T·N + N²); a decomposition, O(N³), for `denoised`
    ///   and repairs; two products for Gerber's first form, four for pairwise data.
    public init(of returns: Matrix, by method: CovarianceMethod, missing: MissingData = .refuse) throws {
        try LinearAlgebra.require()
        let checked = try CheckedReturns(returns, missing: missing)
        if checked.hasGaps, case .pairwise(let repair) = missing {
            self = try PairwiseCovariance(checked.matrix, method).estimate()
            try makeSemidefinite(repair)
        } else {
            self = try Self.complete(checked.matrix, method)
        }
        guard matrix.isFinite else {
            throw BadProblem(
                "returns: their squares are beyond the range of a double; expected returns a period, for instance 0.01")
        }
    }

    private static func complete(_ returns: Matrix, _ method: CovarianceMethod) throws -> CovarianceEstimate {
        switch method {
        case .sample(let ddof): try sample(returns, ddof: ddof)
        case .ledoitWolf(.identity): try ledoitWolfIdentity(returns)
        case .ledoitWolf(.constantCorrelation(let ddof)): try ledoitWolfConstantCorrelation(returns, ddof: ddof)
        case .oracleApproximating: try oracleApproximating(returns)
        case .exponential(let weights): try exponential(returns, weights)
        case .gerber(let threshold, let form): try gerber(returns, threshold: threshold, form: form)
        case .denoised(let bandwidth): try denoised(returns, bandwidth: bandwidth)
        case .semi(let benchmark): try semi(returns, benchmark: benchmark)
        }
    }

    /// Repairs the matrix where its correlation has a negative eigenvalue beyond rounding.
    mutating func makeSemidefinite(_ method: SemidefiniteRepair) throws {
        guard matrix.isFinite else { return }
        let deviations = matrix.diagonal.map { $0.squareRoot() }
        guard let fixed = SemidefiniteProjection(matrix.scaled(byInverseOf: deviations), method: method) else { return }
        matrix = fixed.matrix.scaled(by: deviations)
        repair = fixed.report
    }
}

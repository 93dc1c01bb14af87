/// What happens to a missing value, which is a NaN in the returns. Infinities are always an error.
public enum MissingData: Equatable, Sendable {
    /// An error that says where the value is missing.
    case refuse
    /// A row that lacks a value of any asset is left out for all.
    case completeRows
    /// Each element from the rows in which both assets have a value. Such a matrix need not be positive semidefinite; where it is
    /// not, it is repaired and the estimate says by how much. For sample, exponential and semi-covariance: the others have no
    /// pairwise form.
    case pairwise(SemidefiniteRepair)
}

/// How an indefinite correlation matrix becomes positive semidefinite. Both keep the variances.
public enum SemidefiniteRepair: Equatable, Sendable {
    /// The nearest correlation matrix in the Frobenius norm, by alternating projections with Dykstra's correction (Higham 2002).
    case nearestCorrelation
    /// Negative eigenvalues become zero and the diagonal is scaled back to one: one decomposition, up to a few times the
    /// distance.
    case clippedEigenvalues
}

/// What a repair did.
public struct RepairReport: Equatable, Sendable {
    public let method: SemidefiniteRepair
    /// Smallest eigenvalue of the correlation matrix before.
    public let smallestEigenvalue: Double
    /// ‖after − before‖ / ‖before‖ of the correlation matrices, Frobenius.
    public let relativeDistance: Double
    /// Decompositions; at the limit the iteration had not settled and the matrix is the last, semidefinite, iterate.
    public let iterations: Int
    public let converged: Bool
}

/// Mean of the correlations above the diagonal; NaN for fewer than two assets.
public func averageCorrelation(_ correlation: Matrix) -> Double {
    precondition(correlation.isSquare)
    let n = correlation.rows
    guard n > 1 else { return .nan }
    var total = 0.0
    for j in 0..<n { for i in 0..<j { total += correlation[i, j] } }
    return total / Double(n * (n - 1) / 2)
}

/// The share of all variance that the largest eigenvalues of a covariance or correlation matrix absorb (Kritzman, Li, Page and
/// Rigobon 2011): near one when markets move as one. They take a fifth of the assets as number of eigenvectors, the default here,
/// at least one.
/// - Throws: `StatisticsError` for a matrix that is not square or not finite, no variance, a number of eigenvectors outside 1…N.
public func absorptionRatio(_ covariance: Matrix, eigenvectors: Int? = nil) throws -> Double {
    let n = covariance.rows
    guard covariance.isSquare, n > 0 else {
        throw StatisticsError("covariance", "\(n) × \(covariance.columns)", "a square matrix")
    }
    let count = eigenvectors ?? max(1, Int((Double(n) / 5).rounded()))
    guard (1...n).contains(count) else { throw StatisticsError("eigenvectors", count, "from 1 to \(n)") }
    guard let eigen = SymmetricEigen(covariance, vectors: false) else {
        throw StatisticsError("covariance", "not finite", "finite numbers")
    }
    let total = sum(covariance.diagonal)
    guard total > 0 else { throw StatisticsError("covariance", "\(total) in trace", "assets with variance") }
    return min(1, eigen.values.suffix(count).reduce(0, +) / total)
}

import Numerics

/// √((1 − ρ) / 2): 0 for assets that move as one, 1 for opposite ones, a metric (Mantegna 1999, López de Prado 2016).
///
/// Throws `BadProblem` unless `correlation` is square with finite elements in [−1, 1] up to rounding.
public func correlationDistance(_ correlation: Matrix) throws -> Matrix {
    let n = correlation.rows
    guard correlation.isSquare, n > 0 else {
        throw BadProblem("correlation: \(n) × \(correlation.columns), expected a square matrix of at least one asset")
    }
    var result = Matrix(rows: n, columns: n)
    for j in 0..<n {
        for i in 0..<j {
            let rho = correlation[i, j]
            guard abs(rho) <= 1 + 1e-9 else {
                throw BadProblem("correlation: element (\(i), \(j)) is \(rho), expected a number from -1 to 1")
            }
            guard abs(rho - correlation[j, i]) <= 1e-9 else {
                throw BadProblem(
                    "correlation: elements (\(i), \(j)) and (\(j), \(i)) are \(rho) and \(correlation[j, i]), expected equal ones"
                )
            }
            let distance = max(0, (1 - rho) / 2).squareRoot()
            result[i, j] = distance
            result[j, i] = distance
        }
    }
    return result
}

/// Throws `BadProblem` unless `covariance` is square, finite and symmetric with a positive diagonal.
func requireCovariance(_ covariance: Matrix) throws {
    let n = covariance.rows
    guard covariance.isSquare, n > 0 else {
        throw BadProblem("covariance: \(n) × \(covariance.columns), expected a square matrix of at least one asset")
    }
    for i in 0..<n {
        guard covariance[i, i] > 0, covariance[i, i].isFinite else {
            throw BadProblem(
                "covariance: variance of asset \(i) is \(covariance[i, i]), expected a positive number (is its series constant?)")
        }
    }
    for j in 0..<n {
        for i in 0..<j {
            let (upper, lower) = (covariance[i, j], covariance[j, i])
            let scale = (covariance[i, i] * covariance[j, j]).squareRoot()
            guard abs(upper - lower) <= 1e-9 * scale else {
                throw BadProblem(
                    "covariance: elements (\(i), \(j)) and (\(j), \(i)) are \(upper) and \(lower), expected equal ones")
            }
            guard abs(upper) <= scale * (1 + 1e-9) else {
                throw BadProblem(
                    "covariance: element (\(i), \(j)) is \(upper), beyond the variances' \(scale): "
                        + "expected a positive semidefinite matrix"
                )
            }
        }
    }
}

/// ρ of a covariance matrix that `requireCovariance` accepts.
func correlationMatrix(_ covariance: Matrix) -> Matrix {
    let n = covariance.rows
    let deviations = covariance.diagonal.map { $0.squareRoot() }
    var result = covariance
    for j in 0..<n {
        for i in 0..<n { result[i, j] = i == j ? 1 : max(-1, min(1, covariance[i, j] / (deviations[i] * deviations[j]))) }
    }
    return result
}

import Numerics

/// √((1 − ρ) / 2): 0 for assets that move as one, 1 for opposite ones, a metric (Mantegna 1999, López de Prado 2016).
///
/// Throws `BadProblem` unless `correlation` is square with finite elements in [−1, 1] up to rounding.
public func correlationDistance(_ correlation: Matrix) throws -> Matrix {
    let n = correlation.rows
    guard correlation.isSquare, n > 0 else {
        throw BadProblem("correlation: \(n) × \(correlation.columns), expected a square matrix of at least one asset")
    }
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
        }
    }
    return correlation.correlationDistance()
}

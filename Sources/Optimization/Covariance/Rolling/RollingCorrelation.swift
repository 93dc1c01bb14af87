import Numerics

/// Pearson's correlation of the last `window` values of two series at each position, O(1) a position; NaN before the window is
/// full and where either series is constant in it.
/// - Throws: `BadProblem` for series of different lengths, values that are not finite, a window below two.
public func rollingCorrelation(_ x: [Double], _ y: [Double], window: Int) throws -> [Double] {
    guard x.count == y.count else { throw BadProblem("y: \(y.count) values; expected \(x.count), as many as x has") }
    var sliding = try SlidingCovariance(assets: 2, window: window)
    var result = [Double](repeating: .nan, count: x.count)
    var pair = [0.0, 0.0]
    var matrix = Matrix(rows: 2, columns: 2)
    for index in x.indices {
        (pair[0], pair[1]) = (x[index], y[index])
        do { try sliding.append(pair) } catch {
            let isX = !isUsable(x[index])
            throw BadProblem("\(isX ? "x" : "y")[\(index)]: \(isX ? x[index] : y[index]); expected a finite number")
        }
        guard sliding.isFull, sliding.writeCovariance(into: &matrix) else { continue }
        let scale = (matrix[0, 0] * matrix[1, 1]).squareRoot()
        if scale > 0 { result[index] = max(-1, min(1, matrix[0, 1] / scale)) }
    }
    return result
}

/// Calls `body` with the index of the window's last row and the covariance of the `window` rows that end there, at the first full
/// window and every `step` rows after it. The matrix is one buffer, overwritten between calls.
/// - Throws: `BadProblem` for values that are not finite, a window below two, a step below one; what `body` throws.
public func rollingCovariances(
    of returns: Matrix, window: Int, every step: Int = 1, _ body: (_ lastRow: Int, _ covariance: Matrix) throws -> Void
) throws {
    guard step > 0 else { throw BadProblem("step: \(step); expected at least 1 row") }
    _ = try CheckedReturns(returns, missing: .refuse)
    var sliding = try SlidingCovariance(assets: returns.columns, window: window)
    var row = [Double](repeating: 0, count: returns.columns)
    var matrix = Matrix(rows: returns.columns, columns: returns.columns)
    for index in 0..<returns.rows {
        for j in 0..<returns.columns { row[j] = returns.elements[j * returns.rows + index] }
        try sliding.append(row)
        guard sliding.isFull, (index - window + 1) % step == 0, sliding.writeCovariance(into: &matrix) else { continue }
        try body(index, matrix)
    }
}

/// As `rollingCovariances`, with correlation matrices.
public func rollingCorrelations(
    of returns: Matrix, window: Int, every step: Int = 1, _ body: (_ lastRow: Int, _ correlation: Matrix) throws -> Void
) throws {
    var correlation = Matrix(rows: 0, columns: 0)
    try rollingCovariances(of: returns, window: window, every: step) { row, covariance in
        correlation = covariance
        correlation.scaleToCorrelation()
        try body(row, correlation)
    }
}

extension Matrix {
    /// A covariance becomes its correlation: ones on the diagonal, elements within [−1, 1], zero where a variance is zero.
    mutating func scaleToCorrelation() {
        let n = rows
        let inverse = diagonal.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
        elements.withUnsafeMutableBufferPointer { buffer in
            for j in 0..<n {
                for i in 0..<n { buffer[j * n + i] = Swift.max(-1, Swift.min(1, buffer[j * n + i] * (inverse[i] * inverse[j]))) }
                buffer[j * n + j] = 1
            }
        }
    }
}

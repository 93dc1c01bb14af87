import Glibc
import Numerics

extension CovarianceEstimate {
    static func sample(_ returns: Matrix, ddof: Int) throws -> CovarianceEstimate {
        guard ddof >= 0 else { throw BadProblem("ddof: \(ddof); expected 0 or 1") }
        try returns.requireRows(max(2, ddof + 1), for: "the sample covariance with ddof \(ddof)")
        var product = returns.centredColumns.gram
        product.multiply(by: 1 / Double(returns.rows - ddof))
        return CovarianceEstimate(matrix: product, effectiveRows: Double(returns.rows))
    }

    static func semi(_ returns: Matrix, benchmark: Double) throws -> CovarianceEstimate {
        guard benchmark.isFinite else { throw BadProblem("benchmark: \(benchmark); expected a return a period, for instance 0") }
        try returns.requireRows(1, for: "the semi-covariance")
        var drops = returns
        drops.elements.withUnsafeMutableBufferPointer { for index in $0.indices { $0[index] = min($0[index] - benchmark, 0) } }
        var product = drops.gram
        product.multiply(by: 1 / Double(returns.rows))
        return CovarianceEstimate(matrix: product, effectiveRows: Double(returns.rows))
    }

    static func exponential(_ returns: Matrix, _ weights: ExponentialWeights) throws -> CovarianceEstimate {
        try weights.validate()
        try returns.requireRows(2, for: "the exponentially weighted covariance")
        let rows = returns.rows
        let w = weights.values(rows: rows)
        let (total, totalOfSquares) = (sum(w), sum(w.map { $0 * $0 }))
        let roots = w.map { $0.squareRoot() }
        var weighted = returns
        weighted.elements.withUnsafeMutableBufferPointer { buffer in
            for j in 0..<returns.columns {
                var mean = 0.0
                if weights.centred {
                    for i in 0..<rows { mean += w[i] * buffer[j * rows + i] }
                    mean /= total
                }
                for i in 0..<rows { buffer[j * rows + i] = (buffer[j * rows + i] - mean) * roots[i] }
            }
        }
        var product = weighted.gram
        product.multiply(by: weights.scale(total: total, totalOfSquares: totalOfSquares))
        return CovarianceEstimate(matrix: product, effectiveRows: total * total / totalOfSquares)
    }
}

extension ExponentialWeights {
    /// λ^(T−1) … λ, 1.
    func values(rows: Int) -> [Double] {
        var w = [Double](repeating: 1, count: rows)
        for i in stride(from: rows - 2, through: 0, by: -1) { w[i] = w[i + 1] * decay }
        return w
    }

    /// What a weighted sum of products is multiplied by.
    func scale(total: Double, totalOfSquares: Double) -> Double {
        centred && biasCorrected ? total / (total * total - totalOfSquares) : 1 / total
    }
}

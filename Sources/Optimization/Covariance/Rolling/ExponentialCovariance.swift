import Numerics

/// The exponentially weighted covariance of all rows so far, one row at a time in O(N²) without allocation: what
/// `CovarianceEstimate(of:by: .exponential)` answers for the same rows, to rounding.
///
/// With W = Σw, a new row x moves the mean by (x − m)/W and the central sums by C ← λC + (λW/W′)(x − m)(x − m)ᵀ (West 1979,
/// weighted): a sum of positive terms that forgets its rounding errors as it forgets rows, so it needs no recomputation.
public struct ExponentialCovariance: Sendable {
    public let weights: ExponentialWeights
    public private(set) var count = 0
    /// The weighted mean; zeros where the weights are not centred.
    public private(set) var mean: [Double]
    private var deviation: [Double]
    /// The upper triangle of the weighted sum of products.
    private var products: Matrix
    private var total = 0.0
    private var totalOfSquares = 0.0

    /// - Throws: `BadProblem` where there is no asset or the decay is not in (0, 1).
    public init(assets: Int, weights: ExponentialWeights) throws {
        guard assets > 0 else { throw BadProblem("assets: \(assets); expected at least 1") }
        try weights.validate()
        self.weights = weights
        mean = [Double](repeating: 0, count: assets)
        deviation = mean
        products = Matrix(rows: assets, columns: assets)
    }

    public var assets: Int { mean.count }
    /// Kish's (Σw)² / Σw²; 0 before the first row.
    public var effectiveRows: Double { count == 0 ? 0 : total * total / totalOfSquares }

    /// - Throws: `BadProblem` where the row is of another length or not finite, which leaves everything as it was.
    public mutating func append(_ row: [Double]) throws {
        guard row.count == assets else { throw BadProblem("row: \(row.count) values; expected one for each of \(assets) assets") }
        try row.withUnsafeBufferPointer { try requireUsable($0) }
        let (n, decay) = (assets, weights.decay)
        let before = total * decay
        total = before + 1
        totalOfSquares = totalOfSquares * decay * decay + 1
        count += 1
        let factor = weights.centred ? before / total : 1
        for i in 0..<n {
            deviation[i] = row[i] - mean[i]
            if weights.centred { mean[i] += deviation[i] / total }
        }
        products.elements.withUnsafeMutableBufferPointer { c in
            deviation.withUnsafeBufferPointer { d in
                for j in 0..<n {
                    let scaled = factor * d[j]
                    let column = UnsafeMutableBufferPointer(rebasing: c[j * n..<j * n + j + 1])
                    for i in column.indices { column[i] = decay * column[i] + scaled * d[i] }
                }
            }
        }
    }

    /// The covariance matrix; nil before the second row.
    public var covariance: Matrix? {
        guard count > 1 else { return nil }
        var result = products
        result.multiply(by: weights.scale(total: total, totalOfSquares: totalOfSquares))
        result.mirrorUpper()
        return result
    }
}

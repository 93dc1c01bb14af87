import Numerics

/// The efficient frontier from minimum variance to maximum return: its corner portfolios, between which weights are linear, so that
/// every portfolio of it follows exactly.
public struct EfficientFrontier: Equatable, Sendable {
    /// A portfolio at which an asset or constraint begins or ceases to bind.
    public struct Corner: Equatable, Sendable {
        public let weights: [Double]
        /// μᵀw, less the cost of trading where there is one.
        public let expectedReturn: Double
        /// wᵀΣw.
        public let variance: Double
        /// d(variance/2)/d(expectedReturn) there: the weights minimise ½wᵀΣw − τμᵀw.
        public let tau: Double
    }

    /// Ascending in expected return; the first is minimum variance, the last maximum return. Empty where nothing satisfies the
    /// constraints, and then only.
    public let corners: [Corner]
    /// Residuals are the largest over all corners; iterations are events on the line.
    public let certificate: Certificate
    let expectedReturns: [Double]
    let covariance: Matrix

    /// `count` portfolios equally spaced in expected return, both ends among them; one corner alone where the frontier is a point.
    public func points(_ count: Int) -> [Corner] {
        guard let first = corners.first, let last = corners.last, count > 0 else { return [] }
        guard count > 1, last.expectedReturn > first.expectedReturn else { return [first] }
        let step = (last.expectedReturn - first.expectedReturn) / Double(count - 1)
        return (0..<count).map { index in
            index == 0 ? first : index == count - 1 ? last : portfolio(expectedReturn: first.expectedReturn + Double(index) * step)
        }
    }

    /// The frontier's portfolio with this expected return; its ends outside of it. Precondition: there are corners.
    public func portfolio(expectedReturn: Double) -> Corner {
        let upper = corners.firstIndex { $0.expectedReturn >= expectedReturn } ?? corners.count - 1
        guard upper > 0 else { return corners[0] }
        let (a, b) = (corners[upper - 1], corners[upper])
        let span = b.expectedReturn - a.expectedReturn
        return span > 0 ? between(a, b, min(1, (expectedReturn - a.expectedReturn) / span)) : b
    }

    /// The frontier's portfolio of highest (expectedReturn − riskFree) / √variance; nil where none earns more than `riskFree`.
    public func maximumSharpe(riskFree: Double = 0) -> Corner? {
        var best: (ratio: Double, corner: Corner)?
        func offer(_ corner: Corner) {
            let ratio = (corner.expectedReturn - riskFree) / corner.variance.squareRoot()
            if ratio > best?.ratio ?? 0 { best = (ratio, corner) }
        }
        for corner in corners { offer(corner) }
        for (a, b) in zip(corners, corners.dropFirst()) {
            // Of r + ts over √(p + 2qt + ut²) the derivative vanishes at one t.
            let (r, s) = (a.expectedReturn - riskFree, b.expectedReturn - a.expectedReturn)
            let mixed = dot(a.weights, covariance.times(b.weights))
            let (p, q) = (a.variance, mixed - a.variance)
            let u = b.variance - a.variance - 2 * q
            let t = (s * p - r * q) / (r * u - s * q)
            if t > 0 && t < 1 { offer(between(a, b, t)) }
        }
        return best?.corner
    }

    private func between(_ a: Corner, _ b: Corner, _ t: Double) -> Corner {
        let weights = a.weights.indices.map { (1 - t) * a.weights[$0] + t * b.weights[$0] }
        return Corner(
            weights: weights, expectedReturn: (1 - t) * a.expectedReturn + t * b.expectedReturn,
            variance: max(0, covariance.quadraticForm(weights)), tau: (1 - t) * a.tau + t * b.tau)
    }
}

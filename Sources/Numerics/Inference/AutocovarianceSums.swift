/// The autocovariances of lags 1 … `lags` of a series that grows, in O(lags) a value and O(lags) memory.
///
/// γₖ = 1/n Σ (xₜ − x̄)(xₜ₋ₖ − x̄), of sums of products and the first and last k values. All sums are of differences from the first
/// value, so that a level far from zero costs no digits.
struct AutocovarianceSums: Equatable, Sendable {
    let lags: Int
    private(set) var count = 0
    private var origin = 0.0
    private var total = 0.0
    /// The last values, the newest first.
    private var recent: [Double] = []
    /// By lag less one: Σ xₜxₜ₋ₖ, and the sum of the first k values.
    private var products: [Double]
    private var heads: [Double]

    init(lags: Int) {
        self.lags = lags
        products = [Double](repeating: 0, count: lags)
        heads = products
    }

    mutating func add(_ value: Double) {
        if count == 0 { origin = value }
        let x = value - origin
        for (index, earlier) in recent.enumerated() { products[index] += x * earlier }
        for index in min(count, lags)..<lags { heads[index] += x }
        recent.insert(x, at: 0)
        if recent.count > lags { recent.removeLast() }
        total += x
        count += 1
    }

    /// γ₁, γ₂ …; 0 for lags that the series is too short for.
    var values: [Double] {
        let n = Double(count)
        let mean = total / n
        var tail = 0.0
        return (1...lags).map { lag in
            guard lag < count else { return 0 }
            tail += recent[lag - 1]
            let ends = (total - heads[lag - 1]) + (total - tail)
            return (products[lag - 1] - mean * ends + (n - Double(lag)) * mean * mean) / n
        }
    }

    /// 2 Σ (1 − k/(lags + 1)) γₖ: what Bartlett's estimate of the long-run variance adds to the variance (Newey and West 1987).
    static func bartlett(_ covariances: [Double]) -> Double {
        let width = Double(covariances.count + 1)
        var sum = 0.0
        for (index, covariance) in covariances.enumerated() { sum += 2 * (1 - Double(index + 1) / width) * covariance }
        return sum
    }
}

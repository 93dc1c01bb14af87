/// The autocovariances of lags 1 … 8 of a series that grows, in constant time and memory a value.
///
/// γₖ = 1/n Σ (xₜ − x̄)(xₜ₋ₖ − x̄), of sums of products and of the first and the last k values; lane k − 1 is that of lag k. All
/// sums are of differences from the first value, so that a level far from zero costs no digits.
struct AutocovarianceSums: Equatable, Sendable {
    typealias Lanes = SIMD8<Double>

    private static let lags = Lanes(1, 2, 3, 4, 5, 6, 7, 8)
    private static let bartlettWeights = 2 * (1 - lags / 9)

    private(set) var count = 0
    private var origin = 0.0
    private var total = 0.0
    /// The last values, the newest first.
    private var recent = Lanes.zero
    private var products = Lanes.zero
    private var heads = Lanes.zero

    mutating func add(_ value: Double) {
        if count == 0 { origin = value }
        let x = value - origin
        products += x * recent
        if count < Lanes.scalarCount { heads.replace(with: heads + x, where: Self.lags .> Double(count)) }
        recent = Lanes(x, recent[0], recent[1], recent[2], recent[3], recent[4], recent[5], recent[6])
        total += x
        count += 1
    }

    /// γ₁ … γ₈; 0 for lags that the series is too short for.
    var values: Lanes {
        let n = Double(count)
        let mean = total / n
        var tails = recent
        for lane in 1..<Lanes.scalarCount { tails[lane] += tails[lane - 1] }
        let ends = 2 * total - heads - tails
        let covariances = (products - mean * ends + (n - Self.lags) * (mean * mean)) / n
        return covariances.replacing(with: 0, where: Self.lags .>= n)
    }

    /// 2 Σ (1 − k/9) γₖ: what Bartlett's estimate of the long-run variance adds to the variance (Newey and West 1987).
    static func bartlett(_ covariances: Lanes) -> Double { (bartlettWeights * covariances).sum() }
}

/// The prices of `BarGenerator`, one bar at a time and without end.
public struct BarWalk: Sendable {
    private let terms: BarGenerator
    private var random: SeededRandom
    private var cents: Double
    private var storm = 1.0

    public init(_ terms: BarGenerator) {
        self.terms = terms
        random = SeededRandom(seed: terms.seed)
        cents = (terms.startPrice * 100).rounded()
    }

    public mutating func next() -> (open: Double, high: Double, low: Double, close: Double, volume: Double) {
        storm = min(max(storm + 0.05 * random.bell(), 0.5), 3)
        let scale = terms.volatility * storm
        let open = max((cents * (1 + scale * 0.1 * random.bell())).rounded(), 1)
        let close = min(max((open * (1 + terms.drift + scale * random.bell())).rounded(), 1), 1e11)
        let reach = abs(scale * random.bell()) * open * 0.5
        let high = (max(open, close) + reach * random.unit()).rounded()
        let low = max((min(open, close) - reach * random.unit()).rounded(), 1)
        let volume = (1_000 + 9_000 * storm * random.unit()).rounded()
        // A walk that has lost nearly everything starts over: prices stay where ticks mean little.
        cents = close < 100 ? (terms.startPrice * 100).rounded() : close
        return (open / 100, high / 100, low / 100, close / 100, volume)
    }
}

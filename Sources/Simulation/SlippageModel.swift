import Money

/// How much worse than the reference price a market or triggered stop order fills. The parts add up; limit orders have none.
public struct SlippageModel: Hashable, Sendable {
    /// Money per share.
    public var fixed: Price = .zero
    /// A share of the price, such as half of the usual spread plus impact.
    public var rate: Rate = .zero
    /// Price impact `volumeShare × (quantity / bar volume)²` as a share of the price, the share being capped at one: the model of
    /// zipline's `VolumeShareSlippage`.
    public var volumeShare: Double = 0

    public init(fixed: Price = .zero, rate: Rate = .zero, volumeShare: Double = 0) {
        self.fixed = fixed
        self.rate = rate
        self.volumeShare = volumeShare
    }

    @inline(__always)
    var isNone: Bool { fixed.raw == 0 && rate.raw == 0 && volumeShare == 0 }

    func price(_ reference: Price, side: Int64, quantity: Quantity, volume: Double) -> Price {
        var shift = fixed.raw + (rate.raw == 0 ? 0 : reference.moved(by: rate).raw - reference.raw)
        if volumeShare > 0 && volume > 0 {
            let share = min(quantity.doubleValue / volume, 1)
            shift += Int64((reference.doubleValue * volumeShare * share * share * Price.unit).rounded())
        }
        return Price(raw: max(reference.raw + side * shift, 1))
    }
}

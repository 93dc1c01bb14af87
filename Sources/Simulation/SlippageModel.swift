import Money

/// How much worse than the reference price a market or triggered stop order fills. The parts add up; limit orders have none.
public struct SlippageModel: Hashable, Sendable {
    /// Money per share.
    public var fixed: Price = .zero
    /// A share of the price.
    public var rate: Rate = .zero
    /// The usual distance between bid and ask as a share of the price: a fill pays half of it.
    public var spread: Rate = .zero
    /// Price impact `volumeShare × (taken / bar volume)²` as a share of the price, where `taken` is what this and earlier fills
    /// took of the bar: the model of zipline's `VolumeShareSlippage`. Bars without volume have no impact.
    public var volumeShare: Double = 0
    /// The largest `taken / bar volume` that counts.
    public var volumeShareCap: Double = 1

    public init(
        fixed: Price = .zero, rate: Rate = .zero, spread: Rate = .zero, volumeShare: Double = 0, volumeShareCap: Double = 1
    ) {
        self.fixed = fixed
        self.rate = rate
        self.spread = spread
        self.volumeShare = volumeShare
        self.volumeShareCap = volumeShareCap
    }

    @inline(__always)
    var isNone: Bool { fixed.raw == 0 && rate.raw == 0 && spread.raw == 0 && volumeShare == 0 }

    /// The price at least one unit above zero, before rounding to a tick.
    /// - Parameters:
    ///   - side: 1 for a buy, −1 for a sale.
    ///   - taken: shares of the bar taken by earlier fills and this one.
    ///   - volume: of the bar.
    func price(_ reference: Price, side: Int64, taken: Double, volume: Double) -> Price {
        var shift = Int128(fixed.raw)
        if rate.raw != 0 { shift += roundedDivisionByBillion(Int128(reference.raw) * Int128(rate.raw)) }
        if spread.raw != 0 { shift += roundedDivision(Int128(reference.raw) * Int128(spread.raw), by: 2_000_000_000) }
        if volumeShare > 0 && volume > 0 {
            let share = min(taken / volume, volumeShareCap)
            let impact = (reference.doubleValue * volumeShare * share * share * Price.unit).rounded(.toNearestOrEven)
            shift += Int128(min(impact, 9e18))
        }
        return Price(raw: max(Int64(clamping: Int128(reference.raw) + Int128(side) * shift), 1))
    }
}

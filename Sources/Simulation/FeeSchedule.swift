import Market
import Money
import Trading

/// What a venue charges for a fill.
public struct FeeSchedule: Hashable, Sendable {
    /// A tax on sales in force from a moment on.
    public struct SellTax: Hashable, Sendable {
        public let from: Timestamp
        public let rate: Rate
        public init(from: Timestamp, rate: Rate) {
            self.from = from
            self.rate = rate
        }
    }
    /// What one fill costs: `charged` is paid; `commission` is what of it came from rates before minimum, tax and rounding.
    struct Cost {
        var charged: Amount
        var commission: Amount
    }
    /// Of the notional, for fills that take and that make liquidity; a negative rate is a rebate.
    public var taker: Rate = .zero
    public var maker: Rate = .zero
    /// Money per share.
    public var perShare: Price = .zero
    /// The least that an order costs once it has filled at all, taxes apart; later fills of the order pay only what exceeds it.
    /// Zero for none.
    public var minimum: Amount = .zero
    /// Ascending in time; the last entry not later than the fill counts.
    public var sellTaxes: [SellTax] = []
    /// Decimal places to which a fill's total is rounded by `rounding`; `nil` leaves it exact.
    public var roundingPlaces: Int?
    public var rounding = RoundingRule.nearestEven

    public init(rate: Rate = .zero) {
        taker = rate
        maker = rate
    }

    /// The cost of one fill of an order whose earlier fills had `commission` before the minimum.
    @inline(__always)
    func cost(
        notional: Amount, quantity: Quantity, side: Side, liquidity: Liquidity, time: Timestamp, earlier commission: Amount? = nil
    ) -> Cost {
        let rate = liquidity == .taker ? taker : maker
        var own = rate.raw == 0 ? Amount.zero : notional.scaled(by: rate)
        if perShare.raw != 0 { own += Amount(perShare, times: quantity) }
        if minimum.raw == 0 && sellTaxes.isEmpty && roundingPlaces == nil { return Cost(charged: own, commission: own) }
        return completed(own, notional, side, time, commission)
    }

    @inline(never)
    private func completed(_ own: Amount, _ notional: Amount, _ side: Side, _ time: Timestamp, _ earlier: Amount?) -> Cost {
        var charged = own
        if minimum.raw > 0 {
            let before = earlier ?? .zero
            charged = max(before + own, minimum) - (earlier == nil ? .zero : max(before, minimum))
        }
        if side == .sell, let tax = sellTaxes.last(where: { $0.from <= time }) { charged += notional.scaled(by: tax.rate) }
        if let roundingPlaces { charged = charged.rounded(toPlaces: roundingPlaces, rounding) }
        return Cost(charged: charged, commission: own)
    }
}

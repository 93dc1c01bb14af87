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
    /// Of the notional, for fills that take and that make liquidity; a negative rate is a rebate.
    public var taker: Rate = .zero
    public var maker: Rate = .zero
    /// Money per share.
    public var perShare: Price = .zero
    /// The least that a fill costs, taxes apart.
    public var minimum: Amount = .zero
    /// Ascending in time; the last entry not later than the fill counts.
    public var sellTaxes: [SellTax] = []
    /// Decimal places to which a fill's total is rounded; `nil` leaves it exact.
    public var roundingPlaces: Int?

    public init(rate: Rate = .zero) {
        taker = rate
        maker = rate
    }

    public func fee(notional: Amount, quantity: Quantity, side: Side, liquidity: Liquidity, time: Timestamp) -> Amount {
        let rate = liquidity == .taker ? taker : maker
        var fee = rate.raw == 0 ? Amount.zero : notional.scaled(by: rate)
        if perShare.raw != 0 { fee += Amount(perShare, times: quantity) }
        if minimum.raw != 0 && fee < minimum { fee = minimum }
        if side == .sell, !sellTaxes.isEmpty, let tax = sellTaxes.last(where: { $0.from <= time }) { fee += notional.scaled(by: tax.rate) }
        guard let roundingPlaces else { return fee }
        return fee.rounded(toPlaces: roundingPlaces)
    }
}

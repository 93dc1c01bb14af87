import Market
import Money

/// Why a simulated fill happened at its price.
@frozen
public enum FillBasis: UInt8, Sendable {
    /// A market order at the open of the first bar after it.
    case open
    /// A market order at the close of a bar.
    case close
    /// A limit order whose price the bar reached.
    case limitReached
    /// A limit order that was better than the market when it could first fill, at the market's price.
    case limitImproved
    /// A stop whose trigger the bar reached, at the trigger.
    case stopTriggered
    /// A stop over whose trigger the market had jumped, at the first price behind it.
    case stopGapped
    /// A forced sale or purchase because the margin was gone.
    case liquidation
    /// The best quote or a printed trade.
    case quote
}

@frozen
public enum Liquidity: UInt8, Sendable { case taker, maker }

/// An execution of part or all of an order.
@frozen
public struct Fill: Hashable, Sendable {
    public let order: OrderID
    public let instrument: InstrumentID
    public let side: Side
    public let liquidity: Liquidity
    public let basis: FillBasis
    public let quantity: Quantity
    public let price: Price
    /// The price before slippage and tick rounding: with `basis` it says why the fill is where it is.
    public let referencePrice: Price
    /// Commission and taxes; negative for a rebate.
    public let fee: Amount
    public let time: Timestamp

    @inlinable
    public init(
        order: OrderID, instrument: InstrumentID, side: Side, liquidity: Liquidity, basis: FillBasis, quantity: Quantity,
        price: Price, referencePrice: Price, fee: Amount, time: Timestamp
    ) {
        self.order = order
        self.instrument = instrument
        self.side = side
        self.liquidity = liquidity
        self.basis = basis
        self.quantity = quantity
        self.price = price
        self.referencePrice = referencePrice
        self.fee = fee
        self.time = time
    }

    /// The quantity with the sign of the side.
    @inlinable public var signedQuantity: Quantity { side == .buy ? quantity : -quantity }
    @inlinable public var notional: Amount { Amount(price, times: quantity) }
}

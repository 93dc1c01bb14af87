/// Why the host or a venue refused an order, or ended it before it was filled.
@frozen
public enum RejectReason: UInt8, Sendable, CaseIterable {
    case none
    case quantityNotPositive
    case quantityNotANumber
    case quantityBelowLot
    case quantityNotMultipleOfLot
    case quantityTooLarge
    case priceNotANumber
    case priceNotPositive
    case priceOffTick
    case insufficientCash
    case insufficientMargin
    case shortingNotAllowed
    case nothingToReduce
    case wouldTakeLiquidity
    case notFillableAtOnce
    case unknownOrder
    case orderIsFinal
    case noMarket
    case dataEnded
    case expiryInThePast
    case limitOfWorkingOrders
    case riskLimit
    case groupFilled
    case parentEnded
    case positionClosed
    case requested
    case sessionEnded
    case expired
    case paused
    case clutch
    case killed

    /// The stable key in JSON and logs.
    public var key: String {
        switch self {
        case .none: "none"
        case .quantityNotPositive: "quantity_not_positive"
        case .quantityNotANumber: "quantity_not_a_number"
        case .quantityBelowLot: "quantity_below_lot"
        case .quantityNotMultipleOfLot: "quantity_not_multiple_of_lot"
        case .quantityTooLarge: "quantity_too_large"
        case .priceNotANumber: "price_not_a_number"
        case .priceNotPositive: "price_not_positive"
        case .priceOffTick: "price_off_tick"
        case .insufficientCash: "insufficient_cash"
        case .insufficientMargin: "insufficient_margin"
        case .shortingNotAllowed: "shorting_not_allowed"
        case .nothingToReduce: "nothing_to_reduce"
        case .wouldTakeLiquidity: "would_take_liquidity"
        case .notFillableAtOnce: "not_fillable_at_once"
        case .unknownOrder: "unknown_order"
        case .orderIsFinal: "order_is_final"
        case .noMarket: "no_market"
        case .dataEnded: "data_ended"
        case .expiryInThePast: "expiry_in_the_past"
        case .limitOfWorkingOrders: "limit_of_working_orders"
        case .riskLimit: "risk_limit"
        case .groupFilled: "group_filled"
        case .parentEnded: "parent_ended"
        case .positionClosed: "position_closed"
        case .requested: "requested"
        case .sessionEnded: "session_ended"
        case .expired: "expired"
        case .paused: "paused"
        case .clutch: "clutch"
        case .killed: "killed"
        }
    }

    /// What happened and how to mend it, for a person.
    public var explanation: String {
        switch self {
        case .none: "no reason"
        case .quantityNotPositive: "the quantity is zero or negative: pass a positive number and choose buy or sell for the direction"
        case .quantityNotANumber: "the quantity is NaN or infinite: check the numbers it was computed from"
        case .quantityBelowLot: "the quantity is below one lot: more capital, or a smaller lot with --lot"
        case .quantityNotMultipleOfLot: "the quantity is not a multiple of the lot: round it, or set the lot with --lot"
        case .quantityTooLarge: "the quantity is beyond what a number of shares can be (about 92 billion)"
        case .priceNotANumber: "a price of the order is NaN or infinite: check the numbers it was computed from"
        case .priceNotPositive: "a price of the order is zero or negative"
        case .priceOffTick: "a price of the order is not a multiple of the tick"
        case .insufficientCash: "the cash account does not hold what the order costs: a smaller size, or --account margin"
        case .insufficientMargin: "the margin left does not carry the position: a smaller size, or a higher --leverage"
        case .shortingNotAllowed: "a cash account cannot sell what it does not hold: --account margin allows short positions"
        case .nothingToReduce: "a reduce-only order found no position to reduce"
        case .wouldTakeLiquidity: "a post-only order would have filled on arrival"
        case .notFillableAtOnce: "an immediate order (IOC, FOK) found no price or not enough volume"
        case .unknownOrder: "no working order has this id"
        case .orderIsFinal: "the order has already ended"
        case .noMarket: "the symbol has no price yet"
        case .dataEnded: "the data ended before the order could fill"
        case .expiryInThePast: "the order's expiry is before the time of its creation"
        case .limitOfWorkingOrders: "too many working orders at once"
        case .riskLimit: "a native risk limit refused it"
        case .groupFilled: "another order of its group filled"
        case .parentEnded: "the order that it waited for ended unfilled"
        case .positionClosed: "the position it protected was closed"
        case .requested: "cancelled on request"
        case .sessionEnded: "a day order reached the end of its session"
        case .expired: "the time until which the order was good has passed"
        case .paused: "the strategy is paused: 'perigee ctl resume' lets it trade again"
        case .clutch: "the clutch is off: signals go on, orders do not; 'perigee ctl clutch on' lets them pass"
        case .killed: "the kill switch was pulled: only an operator resets it"
        }
    }
}

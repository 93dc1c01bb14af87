import Market
import Money

/// Names an order from the intent that asked for it to its last fill; given by the host in order of asking, never reused.
@frozen
public struct OrderID: Hashable, Comparable, Sendable {
    public let raw: Int64
    @inlinable public init(_ raw: Int64) { self.raw = raw }
    @inlinable public static func < (a: OrderID, b: OrderID) -> Bool { a.raw < b.raw }
    /// Stands where an order has no parent or group.
    @inlinable public static var none: OrderID { OrderID(0) }
}

@frozen
public enum Side: UInt8, Sendable {
    case buy, sell
    @inlinable public var opposite: Side { self == .buy ? .sell : .buy }
    /// 1 for a buy, −1 for a sell.
    @inlinable public var sign: Int64 { self == .buy ? 1 : -1 }
}

@frozen
public enum OrderType: UInt8, Sendable { case market, limit, stop, stopLimit, trailingStop }

@frozen
public enum TimeInForce: UInt8, Sendable {
    /// Until the end of the session of the event after which it was placed.
    case day
    /// Until cancelled.
    case gtc
    /// Fills what it can at once; the rest is cancelled.
    case ioc
    /// Fills in whole at once or is cancelled.
    case fok
    /// Until `Order.expires`.
    case gtd
}

@frozen
public struct OrderFlags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Rejected when it would take liquidity on arrival.
    @inlinable public static var postOnly: OrderFlags { OrderFlags(rawValue: 1) }
    /// Never opens or turns a position: its quantity is cut to what is open, and it is cancelled when nothing is.
    @inlinable public static var reduceOnly: OrderFlags { OrderFlags(rawValue: 2) }
    /// Sized by the host from a target: cut to what cash or margin allows instead of being rejected.
    @inlinable public static var fitsFunds: OrderFlags { OrderFlags(rawValue: 4) }
}

/// The life of an order. `new` is known to the host only; every later state was reported by a venue.
@frozen
public enum OrderStatus: UInt8, Sendable {
    case new, accepted, partiallyFilled, filled, cancelled, expired, rejected

    /// No report may follow.
    @inlinable public var isFinal: Bool { self.rawValue >= OrderStatus.filled.rawValue }

    /// Whether a report may take an order from this state to `next`. A partial fill may follow a partial fill.
    public func mayBecome(_ next: OrderStatus) -> Bool {
        switch (self, next) {
        case (.new, .accepted), (.new, .rejected), (.new, .cancelled): true
        case (.accepted, .partiallyFilled), (.accepted, .filled), (.accepted, .cancelled), (.accepted, .expired), (.accepted, .rejected): true
        case (.partiallyFilled, .partiallyFilled), (.partiallyFilled, .filled), (.partiallyFilled, .cancelled), (.partiallyFilled, .expired): true
        default: false
        }
    }
}

/// An order with its state. Plain data: no reference is held, so that a loop over orders counts none.
@frozen
public struct Order: Hashable, Sendable {
    public let id: OrderID
    public let instrument: InstrumentID
    public let side: Side
    public let type: OrderType
    public var timeInForce: TimeInForce
    public var flags: OrderFlags
    public var status: OrderStatus
    /// Total asked for; positive.
    public var quantity: Quantity
    /// Cumulative; never more than `quantity`.
    public var filled: Quantity
    /// Of `limit` and `stopLimit`; zero otherwise.
    public var limitPrice: Price
    /// The trigger of `stop` and `stopLimit`, and the current trigger of `trailingStop`; zero while unknown.
    public var stopPrice: Price
    /// The distance of a trailing stop in price; zero when `trailRate` says it.
    public var trailOffset: Price
    /// The distance of a trailing stop as a share of the price.
    public var trailRate: Rate
    /// The moment after which a `gtd` order is no longer valid.
    public var expires: Timestamp
    /// Works only once this order has filled, for what it has filled; `none` for an order that stands alone.
    public var parent: OrderID
    /// Orders of one group, on one instrument, cancel each other: a fill of one cuts the others by the same quantity.
    public var group: OrderID
    /// The moment of the event that led to it.
    public let created: Timestamp
    /// The line of the script that asked for it; 0 when no script did.
    public let line: Int32

    @inlinable
    public init(
        id: OrderID, instrument: InstrumentID, side: Side, type: OrderType, quantity: Quantity, created: Timestamp,
        timeInForce: TimeInForce = .gtc, flags: OrderFlags = [], limitPrice: Price = .zero, stopPrice: Price = .zero,
        trailOffset: Price = .zero, trailRate: Rate = .zero, expires: Timestamp = Timestamp(nanoseconds: .max),
        parent: OrderID = .none, group: OrderID = .none, line: Int32 = 0
    ) {
        self.id = id
        self.instrument = instrument
        self.side = side
        self.type = type
        self.timeInForce = timeInForce
        self.flags = flags
        self.status = .new
        self.quantity = quantity
        self.filled = .zero
        self.limitPrice = limitPrice
        self.stopPrice = stopPrice
        self.trailOffset = trailOffset
        self.trailRate = trailRate
        self.expires = expires
        self.parent = parent
        self.group = group
        self.created = created
        self.line = line
    }

    @inlinable public var remaining: Quantity { quantity - filled }
}

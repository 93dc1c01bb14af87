import Market
import Trading

/// What a script wants, before the host has scaled, checked and priced it. Numbers are as the script gave them: possibly NaN.
@frozen
public struct Intent: Sendable {
    @frozen
    public enum Kind: UInt8, Sendable {
        /// An order for `quantity` on `side`.
        case order
        /// Whatever order brings the position to `quantity` (signed).
        case targetQuantity
        /// Whatever order brings the position's value to `quantity` in money (signed).
        case targetValue
        /// Whatever order brings the position's value to `quantity` as a fraction of equity (signed).
        case targetPercent
        /// An order that closes the position.
        case closePosition
        /// Cancels `target`.
        case cancel
        /// Cancels all working orders of `instrument`.
        case cancelAll
        /// Changes `target`.
        case modify
        /// Asks for `on_timer` at `expires`, repeated every `interval` nanoseconds when that is positive.
        case timer
    }
    public var kind: Kind
    public var side: Side
    public var type: OrderType
    public var timeInForce: TimeInForce
    public var flags: OrderFlags
    public var trailIsRate: Bool
    public var instrument: InstrumentID
    public var line: Int32
    /// The number the script knows the order by. A bracket takes two more for its exits: `handle + 1` and `handle + 2`.
    public var handle: Int64
    /// The handle of the order to cancel or modify; the index of the name of a timer.
    public var target: Int64
    public var quantity: Double
    /// NaN-free absence: infinity stands for "not given" in the prices below.
    public var limitPrice: Double
    public var stopPrice: Double
    public var trail: Double
    /// Exits of a bracket.
    public var takeProfit: Double
    public var stopLoss: Double
    /// UTC nanoseconds.
    public var expires: Int64
    public var interval: Int64

    /// Stands in a price field that was not given.
    public static let absent = Double.infinity

    public init(
        kind: Kind, instrument: InstrumentID, handle: Int64 = 0, side: Side = .buy, type: OrderType = .market,
        timeInForce: TimeInForce = .gtc, flags: OrderFlags = [], quantity: Double = 0, limitPrice: Double = Intent.absent,
        stopPrice: Double = Intent.absent, trail: Double = Intent.absent, trailIsRate: Bool = false,
        takeProfit: Double = Intent.absent, stopLoss: Double = Intent.absent, target: Int64 = 0, expires: Int64 = .max,
        interval: Int64 = 0, line: Int32 = 0
    ) {
        self.kind = kind
        self.side = side
        self.type = type
        self.timeInForce = timeInForce
        self.flags = flags
        self.trailIsRate = trailIsRate
        self.instrument = instrument
        self.line = line
        self.handle = handle
        self.target = target
        self.quantity = quantity
        self.limitPrice = limitPrice
        self.stopPrice = stopPrice
        self.trail = trail
        self.takeProfit = takeProfit
        self.stopLoss = stopLoss
        self.expires = expires
        self.interval = interval
    }
}

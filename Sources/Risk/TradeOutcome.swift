/// What measures need of a closed trade. Times are UTC nanoseconds; `pnl` and `fees` are money, `pnl` after fees.
public struct TradeOutcome: Sendable {
    public let pnl: Double
    public let returnFraction: Double
    public let fees: Double
    public let entryTime: Int64
    public let exitTime: Int64
    public let isLong: Bool

    public init(pnl: Double, returnFraction: Double, fees: Double, entryTime: Int64, exitTime: Int64, isLong: Bool) {
        self.pnl = pnl
        self.returnFraction = returnFraction
        self.fees = fees
        self.entryTime = entryTime
        self.exitTime = exitTime
        self.isLong = isLong
    }
}

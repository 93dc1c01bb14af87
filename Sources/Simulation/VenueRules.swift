import Market
import Money

/// How a simulated venue fills, charges and lends.
public struct VenueRules: Sendable {
    public enum FillTiming: String, Sendable, CaseIterable {
        /// Market orders fill at the open of the first bar after the decision.
        case nextOpen = "next-open"
        /// Market orders fill at the close of the first bar after the decision.
        case nextClose = "next-close"
        /// Market orders fill at the close of the bar that decided: a price that was already gone. With latency, or for what the
        /// bar's volume did not give, at the close of the first bar that they can act on.
        case sameClose = "same-close"
    }
    /// The order in which a bar's prices are assumed to have been seen.
    public enum BarPath: String, Sendable, CaseIterable {
        /// The extreme nearer to the open first; at equal distance the low.
        case nearestExtremeFirst = "nearest"
        case openHighLowClose = "ohlc"
        case openLowHighClose = "olhc"
        /// The extreme against the position first: the low when long, the high when short. Without a position the oldest active
        /// order decides: the high first for a buy, the low first for a sale, so that the move against it comes after its fill.
        case worstCase = "worst"
    }
    public enum AccountKind: Hashable, Sendable {
        /// Cash never falls below zero and nothing is sold that is not held.
        case cash
        case margin(MarginTerms)
    }
    public struct MarginTerms: Hashable, Sendable {
        /// Gross exposure may reach this multiple of equity when a position is opened.
        public var leverage: Double
        /// Positions are closed by force when equity falls below this share of gross exposure.
        public var maintenance: Double
        /// Per year of 365 days, on the value of short positions at the close before each step.
        public var borrowRate: Rate
        /// Per year of 365 days, on cash below zero.
        public var interestRate: Rate

        public init(leverage: Double = 2, maintenance: Double = 0.25, borrowRate: Rate = .zero, interestRate: Rate = .zero) {
            self.leverage = leverage
            self.maintenance = maintenance
            self.borrowRate = borrowRate
            self.interestRate = interestRate
        }
    }

    public var fillTiming: FillTiming = .nextOpen
    public var path: BarPath = .nearestExtremeFirst
    public var slippage = SlippageModel()
    public var fees = FeeSchedule()
    public var account: AccountKind = .cash
    /// The largest share of a bar's volume that all fills of the bar may take together; 1 bounds them by the volume, infinity not
    /// at all. Bars without volume bound nothing.
    public var participation: Double = .infinity
    /// Orders, and requests to cancel or modify, act on bars whose time is at least this many nanoseconds after them.
    public var latency: Int64 = 0
    /// Added to UTC to find the day that a session belongs to, in nanoseconds. A day order lives through the session of the first
    /// bar that it can act on.
    public var sessionOffset: Int64 = 0

    public init() {}

    func session(of time: Int64) -> Int64 {
        let day: Int64 = 86_400_000_000_000
        let shifted = time + sessionOffset
        return shifted >= 0 ? shifted / day : (shifted - day + 1) / day
    }
}

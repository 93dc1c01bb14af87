import Money

/// Native pre-trade limits. They bind every script; a script can ask for less but never for more.
///
/// A limit that cannot be computed, because a price is missing or NaN, counts as broken.
public struct RiskLimits: Hashable, Sendable {
    /// Orders of one script that may work at once.
    public var workingOrders: Int
    /// The largest notional of one order as a multiple of equity.
    public var orderValueToEquity: Double
    /// The largest gross exposure, after the order, as a multiple of equity.
    public var grossExposureToEquity: Double

    public init(workingOrders: Int = 1_000, orderValueToEquity: Double = .infinity, grossExposureToEquity: Double = .infinity) {
        self.workingOrders = workingOrders
        self.orderValueToEquity = orderValueToEquity
        self.grossExposureToEquity = grossExposureToEquity
    }

    /// The account kinds bound exposure at the venue; these stay open until an operator sets them.
    public static let standard = RiskLimits()

    /// The stricter of both, limit by limit. NaN is the strictest: nothing meets it.
    public func narrowed(by other: RiskLimits) -> RiskLimits {
        func stricter(_ a: Double, _ b: Double) -> Double { a.isNaN || b.isNaN ? .nan : min(a, b) }
        return RiskLimits(
            workingOrders: min(workingOrders, other.workingOrders), orderValueToEquity: stricter(orderValueToEquity, other.orderValueToEquity),
            grossExposureToEquity: stricter(grossExposureToEquity, other.grossExposureToEquity))
    }

    /// NaN is a limit that nothing can meet, not the absence of one.
    var boundsValues: Bool { orderValueToEquity != .infinity || grossExposureToEquity != .infinity }
}

import Kernel

/// What a risk policy knows of the book.
public struct RiskBook: Sendable {
    public var equity: Double
    /// The highest equity so far.
    public var peak: Double
    /// Return of the day so far, as a fraction.
    public var dailyReturn = 0.0
    /// Annualised volatility of the book's newest returns; NaN where there are too few.
    public var volatility = Double.nan
    /// Value of all positions without and with their sign, as multiples of equity.
    public var grossExposure = 0.0
    public var netExposure = 0.0
    /// Nanoseconds since 1970.
    public var time: Int64
    /// As in "2024-05-31".
    public var date: String

    public init(equity: Double, peak: Double, time: Int64, date: String) {
        self.equity = equity
        self.peak = peak
        self.time = time
        self.date = date
    }

    /// Distance below the peak, as a fraction from 0 up.
    public var drawdown: Double { peak > 0 ? max(0, (peak - equity) / peak) : 0 }

    /// The argument of `tighten`.
    func value(_ limits: RiskLimits) -> ScriptValue {
        .record([
            ("equity", .number(equity)), ("peak", .number(peak)), ("drawdown", .number(drawdown)), ("daily_return", .number(dailyReturn)),
            ("volatility", .number(volatility)), ("gross_exposure", .number(grossExposure)), ("net_exposure", .number(netExposure)),
            ("time", .integer(time)), ("date", .text(date)), ("limits", limits.value),
        ])
    }
}

extension RiskLimits {
    /// The limits by the names that scripts have for them.
    var value: ScriptValue {
        .record([
            ("working_orders", .integer(Int64(workingOrders))), ("order_value_to_equity", .number(orderValueToEquity)),
            ("gross_exposure_to_equity", .number(grossExposureToEquity)),
        ])
    }
}

/// What the criteria of a lifecycle policy can ask of a strategy.
public enum LifecycleMeasure: String, CaseIterable, Sendable {
    /// Days since the strategy came into its stage.
    case daysInStage = "days_in_stage"
    /// Annualised Sharpe ratio since it came into its stage.
    case sharpe
    /// The same over the newest window that the host keeps.
    case rollingSharpe = "rolling_sharpe"
    /// Closed trades in the stage.
    case trades
    /// Distance below the highest equity of the stage, as a fraction from 0 up.
    case drawdown
    /// Gains over losses of the closed trades.
    case profitFactor = "profit_factor"
    /// Losing days in a row, up to now.
    case losingDays = "losing_days"
    /// Return since it came into its stage, as a fraction.
    case totalReturn = "return"

    static let names = allCases.map(\.rawValue)
}

/// Measures of one strategy. One that is not known yet is NaN: no criterion is met by it.
public struct LifecycleMeasures: Sendable {
    private var values = [Double](repeating: .nan, count: LifecycleMeasure.allCases.count)

    public init() {}

    public subscript(measure: LifecycleMeasure) -> Double {
        get { values[index(measure)] }
        set { values[index(measure)] = newValue }
    }

    private func index(_ measure: LifecycleMeasure) -> Int { LifecycleMeasure.allCases.firstIndex(of: measure) ?? 0 }

    /// The argument of criteria that are functions: measures by name, without those that are not known.
    var value: ScriptValue {
        .record(LifecycleMeasure.allCases.compactMap { self[$0].isNaN ? nil : ($0.rawValue, .number(self[$0])) })
    }
}

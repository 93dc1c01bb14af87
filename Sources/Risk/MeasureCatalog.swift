/// All measures, in the order in which results show them.
public enum MeasureCatalog {
    public static let all: [Measure] = [
        .totalReturn, .compoundAnnualGrowthRate, .buyAndHoldReturn, .bestPeriod, .worstPeriod, .positivePeriods, .exposureTime,
        .averageExposure,
        .sharpe, .sharpeStandardError, .probabilisticSharpe, .sortino, .calmar, .omega, .gainToPain, .ulcerPerformance,
        .recoveryFactor, .stability,
        .volatility, .downsideDeviation, .maximumDrawdown, .maximumDrawdownDuration, .averageDrawdown, .ulcerIndex, .painIndex,
        .valueAtRisk95, .valueAtRisk99, .expectedShortfall95, .expectedShortfall99, .returnSkewness, .kurtosis, .tailRatio,
        .tradeCount, .winRate, .profitFactor, .averageTrade, .averageTradeReturn, .averageWin, .averageLoss, .payoffRatio,
        .largestWin, .largestLoss, .consecutiveWins, .consecutiveLosses, .averageHolding, .systemQuality, .kellyFraction,
        .feesPaid, .feeShare,
        .beta, .alpha, .benchmarkCorrelation, .rSquared, .trackingError, .informationRatio, .treynor, .upCapture, .downCapture,
    ]

    public static func find(_ id: String) -> Measure? { all.first { $0.id == id } }
}

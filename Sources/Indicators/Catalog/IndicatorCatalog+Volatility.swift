extension IndicatorCatalog {
    static let volatility: [IndicatorDescriptor] = [
        IndicatorDescriptor(
            name: "true_range", title: "True range", group: "volatility",
            summary: "Range including the gap from the close before.",
            formula: "Wilder 1978; TA-Lib TRANGE",
            inputs: .prices(.high, .low, .close),
            parameters: [],
            make: { _ in Guarded(TrueRange(), inputs: 3, outputs: 1) }),
        IndicatorDescriptor(
            name: "atr", title: "Average true range", group: "volatility",
            summary: "Wilder average of the true range.",
            formula: "Wilder 1978; TA-Lib ATR",
            inputs: .prices(.high, .low, .close),
            parameters: [.bars("window", 14, from: 1)],
            make: { p in Guarded(AverageTrueRange(Int(p[0])), inputs: 3, outputs: 1) }),
        IndicatorDescriptor(
            name: "natr", title: "Normalised ATR", group: "volatility",
            summary: "Average true range in percent of the close.",
            formula: "TA-Lib NATR",
            inputs: .prices(.high, .low, .close),
            parameters: [.bars("window", 14, from: 1)],
            make: { p in Guarded(AverageTrueRange(Int(p[0]), percent: true), inputs: 3, outputs: 1) }),
        IndicatorDescriptor(
            name: "stddev", title: "Standard deviation", group: "volatility",
            summary: "Population standard deviation.",
            formula: "TA-Lib STDDEV",
            inputs: [IndicatorInput("source", fallback: .close)],
            parameters: [.bars("window", 5, from: 2), IndicatorParameter("deviations", default: 1, in: 0...100, isInteger: false, "Factor.")],
            make: { p in Guarded(RollingSpread(Int(p[0]), .deviation(p[1])), inputs: 1, outputs: 1) }),
        IndicatorDescriptor(
            name: "var", title: "Variance", group: "volatility",
            summary: "Population variance.",
            formula: "TA-Lib VAR",
            inputs: [IndicatorInput("source", fallback: .close)],
            parameters: [.bars("window", 5, from: 1)],
            make: { p in Guarded(RollingSpread(Int(p[0]), .variance), inputs: 1, outputs: 1) }),
        IndicatorDescriptor(
            name: "realized_vol", title: "Realised volatility", group: "volatility",
            summary: "Standard deviation of log returns, annualised.",
            formula: "ddof 1, times √periods",
            inputs: [IndicatorInput("source", fallback: .close)],
            parameters: [.bars("window", 20, from: 2), IndicatorParameter("periods", default: 252, in: 1...1000000000, isInteger: false, "Periods per year.")],
            make: { p in Guarded(RealizedVolatility(Int(p[0]), p[1]), inputs: 1, outputs: 1) }),
        IndicatorDescriptor(
            name: "parkinson", title: "Parkinson volatility", group: "volatility",
            summary: "Volatility from highs and lows, annualised.",
            formula: "Parkinson 1980",
            inputs: .prices(.high, .low),
            parameters: [.bars("window", 20, from: 1), IndicatorParameter("periods", default: 252, in: 1...1000000000, isInteger: false, "Periods per year.")],
            make: { p in Guarded(RangeVolatility(Int(p[0]), p[1], .parkinson), inputs: 2, outputs: 1) }),
        IndicatorDescriptor(
            name: "garman_klass", title: "Garman-Klass volatility", group: "volatility",
            summary: "Volatility from all four prices, annualised.",
            formula: "Garman and Klass 1980",
            inputs: .prices(.open, .high, .low, .close),
            parameters: [.bars("window", 20, from: 1), IndicatorParameter("periods", default: 252, in: 1...1000000000, isInteger: false, "Periods per year.")],
            make: { p in Guarded(RangeVolatility(Int(p[0]), p[1], .garmanKlass), inputs: 4, outputs: 1) }),
        IndicatorDescriptor(
            name: "choppiness", title: "Choppiness index", group: "volatility",
            summary: "Whether the price trends (low) or ranges (high).",
            formula: "Dreiss",
            inputs: .prices(.high, .low, .close),
            parameters: [.bars("window", 14, from: 2)],
            make: { p in Guarded(Choppiness(Int(p[0])), inputs: 3, outputs: 1) }),
        IndicatorDescriptor(
            name: "mass_index", title: "Mass index", group: "volatility",
            summary: "Widening of the range that precedes turns.",
            formula: "Dorsey 1992",
            inputs: .prices(.high, .low),
            parameters: [.bars("average", 9, from: 1), .bars("window", 25, from: 1)],
            make: { p in Guarded(MassIndex(Int(p[0]), Int(p[1])), inputs: 2, outputs: 1) }),
    ]
}

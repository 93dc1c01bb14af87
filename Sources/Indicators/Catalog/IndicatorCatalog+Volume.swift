extension IndicatorCatalog {
    static let volume: [IndicatorDescriptor] = [
        IndicatorDescriptor(
            name: "obv", title: "On-balance volume", group: "volume",
            summary: "Volume added on rises and taken off on falls.",
            formula: "Granville 1963; TA-Lib OBV",
            inputs: .prices(.close, .volume),
            parameters: [],
            make: { _ in Guarded(OnBalanceVolume(), inputs: 2, outputs: 1) }),
        IndicatorDescriptor(
            name: "ad", title: "Accumulation/distribution", group: "volume",
            summary: "Volume weighted by the place of the close, summed.",
            formula: "Chaikin; TA-Lib AD",
            inputs: .prices(.high, .low, .close, .volume),
            parameters: [],
            make: { _ in Guarded(AccumulationDistribution(), inputs: 4, outputs: 1) }),
        IndicatorDescriptor(
            name: "adosc", title: "Chaikin oscillator", group: "volume",
            summary: "Fast less slow average of accumulation/distribution.",
            formula: "TA-Lib ADOSC",
            inputs: .prices(.high, .low, .close, .volume),
            parameters: [.bars("fast", 3, from: 1), .bars("slow", 10, from: 1)],
            make: { p in Guarded(ChaikinOscillator(Int(p[0]), Int(p[1])), inputs: 4, outputs: 1) }),
        IndicatorDescriptor(
            name: "cmf", title: "Chaikin money flow", group: "volume",
            summary: "Volume weighted by the place of the close, over volume.",
            formula: "Chaikin",
            inputs: .prices(.high, .low, .close, .volume),
            parameters: [.bars("window", 20, from: 1)],
            make: { p in Guarded(ChaikinMoneyFlow(Int(p[0])), inputs: 4, outputs: 1) }),
        IndicatorDescriptor(
            name: "mfi", title: "Money flow index", group: "volume",
            summary: "RSI of typical price times volume.",
            formula: "Quong and Soudack 1989; TA-Lib MFI",
            inputs: .prices(.high, .low, .close, .volume),
            parameters: [.bars("window", 14, from: 2)],
            make: { p in Guarded(MoneyFlowIndex(Int(p[0])), inputs: 4, outputs: 1) }),
        IndicatorDescriptor(
            name: "vwap", title: "VWAP", group: "volume",
            summary: "Volume-weighted average of the typical price; window 0: since the first bar.",
            formula: "Σ typical·volume / Σ volume",
            inputs: .prices(.high, .low, .close, .volume),
            parameters: [.bars("window", 20, from: 0)],
            make: { p in Guarded(VWAP(Int(p[0])), inputs: 4, outputs: 1) }),
        IndicatorDescriptor(
            name: "force_index", title: "Force index", group: "volume",
            summary: "Average of the change times volume.",
            formula: "Elder 1993",
            inputs: .prices(.close, .volume),
            parameters: [.bars("window", 13, from: 1)],
            make: { p in Guarded(ForceIndex(Int(p[0])), inputs: 2, outputs: 1) }),
        IndicatorDescriptor(
            name: "eom", title: "Ease of movement", group: "volume",
            summary: "How easily the price moves for its volume.",
            formula: "Arms",
            inputs: .prices(.high, .low, .volume),
            parameters: [.bars("window", 14, from: 1)],
            make: { p in Guarded(EaseOfMovement(Int(p[0])), inputs: 3, outputs: 1) }),
    ]
}

/// All indicators, in the order of the reference.
public enum IndicatorCatalog {
    public static let all: [IndicatorDescriptor] = [
        IndicatorDescriptor(
            name: "sma", title: "Simple moving average", group: "overlap", summary: "Mean of the last `window` values.",
            formula: "running sum / window", inputs: [IndicatorInput("source", fallback: .close)],
            parameters: [IndicatorParameter("window", default: 20, in: 1...100_000, "Bars in the mean.")],
            make: { SMA(window: Int($0[0])) })
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    public static func find(_ name: String) -> IndicatorDescriptor? { byName[name] }
}

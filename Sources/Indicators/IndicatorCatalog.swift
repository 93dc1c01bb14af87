/// All indicators, in the order of the reference.
public enum IndicatorCatalog {
    public static let all: [IndicatorDescriptor] = overlap + momentum + volatility + volume + statistics + price

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    public static func find(_ name: String) -> IndicatorDescriptor? { byName[name] }
}

extension [IndicatorInput] {
    /// Price fields of the symbol, which a script may leave out together.
    static func prices(_ fields: IndicatorInput.Field...) -> [IndicatorInput] {
        fields.map { IndicatorInput($0.rawValue, fallback: $0) }
    }
}

extension IndicatorParameter {
    /// A number of bars.
    static func bars(_ name: String, _ defaultValue: Double, from least: Double) -> IndicatorParameter {
        IndicatorParameter(name, default: defaultValue, in: least...100_000, "Number of bars.")
    }
}

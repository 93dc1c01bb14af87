/// What an indicator consumes: a series that the script names, or a price field of the symbol when the script leaves it out.
public struct IndicatorInput: Sendable {
    public enum Field: String, Sendable, CaseIterable { case open, high, low, close, volume }
    public let name: String
    /// The price field that stands in when a script does not pass the input; `nil` where it must be passed.
    public let fallback: Field?

    public init(_ name: String, fallback: Field? = nil) {
        self.name = name
        self.fallback = fallback
    }
}

/// A number that shapes an indicator, such as a window.
public struct IndicatorParameter: Sendable {
    public let name: String
    public let defaultValue: Double?
    public let range: ClosedRange<Double>
    public let isInteger: Bool
    public let summary: String

    public init(_ name: String, default defaultValue: Double?, in range: ClosedRange<Double>, isInteger: Bool = true, _ summary: String) {
        self.name = name
        self.defaultValue = defaultValue
        self.range = range
        self.isInteger = isInteger
        self.summary = summary
    }
}

/// One indicator of the catalog: everything that the script language, the command line and the documentation need to know.
///
/// In a script the inputs come first, then the parameters: `rsi(close, 14)`, `atr(high, low, close, 14)`; inputs with a fallback
/// may be left out together, so `atr(14)` is the same.
public struct IndicatorDescriptor: Sendable {
    /// The name in scripts: lower case, the field's usual abbreviation.
    public let name: String
    public let title: String
    /// `overlap`, `momentum`, `volatility`, `volume`, `statistics`, `price`, `cycle`.
    public let group: String
    /// What it measures, in a sentence.
    public let summary: String
    /// The recurrence and where it was published.
    public let formula: String
    public let inputs: [IndicatorInput]
    public let parameters: [IndicatorParameter]
    public let outputs: [String]
    /// Makes an instance. The parameters have been checked against their ranges and are in declaration order.
    public let make: @Sendable (_ parameters: [Double]) -> any StreamingIndicator

    public init(
        name: String, title: String, group: String, summary: String, formula: String, inputs: [IndicatorInput],
        parameters: [IndicatorParameter], outputs: [String] = ["value"],
        make: @escaping @Sendable (_ parameters: [Double]) -> any StreamingIndicator
    ) {
        self.name = name
        self.title = title
        self.group = group
        self.summary = summary
        self.formula = formula
        self.inputs = inputs
        self.parameters = parameters
        self.outputs = outputs
        self.make = make
    }
}

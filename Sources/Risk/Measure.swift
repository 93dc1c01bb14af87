/// One number about a run, with the convention by which it is computed.
public struct Measure: Sendable {
    public enum Unit: String, Sendable { case percent, ratio, currency, count, days, number }
    /// The stable key in JSON.
    public let id: String
    public let title: String
    public let group: String
    public let unit: Unit
    /// How it is computed, in a sentence.
    public let convention: String
    /// NaN where it is undefined.
    public let compute: @Sendable (MeasureInput) -> Double

    init(_ id: String, _ title: String, _ group: String, _ unit: Unit, _ convention: String, compute: @escaping @Sendable (MeasureInput) -> Double) {
        self.id = id
        self.title = title
        self.group = group
        self.unit = unit
        self.convention = convention
        self.compute = compute
    }
}

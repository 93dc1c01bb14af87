/// A parameter as a script declared it, with the value in force.
public struct ScriptParameter: Hashable, Sendable {
    public let name: String
    public let defaultValue: Double
    public let minimum: Double?
    public let maximum: Double?
    public let step: Double?
    public let summary: String
    public let isInteger: Bool
    public let isBoolean: Bool
    public let line: Int
    public internal(set) var value: Double

    /// Why `value` cannot be this parameter's, or `nil` where it can.
    func complaint(about value: Double) -> String? {
        if value.isNaN || value.isInfinite { return "\(format(value)) is not a finite number" }
        if isBoolean { return value == 0 || value == 1 ? nil : "\(format(value)) is not true or false" }
        if isInteger && value != value.rounded() { return "\(format(value)) is not a whole number" }
        if let minimum, value < minimum { return "\(format(value)) is below its minimum \(format(minimum))" }
        if let maximum, value > maximum { return "\(format(value)) is above its maximum \(format(maximum))" }
        return nil
    }

    private func format(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? "\(Int64(value))" : "\(value)"
    }
}

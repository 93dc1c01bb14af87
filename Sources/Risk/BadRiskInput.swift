/// Input that a risk computation cannot work with: which argument, where in it, the value found and what was expected.
public struct BadRiskInput: Error, Equatable, CustomStringConvertible, Sendable {
    public let description: String
    public init(_ description: String) { self.description = description }
}

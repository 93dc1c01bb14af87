/// What an experiment cannot work with: which value, what it was, what was expected.
public struct ExperimentError: Error, CustomStringConvertible, Equatable, Sendable {
    public let name: String
    public let value: String
    public let expected: String

    public init(_ name: String, _ value: some CustomStringConvertible, _ expected: String) {
        self.name = name
        self.value = value.description
        self.expected = expected
    }

    public var description: String { "\(name) is \(value); expected \(expected)" }
}

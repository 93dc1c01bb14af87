/// Input that a statistic is not defined for: which argument, which element, what it was, what was expected.
public struct StatisticsError: Error, CustomStringConvertible, Equatable, Sendable {
    /// Name of the argument, as in the function's signature.
    public let argument: String
    /// Index of the offending element, from 0; nil where the argument as a whole is meant.
    public let position: Int?
    public let value: String
    public let expected: String

    public init(_ argument: String, _ value: some CustomStringConvertible, at position: Int? = nil, _ expected: String) {
        self.argument = argument
        self.position = position
        self.value = value.description
        self.expected = expected
    }

    public var description: String {
        let place = position.map { "\(argument)[\($0)]" } ?? argument
        return "\(place) is \(value); expected \(expected)"
    }

    /// Throws at the first element that is not a finite number.
    static func requireFinite(_ x: [Double], _ argument: String) throws {
        if let position = x.firstIndex(where: { !$0.isFinite }) {
            throw StatisticsError(argument, x[position], at: position, "finite numbers; remove or fill what is missing")
        }
    }

    static func requireCount(_ x: [Double], atLeast least: Int, _ argument: String) throws {
        if x.count < least { throw StatisticsError(argument, "\(x.count) values", "at least \(least)") }
    }

    static func requireOneLength(_ x: [Double], _ y: [Double]) throws {
        if x.count != y.count { throw StatisticsError("y", "\(y.count) values", "\(x.count), one for each of x") }
    }

    /// The range over which the distributions are tested.
    static func requireShape(_ value: Double, _ argument: String) throws {
        if !(value >= 1e-10 && value <= 1e15) { throw StatisticsError(argument, value, "a number from 1e-10 to 1e15") }
    }

    static func requireProbability(_ p: Double, _ argument: String) throws {
        if !(p > 0 && p < 1) { throw StatisticsError(argument, p, "between 0 and 1, both excluded") }
    }
}

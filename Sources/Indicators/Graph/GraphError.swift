/// Why a series cannot be declared or evaluated. The caller adds file and line.
public enum GraphError: Error, Equatable, Sendable, CustomStringConvertible {
    case futureLag(Int)
    case lagTooLong(Int, limit: Int)
    case window(operation: String, value: Int, limit: Int)
    case tooManyNodes(limit: Int)
    case notACondition(operation: String, series: String)
    case inputCount(indicator: String, expected: [String], found: Int)
    case inputNeeded(indicator: String, input: String)
    case parameterCount(indicator: String, expected: [String], found: Int)
    case parameterRange(indicator: String, parameter: String, value: Double, range: ClosedRange<Double>)
    case parameterNotInteger(indicator: String, parameter: String, value: Double)
    case unknownSeries(Int)
    case missingSource(SourceKey, SeriesField)
    case missingAlignment(SourceKey)
    case triggerRows(series: String)

    public var description: String {
        switch self {
        case .futureLag(let lag):
            "lag of \(signed(lag)) would read the future: lags are 0 or more bars back"
        case .lagTooLong(let lag, let limit):
            "lag of \(lag) bars is too long: at most \(limit) bars back"
        case .window(let operation, let value, let limit):
            "window of \(operation) is \(signed(value)): expected 1 to \(limit) bars"
        case .tooManyNodes(let limit):
            "too many series: one script may declare \(limit), intermediate results included"
        case .notACondition(let operation, let series):
            "\(operation) needs a condition, but \(series) is a number: compare it first, as in above(\(series), 0)"
        case .inputCount(let indicator, let expected, let found):
            "\(indicator) takes \(counted(expected, "input")), found \(found)"
        case .inputNeeded(let indicator, let input):
            "\(indicator) needs a series for its input \(input)"
        case .parameterCount(let indicator, let expected, let found):
            "\(indicator) takes \(counted(expected, "parameter")), found \(found)"
        case .parameterRange(let indicator, let parameter, let value, let range):
            "\(parameter) of \(indicator) is \(plain(value)): expected \(plain(range.lowerBound)) to \(plain(range.upperBound))"
        case .parameterNotInteger(let indicator, let parameter, let value):
            "\(parameter) of \(indicator) is \(plain(value)): expected a whole number"
        case .unknownSeries(let index):
            "series \(index) is not part of this graph"
        case .missingSource(let key, let field):
            "no data for \(field.rawValue) of \(SeriesGraph.describe(key, nil) ?? "the instance's symbol")"
        case .missingAlignment(let key):
            "no alignment for \(SeriesGraph.describe(key, nil) ?? "the instance's symbol")"
        case .triggerRows(let series):
            "\(series) is not in the rows of the instance: align it before a trigger uses it"
        }
    }

    private func plain(_ value: Double) -> String { SeriesGraph.describe(value) }

    private func signed(_ value: Int) -> String { value < 0 ? "−\(value.magnitude)" : "\(value)" }

    private func counted(_ names: [String], _ noun: String) -> String {
        if names.isEmpty { return "no \(noun)s" }
        return "\(names.count) \(noun)\(names.count == 1 ? "" : "s") (\(names.joined(separator: ", ")))"
    }
}

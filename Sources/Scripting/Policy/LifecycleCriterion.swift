/// A condition for a strategy to change its stage.
public struct LifecycleCriterion: Sendable {
    public enum Comparison: String, CaseIterable, Sendable {
        // The longer ones first: `>` is the beginning of `>=`.
        case atLeast = ">="
        case atMost = "<="
        case above = ">"
        case below = "<"

        func holds(_ value: Double, _ bound: Double) -> Bool {
            switch self {
            case .atLeast: value >= bound
            case .atMost: value <= bound
            case .above: value > bound
            case .below: value < bound
            }
        }
    }
    enum Test: Sendable {
        case measure(LifecycleMeasure, Comparison, Double)
        /// A function of the script, by its number.
        case function(Int64, line: Int)
    }
    let test: Test

    struct Mistake: Error { let text: String }

    /// Reads `"sharpe >= 0.5"`, or the same as `{"sharpe", ">=", 0.5}`, or a function.
    init(_ value: ScriptValue) throws(Mistake) {
        if case .integer(let number) = value["function"] {
            test = .function(number, line: Int(value["line"].double ?? 0))
        } else if let list = value.table?.list, list.count == 3,
            let name = list[0].text, let sign = list[1].text, let bound = list[2].double
        {
            test = try LifecycleCriterion.measure(name, sign, bound, "\(value)")
        } else if let text = value.text {
            let name = text.prefix { $0.isLetter || $0 == "_" }
            let rest = text[name.endIndex...].drop { $0 == " " }
            let sign = rest.prefix { "<>=~!".contains($0) }
            let bound = rest[sign.endIndex...].split(separator: " ").joined(separator: " ")
            test = try LifecycleCriterion.measure(String(name), String(sign), Double(bound) ?? .nan, "'\(text)'")
        } else {
            throw Mistake(text: "criterion \(value): expected a text such as \"sharpe >= 0.5\", or a function that returns true or false")
        }
    }

    private static func measure(_ name: String, _ sign: String, _ bound: Double, _ shown: String) throws(Mistake) -> Test {
        guard let measure = LifecycleMeasure(rawValue: name) else {
            throw Mistake(text: "criterion \(shown): no measure '\(name)': \(suggestion(for: name, among: LifecycleMeasure.names))")
        }
        guard let comparison = Comparison(rawValue: sign) else {
            throw Mistake(text: "criterion \(shown): '\(sign)' after the measure: expected one of >= > <= <")
        }
        guard !bound.isNaN else { throw Mistake(text: "criterion \(shown): expected a number after '\(sign)'") }
        return .measure(measure, comparison, bound)
    }

    /// The values of its measure that meet it, as an interval that includes its ends; `nil` of a function.
    var range: (measure: LifecycleMeasure, low: Double, high: Double)? {
        guard case .measure(let measure, let comparison, let bound) = test else { return nil }
        switch comparison {
        case .atLeast: return (measure, bound, .infinity)
        case .above: return (measure, bound.nextUp, .infinity)
        case .atMost: return (measure, -.infinity, bound)
        case .below: return (measure, -.infinity, bound.nextDown)
        }
    }
}

extension LifecycleCriterion: CustomStringConvertible {
    public var description: String {
        switch test {
        case .measure(let measure, let comparison, let bound): "\(measure.rawValue) \(comparison.rawValue) \(ScriptValue.plain(bound))"
        case .function(_, let line): "the function at line \(line) says so"
        }
    }
}

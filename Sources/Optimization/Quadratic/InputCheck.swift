import Numerics

/// Checks of what users hand in; each throws what, where, the value and what was expected.
enum InputCheck {
    static func length(_ count: Int, _ expected: Int, of argument: String) throws(BadProblem) {
        if count != expected { throw BadProblem("\(argument): \(count) values, expected \(expected), one an asset") }
    }

    static func finite(_ values: [Double], count: Int, argument: String, names: [String]) throws(BadProblem) {
        try length(values.count, count, of: argument)
        for (index, value) in values.enumerated() where !value.isFinite {
            throw BadProblem("\(argument): \(value) at \(names[index]), expected a finite number")
        }
    }

    static func finite(_ value: Double, argument: String) throws(BadProblem) {
        if !value.isFinite { throw BadProblem("\(argument): \(value), expected a finite number") }
    }

    static func bounds(_ lower: [Double], _ upper: [Double], count: Int, names: [String]) throws(BadProblem) {
        try length(lower.count, count, of: "lower")
        try length(upper.count, count, of: "upper")
        for index in 0..<count { try range(lower[index], upper[index], of: "bounds of \(names[index])") }
    }

    static func range(_ lower: Double, _ upper: Double, of argument: String) throws(BadProblem) {
        guard lower <= upper, lower < .infinity, upper > -.infinity else {
            throw BadProblem("\(argument): lower \(lower), upper \(upper), expected lower ≤ upper and neither NaN")
        }
    }
}

import Numerics

/// What every computation here asks of its arguments; each throws `BadRiskInput`.
enum RiskChecks {
    static func confidence(_ value: Double) throws {
        guard value > 0, value < 1 else {
            throw BadRiskInput("confidence is \(value): expected a number between 0 and 1, such as 0.95")
        }
    }

    static func finite(_ value: Double, _ name: String) throws {
        guard value.isFinite else { throw BadRiskInput("\(name) is \(value): expected a finite number") }
    }

    static func positive(_ value: Double, _ name: String) throws {
        guard value > 0, value.isFinite else { throw BadRiskInput("\(name) is \(value): expected a number above 0") }
    }

    static func notNegative(_ value: Double, _ name: String) throws {
        guard value >= 0, value.isFinite else { throw BadRiskInput("\(name) is \(value): expected 0 or more") }
    }

    static func within(_ value: Double, _ range: ClosedRange<Double>, _ name: String) throws {
        guard range.contains(value) else {
            throw BadRiskInput("\(name) is \(value): expected a number from \(range.lowerBound) to \(range.upperBound)")
        }
    }

    /// All elements finite, and at least `minimum` of them.
    static func series(_ values: [Double], _ name: String, minimum: Int = 1) throws {
        guard values.count >= minimum else {
            throw BadRiskInput("\(name) has \(values.count) values: expected at least \(minimum)")
        }
        guard let index = values.firstIndex(where: { !$0.isFinite }) else { return }
        throw BadRiskInput("\(name)[\(index)] is \(values[index]): expected a finite number")
    }

    static func series(_ values: [Double], _ name: String, count: Int, of what: String) throws {
        guard values.count == count else {
            throw BadRiskInput("\(name) has \(values.count) values: expected \(count), one for each \(what)")
        }
        try series(values, name, minimum: 0)
    }

    static func names(_ names: [String], assets: Int) throws {
        guard names.isEmpty || names.count == assets else {
            throw BadRiskInput("names has \(names.count) values: expected \(assets), one for each asset")
        }
    }

    static func labelled(_ names: [String], assets: Int) -> [String] {
        names.isEmpty ? (1...max(assets, 1)).map { "asset \($0)" } : names
    }

    /// Rows are periods, columns are assets.
    static func scenarios(_ returns: Matrix, weights: [Double], minimum: Int = 2) throws {
        guard returns.columns > 0 else { throw BadRiskInput("returns has no columns: expected one for each asset") }
        guard returns.rows >= minimum else {
            throw BadRiskInput("returns has \(returns.rows) rows: expected at least \(minimum)")
        }
        try series(weights, "weights", count: returns.columns, of: "column of returns")
        if let index = returns.elements.firstIndex(where: { !$0.isFinite }) {
            throw BadRiskInput(
                "returns[\(index % returns.rows), \(index / returns.rows)] is \(returns.elements[index]): "
                    + "expected a finite number"
            )
        }
    }

    /// Square, finite, symmetric to rounding, no negative variance.
    static func covariance(_ matrix: Matrix, assets: Int? = nil) throws {
        guard matrix.isSquare, matrix.rows > 0 else {
            throw BadRiskInput("covariance is \(matrix.rows) × \(matrix.columns): expected a square matrix")
        }
        if let assets, matrix.rows != assets {
            throw BadRiskInput(
                "covariance is \(matrix.rows) × \(matrix.columns): expected \(assets) × \(assets), one row for each weight")
        }
        let scale = matrix.diagonal.reduce(0) { max($0, abs($1)) }
        for j in 0..<matrix.columns {
            for i in 0...j {
                let value = matrix[i, j]
                guard value.isFinite else { throw BadRiskInput("covariance[\(i), \(j)] is \(value): expected a finite number") }
                guard abs(value - matrix[j, i]) <= 1e-10 * scale else {
                    throw BadRiskInput(
                        "covariance[\(i), \(j)] is \(value) and [\(j), \(i)] is \(matrix[j, i]): expected a symmetric matrix")
                }
            }
            guard matrix[j, j] >= 0 else {
                throw BadRiskInput("covariance[\(j), \(j)] is \(matrix[j, j]): expected a variance of 0 or more")
            }
        }
    }

    /// w'Σw, refused where it is negative by more than rounding.
    static func variance(_ covariance: Matrix, _ weights: [Double]) throws -> Double {
        let value = covariance.quadraticForm(weights)
        let scale = zip(weights, covariance.diagonal).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
        guard value >= -1e-10 * scale else {
            throw BadRiskInput("covariance gives the weights a variance of \(value): expected a positive semidefinite matrix")
        }
        return max(value, 0)
    }
}

/// 1 − confidence, without the rounding that a confidence such as 0.95 or 0.99 brings: a tail within 2⁻⁵² of a number of at most
/// twelve decimals is that number.
func tailProbability(_ confidence: Double) -> Double {
    let raw = 1 - confidence
    let rounded = (raw * 1e12).rounded() / 1e12
    return abs(raw - rounded) <= 0x1p-52 && rounded > 0 ? rounded : raw
}

/// How many of `count` equally likely scenarios lie in a tail: whole ones, and the part of the next. A product within 10⁻⁹ of a
/// whole number is that number.
func tailSize(_ count: Int, _ tail: Double) -> (whole: Int, part: Double, size: Double) {
    let product = Double(count) * tail
    let nearest = product.rounded()
    let size = abs(product - nearest) <= 1e-9 && nearest > 0 ? nearest : product
    let whole = Int(size)
    return (whole, size - Double(whole), size)
}

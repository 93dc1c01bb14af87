/// Correlations of every pair of columns with their p-values.
public struct CorrelationMatrix: Equatable, Sendable {
    public enum Method: String, CaseIterable, Sendable {
        case pearson
        case spearman
        case kendall
    }

    public let method: Method
    /// N × N, ones on the diagonal.
    public let coefficients: Matrix
    /// Two-sided p-values of the hypothesis that a correlation is zero, zeros on the diagonal: Student's t with n − 2 degrees for
    /// Pearson's and Spearman's, as `pearsonTest` and `kendallTest` say. Not corrected for there being N(N − 1)/2 of them.
    public let pValues: Matrix
    /// Rows that each pair has.
    public let counts: Matrix

    /// - Parameters:
    ///   - data: T × N, one column a series.
    ///   - pairwise: whether a NaN leaves out its row for the pairs of its column; otherwise it is an error.
    /// - Throws: `StatisticsError` for infinities, NaN that are not wanted, fewer than three common rows, a column that is
    ///   constant where it meets another.
    /// - Complexity: O(T·N²) for Pearson's, by one symmetric product; O(T·log T·N²) for Kendall's and with missing values.
    public init(of data: Matrix, method: Method = .pearson, pairwise: Bool = false) throws {
        self.method = method
        let hasGaps = try Self.check(data, pairwise: pairwise)
        let n = data.columns
        var (coefficients, pValues) = (Matrix.identity(n), Matrix(rows: n, columns: n))
        var counts = Matrix(rows: n, columns: n, repeating: Double(data.rows))
        if method == .kendall && !hasGaps {
            let ranks = try (0..<n).map { DenseRanks(try Self.varying(data, $0)) }
            for j in 0..<n {
                for i in 0..<j {
                    let test = KendallTest(ranks[i], ranks[j])
                    (coefficients[i, j], coefficients[j, i]) = (test.coefficient, test.coefficient)
                    (pValues[i, j], pValues[j, i]) = (test.pValue, test.pValue)
                }
            }
        } else if hasGaps {
            for j in 0..<n {
                for i in 0...j {
                    let (x, y) = Self.common(data, i, j)
                    counts[i, j] = Double(x.count)
                    counts[j, i] = Double(x.count)
                    guard i < j else { continue }
                    let (r, p) = try Self.test(method, x, y, i, j)
                    (coefficients[i, j], coefficients[j, i], pValues[i, j], pValues[j, i]) = (r, r, p, p)
                }
            }
        } else {
            (coefficients, pValues) = try Self.linear(data, ranked: method == .spearman)
        }
        (self.coefficients, self.pValues, self.counts) = (coefficients, pValues, counts)
    }

    private static func check(_ data: Matrix, pairwise: Bool) throws -> Bool {
        if data.columns < 1 { throw StatisticsError("data", "0 columns", "at least 1") }
        if data.rows < 3 { throw StatisticsError("data", "\(data.rows) rows", "at least 3") }
        var hasGaps = false
        for (index, value) in data.elements.enumerated() where !value.isFinite {
            guard value.isNaN, pairwise else {
                let place = "data[\(index % data.rows), \(index / data.rows)]"
                throw StatisticsError(place, value, value.isNaN ? "a number, or pairwise rows asked for" : "a finite number")
            }
            hasGaps = true
        }
        return hasGaps
    }

    private static func varying(_ data: Matrix, _ j: Int) throws -> [Double] {
        let column = data.column(j)
        if isConstant(column) { throw StatisticsError("data, column \(j)", "constant (\(column[0]))", "values that differ") }
        return column
    }

    /// By one product of columns scaled to length one.
    private static func linear(_ data: Matrix, ranked: Bool) throws -> (Matrix, Matrix) {
        var unit = data
        let rows = data.rows
        for j in 0..<data.columns {
            var column = try varying(data, j)
            if ranked { column = averageRanks(column).ranks }
            let m = mean(column)
            let largest = column.reduce(0) { max($0, abs($1 - m)) }
            for t in 0..<rows { column[t] = (column[t] - m) / largest }
            let length = dot(column, column).squareRoot()
            for t in 0..<rows { unit.elements[j * rows + t] = column[t] / length }
        }
        var coefficients = unit.gram
        var pValues = Matrix(rows: data.columns, columns: data.columns)
        let student = try StudentTDistribution(degreesOfFreedom: Double(rows - 2))
        for j in 0..<data.columns {
            coefficients[j, j] = 1
            for i in 0..<j {
                let r = max(-1, min(1, coefficients[i, j]))
                // Closer to one than the rounding of the product: on a line.
                let isLine = 1 - abs(r) < Double(rows) * 0x1p-53
                let t = abs(r) * (Double(rows - 2) / ((1 - r) * (1 + r))).squareRoot()
                let p = isLine ? 0 : min(1, 2 * student.survival(t))
                (coefficients[i, j], coefficients[j, i], pValues[i, j], pValues[j, i]) = (r, r, p, p)
            }
        }
        return (coefficients, pValues)
    }

    private static func common(_ data: Matrix, _ i: Int, _ j: Int) -> ([Double], [Double]) {
        let (x, y) = (data.column(i), data.column(j))
        let rows = x.indices.filter { !x[$0].isNaN && !y[$0].isNaN }
        return (rows.map { x[$0] }, rows.map { y[$0] })
    }

    private static func test(_ method: Method, _ x: [Double], _ y: [Double], _ i: Int, _ j: Int) throws -> (Double, Double) {
        if x.count < 3 { throw StatisticsError("data, columns \(i) and \(j)", "\(x.count) common rows", "at least 3") }
        for (column, values) in [(i, x), (j, y)] where isConstant(values) {
            throw StatisticsError(
                "data, column \(column)", "constant (\(values[0])) where columns \(i) and \(j) meet", "values that differ")
        }
        switch method {
        case .pearson:
            let test = try pearsonTest(x, y)
            return (test.coefficient, test.pValue)
        case .spearman:
            let test = try spearmanTest(x, y)
            return (test.coefficient, test.pValue)
        case .kendall:
            let test = try kendallTest(x, y)
            return (test.coefficient, test.pValue)
        }
    }

    /// Fisher's interval of a pair's correlation; for Pearson's.
    public func interval(_ i: Int, _ j: Int, confidence: Double = 0.95) throws -> ClosedRange<Double> {
        try fisherInterval(correlation: coefficients[i, j], count: Int(counts[i, j]), confidence: confidence)
    }
}

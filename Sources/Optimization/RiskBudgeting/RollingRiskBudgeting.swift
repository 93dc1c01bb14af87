import Glibc
import Numerics

/// Risk budgeting over a moving window of returns: the sample covariance (ddof 1) is updated in place, O(n²) a row, and the last
/// answer is where the next one starts. Nothing is allocated per row. Sums are of returns less the mean they had when they were last
/// built from the rows themselves, once a window's length, so that rounding never piles up beyond that.
public final class RollingRiskBudgeting {
    public let window: Int
    public let risk: RiskBudgeting
    /// The last answer; zeros before the first.
    public private(set) var weights: [Double]

    private let n: Int
    private var rows: [Double]
    private var shift: [Double]
    private var total: [Double]
    private var arriving: [Double]
    private var leaving: [Double]
    private var products: [Double]
    private var matrix: [Double]
    private var seen = 0

    /// Throws where the window has fewer than two rows.
    public init(_ risk: RiskBudgeting, window: Int) throws(BadProblem) {
        guard window > 1 else { throw BadProblem("window: \(window), expected at least 2 rows") }
        self.window = window
        self.risk = risk
        n = risk.n
        rows = [Double](repeating: 0, count: window * n)
        (shift, total, arriving) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: n), [Double](repeating: 0, count: n))
        leaving = arriving
        weights = arriving
        products = [Double](repeating: 0, count: n * n)
        matrix = products
    }

    /// The covariance of the window, column-major; zeros before it is full.
    public var covariance: Matrix { Matrix(rows: n, columns: n, elements: matrix) }

    /// Takes a row of returns, one an asset; nil until the window is full, then how the new weights came about. Throws for a return
    /// that is not finite; the row is not taken then.
    public func push(_ returns: [Double]) throws(BadProblem) -> Certificate? {
        guard returns.count == n else { throw BadProblem("returns: \(returns.count) values, expected \(n), one an asset") }
        for i in 0..<n where !returns[i].isFinite {
            throw BadProblem("returns: \(returns[i]) of \(risk.names[i]) in row \(seen + 1), expected a finite number")
        }
        let slot = seen % window
        let isFull = seen >= window
        if isFull && slot != 0 { replaceProducts(slot, returns) }
        for i in 0..<n { rows[slot * n + i] = returns[i] }
        seen += 1
        guard seen >= window else { return nil }
        if slot == 0 || seen == window { rebuild() }
        formCovariance()
        return weights.withUnsafeMutableBufferPointer { out in matrix.withUnsafeBufferPointer { risk.solve($0, into: out) } }
    }

    /// Adds the new row to the sums and takes the one in its slot out.
    private func replaceProducts(_ slot: Int, _ returns: [Double]) {
        for i in 0..<n {
            arriving[i] = returns[i] - shift[i]
            leaving[i] = rows[slot * n + i] - shift[i]
            total[i] += arriving[i] - leaving[i]
        }
        products.withUnsafeMutableBufferPointer { p in
            arriving.withUnsafeBufferPointer { a in
                leaving.withUnsafeBufferPointer { l in
                    for j in 0..<n {
                        let (x, y) = (a[j], l[j])
                        for i in 0..<n { p[j * n + i] += a[i] * x - l[i] * y }
                    }
                }
            }
        }
    }

    private func rebuild() {
        for i in 0..<n {
            var sum = 0.0
            for row in 0..<window { sum += rows[row * n + i] }
            shift[i] = sum / Double(window)
            total[i] = 0
        }
        products.withUnsafeMutableBufferPointer { p in
            p.update(repeating: 0)
            for row in 0..<window {
                for i in 0..<n {
                    arriving[i] = rows[row * n + i] - shift[i]
                    total[i] += arriving[i]
                }
                for j in 0..<n { for i in 0..<n { p[j * n + i] += arriving[i] * arriving[j] } }
            }
        }
    }

    private func formCovariance() {
        let (count, scale) = (Double(window), 1 / Double(window - 1))
        matrix.withUnsafeMutableBufferPointer { c in
            products.withUnsafeBufferPointer { p in
                total.withUnsafeBufferPointer { t in
                    for j in 0..<n {
                        let mean = t[j] / count
                        for i in 0..<n { c[j * n + i] = (p[j * n + i] - t[i] * mean) * scale }
                        // Rounding must not leave a constant series with a variance.
                        if !(c[j * n + j] > p[j * n + j] * 0x1p-46) { c[j * n + j] = 0 }
                    }
                }
            }
        }
    }
}

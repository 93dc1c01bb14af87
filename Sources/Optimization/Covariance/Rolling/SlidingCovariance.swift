import Numerics

/// The covariance of the last `window` rows, kept up to date in place: a row in and a row out cost O(N²), without allocation.
///
/// Held are Q = Σ(x − o)(x − o)ᵀ and s = Σ(x − o) about an origin o, the mean of the rows when Q was last computed from them.
/// Each update rounds by at most 3·2⁻⁵³ of √(QᵢᵢQⱼⱼ), so k updates after an exact computation over n rows
///
///     |errorᵢⱼ| ≤ (3k + n) · 2⁻⁵³ · 8 · σᵢσⱼ
///
/// (rounding errors mostly cancel: tests see 1e-14). The 8 holds because Q is computed anew as soon as an asset's variance has
/// fallen to an eighth of what Qᵢᵢ reached meanwhile, as when an outlier leaves or a level drifts away from the origin; and k is
/// bounded because it is computed anew every `exactEvery` rows, at O(window·N²/exactEvery) a row.
public struct SlidingCovariance: Sendable {
    public let window: Int
    public let ddof: Int
    public let exactEvery: Int
    private var ring: RowRing
    private var origin: [Double]
    private var sums: [Double]
    /// The upper triangle of Q.
    private var products: Matrix
    /// Largest Qᵢᵢ since the last exact computation, and the least of it that may ask for another.
    private var peaks: [Double]
    private var peakFloors: [Double]
    private var updates = 0
    /// Deviations of the rows of an update from the origin.
    private var entering: [Double]
    private var leaving: [Double]

    /// - Throws: `BadProblem` where there is no asset, the window is shorter than ddof + 1 or two rows, or `exactEvery` is not
    ///   positive.
    public init(assets: Int, window: Int, ddof: Int = 1, exactEvery: Int = 256) throws {
        guard assets > 0 else { throw BadProblem("assets: \(assets); expected at least 1") }
        guard ddof >= 0, window >= max(2, ddof + 1) else {
            throw BadProblem("window: \(window) with ddof \(ddof); expected at least \(max(2, ddof + 1)) rows")
        }
        guard exactEvery > 0 else { throw BadProblem("exactEvery: \(exactEvery); expected at least 1 row") }
        try LinearAlgebra.require()
        self.window = window
        self.ddof = ddof
        self.exactEvery = exactEvery
        ring = RowRing(width: assets, capacity: window)
        origin = [Double](repeating: 0, count: assets)
        (sums, peaks, peakFloors, entering, leaving) = (origin, origin, origin, origin, origin)
        products = Matrix(rows: assets, columns: assets)
    }

    public var assets: Int { ring.width }
    /// Rows held, at most `window`.
    public var count: Int { ring.count }
    public var isFull: Bool { ring.isFull }

    /// Adds a row; the oldest leaves where the window was full.
    /// - Throws: `BadProblem` where the row is of another length or not finite, which leaves everything as it was.
    public mutating func append(_ row: [Double]) throws { try row.withUnsafeBufferPointer { try append($0) } }

    public mutating func append(_ row: UnsafeBufferPointer<Double>) throws {
        guard row.count == assets else { throw BadProblem("row: \(row.count) values; expected one for each of \(assets) assets") }
        try requireUsable(row)
        if ring.count == 0 { for index in row.indices { origin[index] = row[index] } }
        if ring.isFull { replaceOldest(with: row) } else { grow(by: row) }
        settle()
    }

    /// Takes the oldest row out, if there is one.
    public mutating func removeOldest() {
        guard ring.count > 0 else { return }
        let held = ring
        held.withOldest { shift(by: $0, sign: -1) }
        ring.dropOldest()
        if ring.count == 0 { computeExactly() } else { settle() }
    }

    /// The covariance matrix of the rows held; nil for fewer than ddof + 1.
    public var covariance: Matrix? {
        var result = Matrix(rows: assets, columns: assets)
        return writeCovariance(into: &result) ? result : nil
    }

    /// Writes the covariance over an N × N matrix; false, and nothing written, where there are too few rows.
    public func writeCovariance(into result: inout Matrix) -> Bool {
        precondition(result.rows == assets && result.columns == assets, "\(result.rows) × \(result.columns) for \(assets) assets")
        guard count > ddof else { return false }
        let n = assets
        let (inverse, scale) = (1 / Double(count), 1 / Double(count - ddof))
        result.elements.withUnsafeMutableBufferPointer { out in
            products.elements.withUnsafeBufferPointer { q in
                sums.withUnsafeBufferPointer { s in
                    for j in 0..<n {
                        let shift = s[j] * inverse
                        for i in 0..<j { out[j * n + i] = (q[j * n + i] - s[i] * shift) * scale }
                        out[j * n + j] = max(q[j * n + j] - s[j] * shift, 0) * scale
                    }
                }
            }
        }
        result.mirrorUpper()
        return true
    }

    /// The correlation matrix; an asset that is constant in the window is uncorrelated with every other.
    public var correlation: Matrix? {
        guard var result = covariance else { return nil }
        result.scaleToCorrelation()
        return result
    }

    private mutating func replaceOldest(with row: UnsafeBufferPointer<Double>) {
        let n = assets
        ring.withOldest { old in
            for i in 0..<n {
                entering[i] = row[i] - origin[i]
                leaving[i] = old[i] - origin[i]
                sums[i] += entering[i] - leaving[i]
            }
        }
        products.elements.withUnsafeMutableBufferPointer { q in
            entering.withUnsafeBufferPointer { entering in
                leaving.withUnsafeBufferPointer { leaving in
                    for j in 0..<n {
                        let (a, b) = (entering[j], leaving[j])
                        let column = UnsafeMutableBufferPointer(rebasing: q[j * n..<j * n + j + 1])
                        for i in column.indices { column[i] += a * entering[i] - b * leaving[i] }
                    }
                }
            }
        }
        ring.dropOldest()
        ring.append(row)
        updates += 1
    }

    private mutating func grow(by row: UnsafeBufferPointer<Double>) {
        shift(by: row, sign: 1)
        ring.append(row)
    }

    private mutating func shift(by row: UnsafeBufferPointer<Double>, sign: Double) {
        let n = assets
        for i in 0..<n {
            entering[i] = row[i] - origin[i]
            sums[i] += sign * entering[i]
        }
        products.elements.withUnsafeMutableBufferPointer { q in
            entering.withUnsafeBufferPointer { d in
                for j in 0..<n {
                    let a = sign * d[j]
                    let column = UnsafeMutableBufferPointer(rebasing: q[j * n..<j * n + j + 1])
                    for i in column.indices { column[i] += a * d[i] }
                }
            }
        }
        updates += 1
    }

    /// Computes Q anew where the bound asks for it.
    private mutating func settle() {
        var isDue = updates >= exactEvery
        let inverse = 1 / Double(count)
        for i in 0..<assets {
            let q = products.elements[i * assets + i]
            if q > peaks[i] { peaks[i] = q }
            let central = q - sums[i] * sums[i] * inverse
            if central * 8 < peaks[i], peaks[i] > peakFloors[i] { isDue = true }
        }
        if isDue { computeExactly() }
    }

    private mutating func computeExactly() {
        let n = assets
        var rows = Matrix(rows: n, columns: count)
        for j in 0..<n {
            var (low, high, total) = (Double.infinity, -Double.infinity, 0.0)
            for age in 0..<count {
                let value = ring.value(age, j)
                (low, high, total) = (min(low, value), max(high, value), total + value)
                rows[j, age] = value
            }
            // The mean of equal values may not be that value: then their deviations would look like a variance.
            origin[j] = count == 0 ? 0 : low == high ? low : total / Double(count)
            sums[j] = 0
            for age in 0..<count {
                rows[j, age] -= origin[j]
                sums[j] += rows[j, age]
            }
        }
        products = rows.outerGram
        updates = 0
        for i in 0..<n {
            peaks[i] = products[i, i]
            // Where values differ by no more than their rounding, computing anew would not help until Q has grown.
            let central = count == 0 ? 0 : products[i, i] - sums[i] * sums[i] / Double(count)
            peakFloors[i] = central * 8 < peaks[i] ? 8 * peaks[i] : 0
        }
    }
}

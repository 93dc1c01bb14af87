import Numerics

/// Evaluates a `LinearRisk` and one of the linear functions that attain it: risk(w) = p·(Mw) with g = Mᵀp. O(T·N).
struct RiskSupport {
    let risk: LinearRisk
    /// Losses, deviations from the mean, or cumulative returns from 0 on: one row a scenario or time.
    let matrix: Matrix
    /// Largest magnitude in `matrix`; 1 where all is zero.
    let scale: Double

    init(_ risk: LinearRisk, returns: Matrix) {
        self.risk = risk
        switch risk {
        case .conditionalValueAtRisk: matrix = -1 * returns
        case .meanAbsoluteDeviation:
            var deviations = returns
            for j in 0..<returns.columns {
                let centre = mean(returns.column(j))
                for t in 0..<returns.rows { deviations[t, j] -= centre }
            }
            matrix = deviations
        case .conditionalDrawdownAtRisk:
            var levels = Matrix(rows: returns.rows + 1, columns: returns.columns)
            for j in 0..<returns.columns { for t in 0..<returns.rows { levels[t + 1, j] = levels[t, j] + returns[t, j] } }
            matrix = levels
        }
        let largest = matrix.elements.reduce(0) { max($0, abs($1)) }
        scale = largest > 0 ? largest : 1
    }

    func evaluate(_ weights: [Double]) -> (value: Double, gradient: [Double]) {
        let gradient = product(envelope(matrix.times(weights)))
        return (dot(gradient, weights), gradient)
    }

    /// Mᵀp. Where p is zero in most rows, a tail, only the others are read.
    private func product(_ p: [Double]) -> [Double] {
        let held = p.indices.filter { p[$0] != 0 }
        guard held.count * 8 < p.count else { return matrix.times(p, transposed: true) }
        let shares = held.map { p[$0] }
        return (0..<matrix.columns).map { column in
            let start = column * matrix.rows
            return matrix.elements.withUnsafeBufferPointer { m in
                var total = 0.0
                for (index, row) in held.enumerated() { total += m[start + row] * shares[index] }
                return total
            }
        }
    }

    /// p that maximises p·levels among those that the risk allows.
    private func envelope(_ levels: [Double]) -> [Double] {
        switch risk {
        case .conditionalValueAtRisk(let confidence): return tailWeights(levels, confidence)
        case .meanAbsoluteDeviation:
            let share = 1 / Double(levels.count)
            return levels.map { $0 > 0 ? share : $0 < 0 ? -share : 0 }
        case .conditionalDrawdownAtRisk(let confidence):
            var peaks = [Int](repeating: 0, count: levels.count)
            for t in 1..<levels.count { peaks[t] = levels[t] > levels[peaks[t - 1]] ? t : peaks[t - 1] }
            let tail = tailWeights((1..<levels.count).map { levels[peaks[$0]] - levels[$0] }, confidence)
            var result = [Double](repeating: 0, count: levels.count)
            for (t, share) in tail.enumerated() where share > 0 {
                result[peaks[t + 1]] += share
                result[t + 1] -= share
            }
            return result
        }
    }
}

/// Shares, at most 1 / ((1 − confidence)·T) each and 1 together, on the largest values; of equal ones the first.
func tailWeights(_ values: [Double], _ confidence: Double) -> [Double] {
    let tail = min(Double(values.count), (1 - confidence) * Double(values.count))
    let whole = min(values.count - 1, Int(tail))
    let threshold = largest(values, whole)
    var shares = [Double](repeating: 0, count: values.count)
    var left = tail
    for (t, value) in values.enumerated() where value > threshold {
        shares[t] = 1 / tail
        left -= 1
    }
    for (t, value) in values.enumerated() where value == threshold && left > 0 {
        shares[t] = min(1, left) / tail
        left -= 1
    }
    return shares
}

/// The value with exactly `rank` values before it in descending order. Where the rank is in the upper part of many values, a sample of
/// every sixteenth says above what it lies, and only what is there is looked at.
private func largest(_ values: [Double], _ rank: Int) -> Double {
    var work = values
    if values.count >= 1_024, rank < values.count / 4 {
        var sample = stride(from: 0, to: values.count, by: 16).map { values[$0] }
        let floor = selectLargest(&sample, min(sample.count - 1, rank / 8 + 8))
        var kept = 0
        work.withUnsafeMutableBufferPointer { work in
            for index in work.indices {
                let value = work[index]
                work[kept] = value
                kept += value >= floor ? 1 : 0
            }
        }
        if kept > rank { work.removeLast(values.count - kept) } else { work = values }
    }
    return selectLargest(&work, rank)
}

/// The value with exactly `rank` values before it in descending order; reorders `x` (Hoare 1961, median of three). O(n) as a
/// rule.
func selectLargest(_ x: inout [Double], _ rank: Int) -> Double {
    x.withUnsafeMutableBufferPointer { x in
        var (low, high) = (0, x.count - 1)
        while low < high {
            let (a, b, c) = (x[low], x[(low + high) / 2], x[high])
            let pivot = max(min(a, b), min(max(a, b), c))
            var (i, j) = (low, high)
            while i <= j {
                while x[i] > pivot { i += 1 }
                while x[j] < pivot { j -= 1 }
                if i <= j {
                    x.swapAt(i, j)
                    i += 1
                    j -= 1
                }
            }
            if rank <= j { high = j } else if rank >= i { low = i } else { break }
        }
        return x[rank]
    }
}

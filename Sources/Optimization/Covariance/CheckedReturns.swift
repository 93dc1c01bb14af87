import Numerics

/// Returns without infinities; without NaN too unless they are wanted.
struct CheckedReturns {
    var matrix: Matrix
    var hasGaps = false

    init(_ returns: Matrix, missing: MissingData) throws {
        guard returns.columns > 0 else { throw BadProblem("returns: no columns; expected one for each asset") }
        matrix = returns
        if returns.isFinite { return }
        var gaps: [Int] = []
        for (index, value) in returns.elements.enumerated() where !value.isFinite {
            let (row, column) = (index % returns.rows, index / returns.rows)
            guard value.isNaN else {
                throw BadProblem("returns[\(row), \(column)]: \(value); expected a finite return (was a price zero?)")
            }
            if missing == .refuse {
                throw BadProblem(
                    "returns[\(row), \(column)]: missing (NaN); fill it, or ask for complete rows or pairwise covariances")
            }
            gaps.append(row)
        }
        guard !gaps.isEmpty else { return }
        if missing == .completeRows {
            var isComplete = [Bool](repeating: true, count: returns.rows)
            for row in gaps { isComplete[row] = false }
            let kept = (0..<returns.rows).filter { isComplete[$0] }
            matrix = returns.submatrix(rows: kept, columns: Array(0..<returns.columns))
        } else {
            hasGaps = true
        }
    }
}

extension Matrix {
    /// Throws unless there are at least `count` rows.
    func requireRows(_ count: Int, for method: String) throws {
        guard rows < count else { return }
        throw BadProblem("returns: \(rows) complete row\(rows == 1 ? "" : "s"); \(method) needs at least \(count)")
    }

    /// Whether no element is infinite or NaN: zero times one of those is NaN, and stays it in a sum.
    var isFinite: Bool {
        elements.withUnsafeBufferPointer { x in
            var lanes = SIMD8<Double>(repeating: 0)
            var index = 0
            while index + 8 <= x.count {
                lanes += UnsafeRawPointer(x.baseAddress! + index).loadUnaligned(as: SIMD8<Double>.self) * 0 // eight are left
                index += 8
            }
            return lanes == SIMD8(repeating: 0) && x[index...].allSatisfy { $0.isFinite }
        }
    }

    /// Throws where a column has one value throughout.
    func requireVariation(for method: String) throws {
        for j in 0..<columns {
            let first = self[0, j]
            if elements[j * rows..<(j + 1) * rows].allSatisfy({ $0 == first }) {
                throw BadProblem(
                    "returns, column \(j): constant (\(first)); \(method) needs returns that differ: leave the asset out")
            }
        }
    }

    /// Each column less its mean, which is summed in the fixed order of `sum`.
    var centredColumns: Matrix {
        var result = self
        let count = rows
        guard count > 0 else { return result }
        result.elements.withUnsafeMutableBufferPointer { buffer in
            for j in 0..<columns {
                let column = UnsafeMutableBufferPointer(rebasing: buffer[j * count..<(j + 1) * count])
                let mean = sum(UnsafeBufferPointer(column)) / Double(count)
                for i in 0..<count { column[i] -= mean }
            }
        }
        return result
    }

    /// Element (i, j) times sᵢsⱼ.
    func scaled(by s: [Double]) -> Matrix {
        var result = self
        for j in 0..<columns { for i in 0..<rows { result[i, j] *= s[i] * s[j] } }
        return result
    }

    /// The correlation matrix of a covariance whose deviations are `s`: ones on the diagonal, zero where a deviation is zero.
    func scaled(byInverseOf s: [Double]) -> Matrix {
        var result = scaled(by: s.map { $0 > 0 ? 1 / $0 : 0 })
        for i in 0..<rows { result[i, i] = 1 }
        return result
    }

    /// Multiplies every element.
    mutating func multiply(by factor: Double) {
        elements.withUnsafeMutableBufferPointer { for index in $0.indices { $0[index] *= factor } }
    }
}

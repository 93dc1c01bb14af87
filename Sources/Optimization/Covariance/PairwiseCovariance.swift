import Numerics

/// Covariances of columns with gaps, each pair from its common rows: with m the mask (1 where a value is there) and x the values
/// with zeros in the gaps, both times √w, Σw = MᵀM, Σwx = XᵀM and Σwxy = XᵀX hold all pairs at once. Columns are centred by their
/// own means before, so that little cancels.
struct PairwiseCovariance {
    private var values: Matrix
    private var mask: Matrix
    private let method: CovarianceMethod

    init(_ returns: Matrix, _ method: CovarianceMethod) throws {
        switch method {
        case .sample(let ddof):
            guard ddof >= 0 else { throw BadProblem("ddof: \(ddof); expected 0 or 1") }
        case .exponential(let weights): try weights.validate()
        case .semi: break
        default:
            throw BadProblem(
                "missing: the \(method.name) covariance has no pairwise form; expected complete rows, or the sample, exponential "
                    + "or semi-covariance")
        }
        self.method = method
        (values, mask) = (returns, returns)
        for index in returns.elements.indices { mask.elements[index] = returns.elements[index].isNaN ? 0 : 1 }
        for j in 0..<returns.columns { prepare(column: j) }
    }

    private mutating func prepare(column j: Int) {
        let indices = j * values.rows..<(j + 1) * values.rows
        let present = indices.filter { mask.elements[$0] == 1 }
        var origin = 0.0
        if case .semi(let benchmark) = method {
            for index in present { values.elements[index] = min(values.elements[index] - benchmark, 0) }
        } else if isCentred {
            origin = present.isEmpty ? 0 : present.reduce(0) { $0 + values.elements[$1] } / Double(present.count)
        }
        for index in indices { values.elements[index] = mask.elements[index] == 1 ? values.elements[index] - origin : 0 }
    }

    private var isCentred: Bool {
        switch method {
        case .semi: false
        case .exponential(let weights): weights.centred
        default: true
        }
    }

    func estimate() throws -> CovarianceEstimate {
        var (x, m) = (values, mask)
        var squaredWeights: Matrix?
        if case .exponential(let weights) = method {
            let w = weights.values(rows: values.rows)
            squaredWeights = m.rowsScaled(by: w).gram
            let roots = w.map { $0.squareRoot() }
            x = x.rowsScaled(by: roots)
            m = m.rowsScaled(by: roots)
        }
        let (weights, products) = (m.gram, x.gram)
        let sums = x.times(m, transposingSelf: true)
        let counts = squaredWeights == nil ? weights : mask.gram
        try requireCommonRows(counts)
        var result = products
        var effective = Double.infinity
        for j in 0..<result.columns {
            for i in 0..<result.rows {
                let w = weights[i, j]
                let central = isCentred ? products[i, j] - sums[i, j] * sums[j, i] / w : products[i, j]
                result[i, j] = central * scale(w, squaredWeights?[i, j])
                effective = min(effective, squaredWeights.map { w * w / $0[i, j] } ?? w)
            }
        }
        result.mirrorUpper()
        return CovarianceEstimate(matrix: result, effectiveRows: effective)
    }

    private func scale(_ total: Double, _ totalOfSquares: Double?) -> Double {
        switch method {
        case .sample(let ddof): 1 / (total - Double(ddof))
        case .exponential(let weights): weights.scale(total: total, totalOfSquares: totalOfSquares ?? total)
        default: 1 / total
        }
    }

    private func requireCommonRows(_ counts: Matrix) throws {
        var needed = 2
        if case .sample(let ddof) = method { needed = max(2, ddof + 1) }
        for j in 0..<counts.columns {
            for i in 0...j where counts[i, j] < Double(needed) {
                let whose = i == j ? "column \(j) has" : "columns \(i) and \(j) have in common"
                throw BadProblem(
                    "returns: \(whose) \(Int(counts[i, j])) rows with values; a pairwise covariance needs at least \(needed)")
            }
        }
    }
}

extension Matrix {
    func rowsScaled(by factors: [Double]) -> Matrix {
        var result = self
        for j in 0..<columns { for i in 0..<rows { result.elements[j * rows + i] *= factors[i] } }
        return result
    }
}

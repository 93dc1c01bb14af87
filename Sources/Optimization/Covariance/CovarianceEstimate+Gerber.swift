import Numerics

extension CovarianceEstimate {
    static func gerber(_ returns: Matrix, threshold: Double, form: GerberForm) throws -> CovarianceEstimate {
        guard threshold > 0, threshold <= 1 else {
            throw BadProblem("threshold: \(threshold); expected a number of standard deviations in (0, 1], for instance 0.5")
        }
        try returns.requireRows(2, for: "the Gerber statistic")
        try returns.requireVariation(for: "the Gerber statistic")
        let deviations = (0..<returns.columns).map { standardDeviation(returns.column($0), ddof: 0) }
        let moves = returns.moves(beyond: deviations.map { $0 * threshold })
        // Counts are whole numbers, which the products hold exactly.
        let balance = moves.gram
        var correlation = balance
        switch form {
        case .first:
            var still = moves
            still.elements.withUnsafeMutableBufferPointer { for index in $0.indices { $0[index] = 1 - abs($0[index]) } }
            let bothStill = still.gram
            let rows = Double(returns.rows)
            for index in correlation.elements.indices {
                let active = rows - bothStill.elements[index]
                correlation.elements[index] = active > 0 ? balance.elements[index] / active : 0
            }
        case .second:
            // A return that varies but never moves by the threshold has no row of its own: it is taken as uncorrelated.
            let roots = balance.diagonal.map { $0.squareRoot() }
            correlation = balance.scaled(byInverseOf: roots)
        }
        for i in 0..<correlation.rows { correlation[i, i] = 1 }
        var result = CovarianceEstimate(matrix: correlation.scaled(by: deviations), effectiveRows: Double(returns.rows))
        if form == .first { try result.makeSemidefinite(.clippedEigenvalues) }
        return result
    }
}

extension Matrix {
    /// +1 where a value is at or above its column's bound, −1 at or below minus the bound, else 0.
    fileprivate func moves(beyond bounds: [Double]) -> Matrix {
        var result = self
        for j in 0..<columns {
            for index in j * rows..<(j + 1) * rows {
                let value = elements[index]
                result.elements[index] = value >= bounds[j] ? 1 : value <= -bounds[j] ? -1 : 0
            }
        }
        return result
    }
}

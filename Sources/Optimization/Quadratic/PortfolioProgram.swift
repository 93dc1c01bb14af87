import Numerics

/// `Constraints` as bounds and rows of a `SeparableProgram`: each weight is split where its turnover, leverage or cost has a kink.
struct PortfolioProgram {
    /// One stretch of an asset's weight between kinks, going away from the anchor.
    struct Stretch {
        var asset: Int
        var sign: Double
        var length: Double
        /// Slopes along the stretch of Σ|w − previous|, Σ|w| and the cost.
        var turnover: Double
        var leverage: Double
        var cost: Double
    }

    var program: SeparableProgram
    var names: ProgramSolver.Names
    let stretches: [Stretch]
    let anchor: [Double]
    /// Cost of going from the previous weights to the anchor.
    let anchorCost: Double
    /// The row that bounds the expected return; idle until it is given bounds.
    let returnRow: Int

    init(covariance: Matrix, constraints: Constraints, names: [String]) {
        let n = covariance.rows
        let anchor = (0..<n).map { i in
            let start = constraints.turnover?.previous[i] ?? constraints.costs?.previous[i] ?? 0
            return min(max(start, constraints.lower[i]), constraints.upper[i])
        }
        let (stretches, lower, lowerNames, upperNames) = Self.split(constraints, anchor: anchor, names: names)
        self.stretches = stretches
        self.anchor = anchor
        anchorCost = constraints.costs.map { costs in (0..<n).reduce(0) { $0 + costs.rates[$1] * abs(anchor[$1] - costs.previous[$1]) } } ?? 0
        let rows = Self.rows(constraints, stretches: stretches, anchor: anchor)
        returnRow = rows.count
        let count = stretches.count
        let asset = stretches.map(\.asset)
        var coefficients = [Double](repeating: 0, count: count * (rows.count + 1))
        for j in 0..<count { for (r, row) in rows.enumerated() { coefficients[j * (rows.count + 1) + r] = row.coefficients[j] } }
        program = SeparableProgram(
            quadratic: covariance, anchor: anchor, asset: asset, sign: stretches.map(\.sign),
            linear: [Double](repeating: 0, count: count), lower: lower, upper: stretches.map(\.length), coefficients: coefficients,
            rowLower: rows.map(\.lower) + [-.infinity], rowUpper: rows.map(\.upper) + [.infinity],
            proximal: SeparableProgram.proximalWeights(covariance, asset: asset))
        self.names = ProgramSolver.Names(
            rows: rows.map(\.name) + ["target return"], lower: lowerNames, upper: upperNames, variables: asset.map { names[$0] })
    }

    /// The weights of a point.
    func weights(_ x: UnsafePointer<Double>) -> [Double] {
        var weights = anchor
        for (j, stretch) in stretches.enumerated() where x[j] != 0 { weights[stretch.asset] += stretch.sign * x[j] }
        return weights
    }

    /// The point whose stretches are filled in order up to weights, which are clipped to the box.
    func point(_ weights: [Double]) -> [Double] {
        var left = (0..<anchor.count).map { weights[$0] - anchor[$0] }
        return stretches.indices.map { j in
            let stretch = stretches[j]
            let wanted = stretch.sign * left[stretch.asset]
            let taken = min(max(wanted, program.lower[j]), stretch.length)
            left[stretch.asset] -= stretch.sign * taken
            return taken
        }
    }

    /// Σ over assets of values·w less `costScale` times the cost, as a linear function of the point: coefficients, and its value at zero.
    func linear(_ values: [Double], costScale: Double) -> (coefficients: [Double], constant: Double) {
        (
            stretches.map { $0.sign * values[$0.asset] - costScale * $0.cost },
            dot(values, anchor) - costScale * anchorCost
        )
    }
}

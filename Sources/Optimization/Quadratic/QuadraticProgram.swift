import Numerics

/// Minimise ½xᵀQx + cᵀx subject to lower ≤ x ≤ upper and, for each of a few rows, lower ≤ aᵀx ≤ upper. Q is symmetric positive
/// semidefinite; bounds may be infinite.
///
/// Solved to the exact active set by a primal active-set method, O(n·k + k²) a step for k variables off their bounds; see `ActiveSet`.
/// Where several x minimise, the answer is the one nearest to `centre` (zero by default) in the norm √Σ Qᵢᵢxᵢ², to about 1e-7.
public struct QuadraticProgram: Sendable {
    /// lower ≤ aᵀx ≤ upper; equal bounds make an equation.
    public struct Row: Equatable, Sendable {
        public var name: String
        public var coefficients: [Double]
        public var lower: Double
        public var upper: Double

        public init(name: String, coefficients: [Double], lower: Double = -.infinity, upper: Double = .infinity) {
            self.name = name
            self.coefficients = coefficients
            self.lower = lower
            self.upper = upper
        }
    }

    public let quadratic: Matrix
    public var linear: [Double]
    public var lower: [Double]
    public var upper: [Double]
    public var rows: [Row]
    /// What messages and conflicts call the variables.
    public var names: [String]
    public var limits = SolverLimits()

    /// Throws where a length does not fit, a number is NaN, or Q is not symmetric positive semidefinite.
    public init(
        quadratic: Matrix, linear: [Double], lower: [Double], upper: [Double], rows: [Row] = [], names: [String]? = nil
    ) throws {
        self.quadratic = quadratic
        self.linear = linear
        self.lower = lower
        self.upper = upper
        self.rows = rows
        self.names = names ?? (0..<quadratic.rows).map { "variable \($0 + 1)" }
        try validate()
        try CovarianceCheck.requireSemidefinite(quadratic, argument: "quadratic", names: self.names)
    }

    private func validate() throws(BadProblem) {
        let n = quadratic.rows
        try InputCheck.length(names.count, n, of: "names")
        try InputCheck.finite(linear, count: n, argument: "linear", names: names)
        try InputCheck.bounds(lower, upper, count: n, names: names)
        for row in rows {
            try InputCheck.finite(row.coefficients, count: n, argument: "row '\(row.name)'", names: names)
            try InputCheck.range(row.lower, row.upper, of: "row '\(row.name)'")
        }
    }

    /// Solves; `warm` is a point to start from, best the solution of a similar program. Throws where the objective falls without end.
    public func solve(warm: [Double]? = nil, centre: [Double]? = nil) throws -> QuadraticSolution {
        try validate()
        let n = quadratic.rows
        let middle = centre ?? [Double](repeating: 0, count: n)
        try InputCheck.finite(middle, count: n, argument: "centre", names: names)
        if let warm { try InputCheck.finite(warm, count: n, argument: "warm", names: names) }
        let solver = ProgramSolver(separable, names: programNames, limits: limits)
        let certificate = try solver.solve(from: warm, centre: middle)
        if case .infeasible = certificate.status {
            return QuadraticSolution(x: [], objective: .nan, boundMultipliers: [], rowMultipliers: [], certificate: certificate)
        }
        let engine = solver.engine
        let x = (0..<n).map { engine.x[$0] }
        return QuadraticSolution(
            x: x, objective: quadratic.quadraticForm(x) / 2 + dot(linear, x),
            boundMultipliers: (0..<n).map { engine.place[$0] == .free ? 0 : -engine.unregularisedCost($0) },
            rowMultipliers: engine.multipliers, certificate: certificate)
    }

    private var separable: SeparableProgram {
        let n = quadratic.rows
        let asset = Array(0..<n)
        var coefficients: [Double] = []
        coefficients.reserveCapacity(n * rows.count)
        for j in 0..<n { for row in rows { coefficients.append(row.coefficients[j]) } }
        return SeparableProgram(
            quadratic: quadratic, anchor: [Double](repeating: 0, count: n), asset: asset, sign: [Double](repeating: 1, count: n),
            linear: linear, lower: lower, upper: upper, coefficients: coefficients, rowLower: rows.map(\.lower),
            rowUpper: rows.map(\.upper), proximal: SeparableProgram.proximalWeights(quadratic, asset: asset))
    }

    private var programNames: ProgramSolver.Names {
        ProgramSolver.Names(
            rows: rows.map(\.name), lower: names.map { "lower bound of \($0)" }, upper: names.map { "upper bound of \($0)" },
            variables: names)
    }
}

/// The answer to a `QuadraticProgram`. At an optimum Qx + c + Σ rowMultiplierᵣ·aᵣ + boundMultipliers = 0, where a multiplier is
/// positive only at an upper bound and negative only at a lower one.
public struct QuadraticSolution: Equatable, Sendable {
    /// Empty where the status is `infeasible`.
    public var x: [Double]
    /// ½xᵀQx + cᵀx.
    public var objective: Double
    public var boundMultipliers: [Double]
    public var rowMultipliers: [Double]
    public var certificate: Certificate
}

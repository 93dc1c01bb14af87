import Numerics

/// Finds the corners that a critical line with degenerate events has passed over: between two of its corners the program is solved in
/// the middle, and again on both sides where the answer is not on the straight line between them. Halving puts a corner that was
/// missed within 2⁻²⁰ of its stretch.
struct FrontierRefinement {
    typealias Corner = EfficientFrontier.Corner

    private let problem: MeanVariance
    private let solver: ProgramSolver
    private let gain: MeanVariance.Gain
    private let expectedReturns: [Double]
    private var left = 2_000
    /// Whether every stretch was found straight within the solutions allowed.
    private(set) var isComplete = true

    init(problem: MeanVariance, solver: ProgramSolver, gain: MeanVariance.Gain, expectedReturns: [Double]) {
        self.problem = problem
        self.solver = solver
        self.gain = gain
        self.expectedReturns = expectedReturns
    }

    mutating func run(_ corners: [Corner]) throws(BadProblem) -> [Corner] {
        guard var last = corners.first else { return [] }
        var result = [last]
        for next in corners.dropFirst() {
            try refine(last, next, depth: 20, into: &result)
            result.append(next)
            last = next
        }
        return result
    }

    private mutating func refine(_ a: Corner, _ b: Corner, depth: Int, into result: inout [Corner]) throws(BadProblem) {
        let tau = (a.tau + b.tau) / 2
        guard depth > 0, tau > a.tau, tau < b.tau else { return }
        guard left > 0 else {
            isComplete = false
            return
        }
        left -= 1
        let point = problem.portfolio.point(a.weights)
        solver.engine.program.linear = gain.coefficients.map { -tau * $0 }
        guard case .optimal = try solver.solve(from: point, centre: point).status else {
            isComplete = false
            return
        }
        let middle = problem.corner(solver.engine, expectedReturns, tau)
        let span = b.expectedReturn - a.expectedReturn
        let t = min(max((middle.expectedReturn - a.expectedReturn) / span, 0), 1)
        let distance = a.weights.indices.reduce(0.0) { max($0, abs((1 - t) * a.weights[$1] + t * b.weights[$1] - middle.weights[$1])) }
        if distance <= 1e-8 {
            // On the line; but where it is one of the ends, the rest of the stretch has not been seen.
            if t > 1e-6 && t < 1 - 1e-6 { return }
            let end = Corner(
                weights: (t < 0.5 ? a : b).weights, expectedReturn: (t < 0.5 ? a : b).expectedReturn,
                variance: (t < 0.5 ? a : b).variance, tau: tau)
            if t < 0.5 { try refine(end, b, depth: depth - 1, into: &result) } else { try refine(a, end, depth: depth - 1, into: &result) }
            return
        }
        try refine(a, middle, depth: depth - 1, into: &result)
        result.append(middle)
        try refine(middle, b, depth: depth - 1, into: &result)
    }
}

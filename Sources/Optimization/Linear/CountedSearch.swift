import Numerics

/// Branch and cut over the whole columns of a `RiskMaster`: one linear program holds the cuts found anywhere in the tree, so that
/// most nodes are a few steps of the dual simplex and few look at the scenarios.
final class CountedSearch {
    private struct Node {
        /// Whole columns with their value, in the order of the decisions.
        var decisions: [(column: Int, value: Double)]
        /// Of the parent.
        var bound: Double
    }

    private let solver: RiskSolver
    private var master: RiskMaster
    private var model: HiGHSModel
    /// The master before any cut.
    private let bare: RiskMaster
    private var cuts: [[Double]]
    /// The node at which each cut bound last.
    private var lastBound: [Int]
    private let whole: [Int]
    private let mostRisk: Double
    private var open: [Node] = []
    private var leastClosed = Double.infinity
    private var best = Double.infinity
    private(set) var bestValues: [Double] = []
    private(set) var nodes = 0

    /// - Parameters:
    ///   - cuts: known ones, at least as many as leave the master a bottom.
    ///   - start: a known portfolio with the values of the whole columns.
    init(_ master: RiskMaster, solver: RiskSolver, cuts: [[Double]], start: (values: [Double], outcome: RiskOutcome)?) throws {
        self.solver = solver
        whole = master.program.columns.indices.filter { master.program.columns[$0].isWhole }
        bare = master.relaxed
        var relaxed = bare
        for cut in cuts { relaxed.add(cut: cut) }
        self.cuts = cuts
        lastBound = [Int](repeating: 0, count: cuts.count)
        self.master = relaxed
        mostRisk = relaxed.program.columns[relaxed.riskColumn].upper
        model = try HiGHSModel(relaxed.program)
        model.keepBasis()
        if let start { (best, bestValues) = (start.outcome.objective, start.values) }
    }

    private var tolerance: Double { RiskSolver.tolerance * max(best.isFinite ? abs(best) : 0, 1e-2) }

    /// What no feasible choice can be below, once `run` is over.
    var lowerBound: Double { min(best, open.reduce(leastClosed) { min($0, $1.bound) }) }

    func run(mostNodes: Int) throws {
        open = [Node(decisions: [], bound: -.infinity)]
        while let node = open.popLast() {
            if nodes >= mostNodes {
                open.append(node)
                return
            }
            nodes += 1
            if node.bound >= best - tolerance {
                leastClosed = min(leastClosed, node.bound)
                continue
            }
            if cuts.count > 2 * Self.keptCuts { try forget() }
            apply(node)
            visit(node)
        }
    }

    private static let keptCuts = 120

    /// Starts again with the cuts that bound most recently: the others cost more than to find them again.
    private func forget() throws {
        let recent = cuts.indices.sorted { (lastBound[$0], $0) > (lastBound[$1], $1) }.prefix(Self.keptCuts).sorted()
        (cuts, lastBound) = (recent.map { cuts[$0] }, recent.map { lastBound[$0] })
        master = bare
        for cut in cuts { master.add(cut: cut) }
        model = try HiGHSModel(master.program)
        model.keepBasis()
    }

    private func noteBinding(_ rowDuals: [Double]) {
        let first = bare.program.rows.count
        for cut in cuts.indices where rowDuals[first + cut] > 1e-9 { lastBound[cut] = nodes }
    }

    private func apply(_ node: Node) {
        for column in whole {
            let fixed = node.decisions.last { $0.column == column }?.value
            let own = master.program.columns[column]
            model.setBounds(column: column, lower: fixed ?? own.lower, upper: fixed ?? own.upper)
        }
    }

    private func visit(_ node: Node) {
        for round in 0..<200 {
            switch model.run() {
            case .optimal: break
            case .infeasible: return
            default:
                // Counted as open: nothing is known of it.
                leastClosed = min(leastClosed, node.bound)
                return
            }
            let (values, rowDuals) = model.values()
            noteBinding(rowDuals)
            let bound = max(node.bound, master.program.objective(at: values))
            if bound >= best - tolerance {
                leastClosed = min(leastClosed, bound)
                return
            }
            let weights = Array(values[..<solver.problem.returns.columns])
            let (risk, gradient) = solver.evaluate(weights)
            let excess = risk - values[master.riskColumn]
            let branch = whole.max { fraction(values[$0]) < fraction(values[$1]) }.flatMap {
                fraction(values[$0]) > 1e-7 ? $0 : nil
            }
            if branch == nil && risk <= mostRisk + 2 * HiGHSModel.tolerance {
                let objective = master.objective(weights, risk: risk)
                if objective < best { (best, bestValues) = (objective, values) }
            }
            if let branch, round >= 3 || excess <= 1e-3 * abs(risk) {
                split(node, branch, values, bound)
                return
            }
            if excess <= HiGHSModel.tolerance {
                leastClosed = min(leastClosed, bound)
                return
            }
            solver.add(gradient, &master, model)
            cuts.append(gradient)
            lastBound.append(nodes)
        }
        leastClosed = min(leastClosed, node.bound)
    }

    private func fraction(_ value: Double) -> Double { min(value - value.rounded(.down), value.rounded(.up) - value) }

    private func split(_ node: Node, _ mostFractional: Int, _ values: [Double], _ bound: Double) {
        // The largest part decides most: of a held share that is a weight over its bound, the one nearest to one.
        let column = whole.filter { fraction(values[$0]) > 1e-7 }.max { values[$0] < values[$1] } ?? mostFractional
        open.append(Node(decisions: node.decisions + [(column, values[column].rounded(.down))], bound: bound))
        open.append(Node(decisions: node.decisions + [(column, values[column].rounded(.up))], bound: bound))
    }
}

import Numerics

/// The state of one search.
struct CardinalitySearch {
    enum Choice: UInt8 { case open, out, long, short }

    struct Node {
        var choices: [Choice]
        var bound: Double
        var weights: [Double]
    }

    private let problem: MeanVariance
    /// −1 where the objective is maximised: everything here minimises.
    private let sign: Double
    private let minimum: Double
    private let most: Int
    private var nodes: [Node] = []
    private var best: Solution?
    private var bestValue = Double.infinity
    private var solved = 0
    private var iterations = 0
    private var root: Solution?

    init(problem: MeanVariance, sign: Double) {
        self.problem = problem
        self.sign = sign
        minimum = problem.constraints.minimumPosition ?? 0
        most = problem.constraints.maximumAssets ?? problem.assets
    }

    mutating func run(limit: Int, _ solve: (MeanVariance) throws -> Solution) throws -> Solution {
        try relax([Choice](repeating: .open, count: problem.assets), from: nil, solve)
        if let root, root.weights.isEmpty { return root }
        if case .fallback(let method, let reason) = root?.certificate.status {
            // The relaxation has no such optimum, so neither has the whole: the search is for the other objective.
            var other = try problem.minimumVariance()
            if !other.weights.isEmpty { other.certificate.status = .fallback(method: method, reason: reason) }
            return other
        }
        while solved < limit, let node = nextNode() { try branch(node, solve) }
        return answer()
    }

    /// Takes the node with the lowest bound, if it is worth opening.
    private mutating func nextNode() -> Node? {
        guard let index = nodes.indices.min(by: { nodes[$0].bound < nodes[$1].bound }) else { return nil }
        if nodes[index].bound >= bestValue - 1e-9 * abs(bestValue) {
            nodes.removeAll()
            return nil
        }
        nodes.swapAt(index, nodes.count - 1)
        return nodes.removeLast()
    }

    private mutating func branch(_ node: Node, _ solve: (MeanVariance) throws -> Solution) throws {
        var (largest, asset) = (-1.0, -1)
        for i in node.choices.indices where node.choices[i] == .open && abs(node.weights[i]) > largest {
            (largest, asset) = (abs(node.weights[i]), i)
        }
        guard asset >= 0 else { return }
        for choice in [Choice.long, .short, .out] {
            var choices = node.choices
            choices[asset] = choice
            let isIn = choices.reduce(0) { $0 + ($1 == .long || $1 == .short ? 1 : 0) }
            if isIn > most { continue }
            if isIn == most { for i in choices.indices where choices[i] == .open { choices[i] = .out } }
            guard Self.isPossible(choice, problem.constraints, asset, minimum) else { continue }
            try relax(choices, from: node.weights, solve)
        }
    }

    private static func isPossible(_ choice: Choice, _ constraints: Constraints, _ i: Int, _ minimum: Double) -> Bool {
        switch choice {
        case .open: true
        case .out: constraints.lower[i] <= 0 && constraints.upper[i] >= 0
        case .long: constraints.upper[i] > 0 && constraints.upper[i] >= minimum
        case .short: constraints.lower[i] < 0 && constraints.lower[i] <= -minimum
        }
    }

    /// Solves a node's relaxation; keeps it as a node or, where its weights are allowed, as the best.
    private mutating func relax(_ choices: [Choice], from start: [Double]?, _ solve: (MeanVariance) throws -> Solution) throws {
        guard let solution = try solveBox(choices, from: start, solve) else { return }
        let value = sign * solution.objective
        if value >= bestValue - 1e-9 * abs(bestValue) { return }
        if isAllowed(solution.weights) {
            accept(solution)
            return
        }
        nodes.append(Node(choices: choices, bound: value, weights: solution.weights))
        if let rounded = rounded(solution.weights, choices),
            let candidate = try solveBox(rounded, from: solution.weights, solve), isAllowed(candidate.weights)
        {
            accept(candidate)
        }
    }

    private mutating func accept(_ solution: Solution) {
        if sign * solution.objective < bestValue { (best, bestValue) = (solution, sign * solution.objective) }
    }

    /// The largest weights in, as many as may be, the others out.
    private func rounded(_ weights: [Double], _ choices: [Choice]) -> [Choice]? {
        let order = weights.indices.sorted { (-abs(weights[$0]), $0) < (-abs(weights[$1]), $1) }
        var result = choices
        var count = choices.reduce(0) { $0 + ($1 == .long || $1 == .short ? 1 : 0) }
        for i in order where choices[i] == .open {
            let side: Choice = weights[i] < 0 ? .short : .long
            if count < most, abs(weights[i]) >= max(minimum / 2, 1e-12), Self.isPossible(side, problem.constraints, i, minimum) {
                result[i] = side
                count += 1
            } else if Self.isPossible(.out, problem.constraints, i, minimum) {
                result[i] = .out
            } else {
                return nil
            }
        }
        return result
    }

    private func isAllowed(_ weights: [Double]) -> Bool {
        var count = 0
        for weight in weights where weight != 0 {
            count += 1
            if abs(weight) < minimum * (1 - 1e-12) { return false }
        }
        return count <= most
    }

    private mutating func solveBox(_ choices: [Choice], from start: [Double]?, _ solve: (MeanVariance) throws -> Solution) throws
        -> Solution?
    {
        var constraints = problem.constraints
        (constraints.maximumAssets, constraints.minimumPosition) = (nil, nil)
        for i in choices.indices {
            switch choices[i] {
            case .open: break
            case .out: (constraints.lower[i], constraints.upper[i]) = (0, 0)
            case .long: constraints.lower[i] = max(constraints.lower[i], minimum)
            case .short: constraints.upper[i] = min(constraints.upper[i], -minimum)
            }
        }
        let relaxation = MeanVariance(checked: problem.covariance, constraints: constraints, names: problem.names, limits: problem.limits)
        if let start { try relaxation.start(from: start) }
        let solution = try solve(relaxation)
        solved += 1
        iterations += solution.certificate.iterations
        if root == nil { root = solution }
        return solution.weights.isEmpty ? nil : solution
    }

    private func answer() -> Solution {
        let open = nodes.map(\.bound).min()
        guard var best else { return withoutBest(isProven: open == nil) }
        best.certificate.iterations = iterations
        if let open, open < bestValue - 1e-9 * abs(bestValue) {
            best.certificate.status = .inexact(residual: (bestValue - open) / max(abs(bestValue), .leastNormalMagnitude))
        }
        return best
    }

    private func withoutBest(isProven: Bool) -> Solution {
        let names = [
            problem.constraints.maximumAssets.map { "maximum assets \($0)" },
            problem.constraints.minimumPosition.map { "minimum position \($0)" },
        ].compactMap { $0 }
        guard !isProven, var relaxed = root else { return .infeasible(names) }
        relaxed.certificate.status = .fallback(
            method: "the same without " + names.joined(separator: " and "), reason: "no weights that satisfy it within \(solved) relaxations")
        relaxed.certificate.iterations = iterations
        return relaxed
    }
}

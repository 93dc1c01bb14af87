import Numerics

/// The linear program round a risk: weights and what their constraints need, one column for the risk, the objective of the goal.
/// Everything is divided by the scale of the scenarios, so that the solver's absolute tolerances mean the same for any of them.
struct RiskMaster {
    var program: LinearProgram
    let goal: LinearGoal
    let constraints: Constraints
    let expectedReturns: [Double]
    let riskColumn: Int
    let switches: [(long: Int, short: Int)]
    let scale: Double

    init(_ constraints: Constraints, hasBudget: Bool = true, support: RiskSupport, expectedReturns: [Double], goal: LinearGoal) {
        var portfolio = LinearPortfolio(constraints, hasBudget: hasBudget)
        if case .minimumRiskWithReturn(let least) = goal {
            portfolio.requireReturn(expectedReturns, atLeast: least, scale: 1 / support.scale)
        }
        for term in portfolio.costs { portfolio.program.columns[term.column].cost += term.coefficient / support.scale }
        var column = LinearProgram.Column(cost: 1, lower: -.infinity)
        if case .maximumReturn(let most) = goal {
            column = .init(cost: 0, lower: -.infinity, upper: most / support.scale)
            for i in 0..<constraints.assets { portfolio.program.columns[i].cost -= expectedReturns[i] / support.scale }
        }
        riskColumn = portfolio.program.add(column)
        program = portfolio.program
        switches = portfolio.switches
        scale = support.scale
        self.goal = goal
        self.constraints = constraints
        self.expectedReturns = expectedReturns
    }

    /// The same constraints with the risk minimised: what has to be known before a bound on it.
    var forRisk: RiskMaster {
        guard case .maximumReturn = goal else { return self }
        var result = RiskMaster(self, goal: .minimumRisk)
        for column in result.program.columns.indices { result.program.columns[column].cost = 0 }
        result.program.columns[riskColumn].cost = 1
        result.program.columns[riskColumn].upper = .infinity
        return result
    }

    private init(_ other: RiskMaster, goal: LinearGoal) {
        program = other.program
        constraints = other.constraints
        expectedReturns = other.expectedReturns
        riskColumn = other.riskColumn
        switches = other.switches
        scale = other.scale
        self.goal = goal
    }

    /// risk ≥ gradient·w, the gradient divided by the scale.
    mutating func add(cut gradient: [Double]) {
        var terms = gradient.enumerated().map { LinearProgram.Term($0, -$1) }
        terms.append(.init(riskColumn, 1))
        program.rows.append(.init("risk", lower: 0, terms: terms))
    }

    /// Every whole column fixed at `values`, and the weights of those not held at zero.
    func fixing(_ values: [Double]) -> RiskMaster {
        var result = self
        for column in program.columns.indices where program.columns[column].isWhole {
            let value = values[column].rounded()
            result.program.columns[column] = .init(cost: program.columns[column].cost, lower: value, upper: value)
        }
        for (i, pair) in switches.enumerated() {
            let isHeld = (pair.long >= 0 && values[pair.long] > 0.5) || (pair.short >= 0 && values[pair.short] > 0.5)
            if !isHeld { (result.program.columns[i].lower, result.program.columns[i].upper) = (0, 0) }
        }
        return result
    }

    /// Whole columns free between their bounds.
    var relaxed: RiskMaster {
        var result = self
        for column in program.columns.indices { result.program.columns[column].isWhole = false }
        return result
    }

    /// The objective, divided by the scale, of weights whose risk is known.
    func objective(_ weights: [Double], risk: Double) -> Double {
        if case .maximumReturn = goal { return (constraints.cost(of: weights) - dot(expectedReturns, weights)) / scale }
        return isRiskAlone ? risk : risk + constraints.cost(of: weights) / scale
    }

    private var isRiskAlone: Bool { program.columns.enumerated().allSatisfy { $0.offset == riskColumn || $0.element.cost == 0 } }
}

/// A solved master; numbers are divided by the scale.
struct RiskOutcome {
    var weights: [Double]
    var objective: Double
    var lowerBound: Double
    /// What was learned of the risk.
    var cuts: [[Double]] = []
    var gradient: [Double] = []
    var riskMultiplier = 0.0
    var iterations = 0

    /// Where the objective is small against the scale of the scenarios, it is that scale that counts.
    func relativeGap(_ goal: LinearGoal) -> Double {
        var least = 1e-2
        if case .maximumReturn = goal { least = 1e-3 }
        return abs(objective - lowerBound) / max(abs(objective), least)
    }
}

import Numerics
import Optimization

extension OptimizeLibrary {
    /// Functions without a search: bounds kept exactly, guards, choices.
    static let exact: [NativeFunction] = [
        NativeFunction(
            "optimize.allocate", "The weights nearest to those wanted that keep their bounds and sum to the budget, exactly.",
            [.vector("wanted", "one an asset")],
            options: [
                .each("min", "(default 0)"), .each("max", "(default 1)"), .number("budget", "(default 1)"),
                .text("rule", "euclidean (default) or proportional"), .each("previous", "weights held now"),
                .number("max_step", "largest change of one weight"),
            ],
            results: [PortfolioInput.solutionResult]
        ) { call in
            let (wanted, names) = try call.named(0)
            var constraints = Constraints(assets: wanted.count, budget: try call.number(option: "budget") ?? 1)
            if let lower = try call.each(option: "min", names: names, count: wanted.count) { constraints.lower = lower }
            if let upper = try call.each(option: "max", names: names, count: wanted.count) { constraints.upper = upper }
            let previous = try call.each(option: "previous", names: names, count: wanted.count)
            let step = try call.number(option: "max_step")
            if step != nil, previous == nil { throw NativeMistake("optimize.allocate: option 'max_step' needs 'previous', the weights held now") }
            let rule = try call.choice(option: "rule", ["euclidean", "proportional"])
            let solution = try Allocation.solve(
                wanted, constraints: constraints, rule: rule == "proportional" ? .proportional : .euclidean, previous: previous,
                maximumStep: step ?? .infinity)
            return [solution.native(names)]
        },
        NativeFunction(
            "optimize.drawdown_guard", "The share of the exposure that a drawdown leaves; 5 % → 0.8, 10 % → 0.5, 15 % → 0.25, 20 % → 0 by default. NaN stops.",
            [.number("drawdown", "fraction lost from the peak")],
            options: [.table("steps", "{{drawdown, scale}, …}, deeper ones last")], results: [.number("scale", "0 to 1")]
        ) { call in
            guard case .number(let drawdown) = call[0] else { throw call.mistake(0, "a number") }
            guard case .table(let rows) = call.option("steps") else { return [.number(DrawdownGuard.standard.scale(at: drawdown))] }
            let steps = try rows.map { row in
                guard case .table(let pair) = row.value, pair.count == 2, case .number(let depth) = pair[0].value, case .number(let scale) = pair[1].value
                else { throw NativeMistake("optimize.drawdown_guard: option 'steps': expected pairs such as {0.05, 0.8}") }
                return DrawdownGuard.Step(drawdown: depth, scale: scale)
            }
            return [.number(try DrawdownGuard(steps).scale(at: drawdown))]
        },
        NativeFunction(
            "optimize.kelly_bet", "The stake that grows fastest on a bet that wins `odds` times the stake with a probability.",
            [.number("probability", "0 to 1"), .number("odds", "above 0")],
            options: [.number("share", "fraction of the optimum (default 1)")], results: [.number("fraction", "of the capital")]
        ) { call in
            [.number(try Kelly.bet(probability: call.number(0), odds: call.number(1), share: call.number(option: "share") ?? 1).fraction)]
        },
        NativeFunction(
            "optimize.uncorrelated", "Positions, from 1, of the best-scored that correlate with no better one above a bound.",
            [.vector("scores", "one an asset"), .matrix("correlation", "")],
            options: [.whole("count", "at most (default all)"), .number("max_correlation", "default 0.5")], results: [.table("chosen", "integers")]
        ) { call in
            let scores = try call.vector(0)
            let chosen = try StrategySelection.greedy(
                scores: scores, correlation: call.matrix(1).matrix, count: call.whole(option: "count", atLeast: 1) ?? scores.count,
                maximumCorrelation: call.number(option: "max_correlation") ?? 0.5)
            return [.list(chosen.map { .number(Double($0 + 1)) })]
        },
    ]
}

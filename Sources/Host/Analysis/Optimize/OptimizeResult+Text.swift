import Numerics
import Optimization
import Reporting
import Risk

extension OptimizeResult {
    private static let mostPositions = 40
    private static let mostFrontierRows = 12

    func text(width: Int, color: Bool) -> String {
        var text = TableText.source(inputs.table)
        text += "\(inputs.options.method.rawValue): \(inputs.options.method.summary)\n"
        text += "covariance: \(inputs.choice.summary); expected returns: \(inputs.meansSource); \(inputs.periods.reason)\n"
        for note in answer.notes { text += "note: \(note)\n" }
        text += "\nStatus  \(statusText)\n"
        guard figures != nil else { return text }
        text += certificateText
        text += "\n" + positionText(width, color) + figureText
        if let model = answer.blackLitterman { text += blackLittermanText(model, width, color) }
        if let frontier = answer.frontier { text += frontierText(frontier, width, color) }
        return text
    }

    private func percent(_ value: Double, _ decimals: Int = 2) -> String { FigureText.percent(value, decimals) }

    private var certificateText: String {
        let residual =
            certificate.kktResidual.isNaN
            ? "has no optimality conditions" : "optimality residual \(TableText.significant(certificate.kktResidual))"
        let steps = "\(certificate.iterations) step\(certificate.iterations == 1 ? "" : "s")"
        let objective = answer.objective == "none" ? "" : "; \(objectiveName) \(TableText.significant(answer.solution.objective))"
        return
            "        \(residual), constraints within \(TableText.significant(certificate.primalResidual)), \(steps)\(objective)\n"
    }

    /// The largest first; weights that differ by rounding only stay in the order of the columns.
    var byWeight: [Int] {
        let sizes = weights.map { (abs($0) * 1e10).rounded() }
        return sizes.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
    }

    /// Weights that are not zero.
    private func positionText(_ width: Int, _ color: Bool) -> String {
        guard let positions = figures?.contributions.positions else { return "" }
        let held = byWeight.filter { abs(positions[$0].weight) > 1e-12 }
        var titles = ["asset", "weight", "of risk", "volatility", "mean a year"]
        if inputs.current != nil { titles.append("now") }
        var grid = TextTable(titles, optional: [4, 3])
        let year = inputs.periods.value
        let means = answer.blackLitterman?.posterior ?? inputs.means
        for index in held.prefix(Self.mostPositions) {
            let volatility = max(0, inputs.covariance[index, index] * year).squareRoot()
            var cells = [
                inputs.names[index], percent(weights[index]), percent(positions[index].share, 1), percent(volatility),
                percent(means[index] * year),
            ]
            if let current = inputs.current { cells.append(percent(current[index])) }
            grid.add(cells)
        }
        var total = [
            "whole", percent(sum(weights)), "100.0 %", percent(figures?.volatility ?? .nan),
            percent(figures?.expectedReturn ?? .nan),
        ]
        if let current = inputs.current { total.append(percent(sum(current))) }
        grid.total(total)
        let (more, none) = (held.count - Self.mostPositions, positions.count - held.count)
        var rest = more > 0 ? "  and \(more) more (all in --json)\n" : ""
        if none > 0 { rest += "  \(none) asset\(none == 1 ? "" : "s") without weight\n" }
        return grid.text(width: width, color: color) + rest
    }

    private var figureText: String {
        guard let figures else { return "" }
        var parts = [
            "Sharpe ratio \(FigureText.fixed(figures.sharpe, 3)) a year over a risk-free \(percent(inputs.options.riskFree))"
        ]
        parts.append("diversification ratio \(FigureText.fixed(figures.diversificationRatio, 2))")
        parts.append("effective positions \(FigureText.fixed(figures.effectivePositions, 1))")
        if let (risk, _) = answer.scenarioRisk { parts.append("\(inputs.options.method.objective) \(percent(risk, 3))") }
        if let error = figures.trackingError { parts.append("tracking error \(percent(error)) a year") }
        if let turnover { parts.append("turnover \(percent(turnover))") }
        if let cost { parts.append("cost \(percent(cost, 3)) a period") }
        return "\n" + parts.joined(separator: ", ") + "\n"
    }

    private func blackLittermanText(_ model: BlackLittermanAnswer, _ width: Int, _ color: Bool) -> String {
        let year = inputs.periods.value
        var text =
            "\nBlack-Litterman, tau \(FigureText.plain(model.tau)), risk aversion \(FigureText.plain(model.riskAversion))\n"
        for view in model.views {
            text += "  \(view.text) \(percent(view.expectedReturn)) a year, confidence \(percent(view.confidence, 0))\n"
        }
        guard !model.views.isEmpty else { return text }
        var grid = TextTable(["asset", "implied", "with views", "change"])
        let moved = inputs.names.indices.sorted {
            (-abs(model.posterior[$0] - model.prior[$0]), $0) < (-abs(model.posterior[$1] - model.prior[$1]), $1)
        }
        for index in moved.prefix(Self.mostPositions) {
            let change = model.posterior[index] - model.prior[index]
            grid.add([
                inputs.names[index], percent(model.prior[index] * year), percent(model.posterior[index] * year),
                FigureText.percent(change * year, 2, signed: true),
            ])
        }
        return text + grid.text(width: width, color: color)
    }

    private func frontierText(_ frontier: FrontierAnswer, _ width: Int, _ color: Bool) -> String {
        guard !frontier.points.isEmpty else { return "" }
        let year = inputs.periods.value
        let kind = frontier.corners.map { "exact by \($0) corner portfolio\($0 == 1 ? "" : "s")" } ?? "searched point by point"
        var grid = TextTable(["return", "volatility", "Sharpe", "assets", "largest"], textColumns: [4])
        let count = frontier.points.count
        let shown = min(count, Self.mostFrontierRows)
        for row in 0..<shown {
            let point = frontier.points[shown > 1 ? row * (count - 1) / (shown - 1) : 0]
            let volatility = (point.variance * year).squareRoot()
            let excess = point.expectedReturn * year - inputs.options.riskFree * sum(point.weights)
            let largest = point.weights.indices.max { (abs(point.weights[$0]), $1) < (abs(point.weights[$1]), $0) } ?? 0
            grid.add([
                percent(point.expectedReturn * year), percent(volatility), FigureText.fixed(excess / volatility, 3),
                "\(point.weights.count { abs($0) > 1e-12 })", "\(inputs.names[largest]) \(percent(point.weights[largest], 1))",
            ])
        }
        let some = shown < count ? ", \(shown) of \(count) points (all in --json)" : ""
        return "\nEfficient frontier, \(kind)\(some)\n" + grid.text(width: width, color: color)
    }

    func csv() -> String {
        "name,weight\n" + zip(inputs.names, weights).map { "\($0),\($1)\n" }.joined()
    }
}

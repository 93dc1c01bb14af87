import Optimization
import Reporting
import Risk

extension OptimizeResult {
    /// `docs/optimize.md` lists the keys. `timing` is the only one that differs between runs.
    func json() -> String {
        JSONWriter.text { json in
            json.source(inputs.table)
            json.pair("method", inputs.options.method.rawValue)
            writeStatus(&json)
            json.pair("objective", answer.solution.objective)
            json.pair("objective_name", objectiveName)
            json.key("weights")
            if weights.isEmpty { json.null() } else { json.object { byName(weights, &$0) } }
            json.key("certificate")
            json.object { Self.write(certificate, &$0) }
            writeFigures(&json)
            json.key("conventions")
            json.object { writeConventions(&$0) }
            writeParts(&json)
            json.pair("notes", answer.notes)
            json.key("timing")
            json.object { json in
                json.pair("reading_seconds", timing.reading)
                json.pair("solving_seconds", timing.solving)
            }
        }
    }

    private func byName(_ values: [Double], _ json: inout JSONWriter) {
        for (name, value) in zip(inputs.names, values) { json.pair(name, value) }
    }

    private func writeStatus(_ json: inout JSONWriter) {
        json.pair("status", statusWord)
        var (residual, conflict): (Double?, [String]) = (nil, [])
        var fallback: (method: String, reason: String)?
        switch certificate.status {
        case .optimal: break
        case .inexact(let value): residual = value
        case .infeasible(let names): conflict = names
        case .fallback(let method, let reason): fallback = (method, reason)
        }
        json.pair("residual", residual)
        json.pair("conflict", conflict)
        json.key("fallback")
        guard let fallback else { return json.null() }
        json.object { json in
            json.pair("method", fallback.method)
            json.pair("reason", fallback.reason)
        }
    }

    private static func write(_ certificate: Certificate, _ json: inout JSONWriter) {
        json.pair("kkt_residual", certificate.kktResidual)
        json.pair("primal_residual", certificate.primalResidual)
        json.pair("iterations", certificate.iterations)
    }

    private func writeFigures(_ json: inout JSONWriter) {
        json.pair("expected_return", figures?.expectedReturn)
        json.pair("volatility", figures?.volatility)
        json.pair("sharpe", figures?.sharpe)
        json.pair("diversification_ratio", figures?.diversificationRatio)
        json.pair("effective_positions", figures?.effectivePositions)
        json.pair("net", weights.isEmpty ? nil : weights.reduce(0, +))
        json.pair("gross", weights.isEmpty ? nil : weights.reduce(0) { $0 + abs($1) })
        json.pair("turnover", turnover)
        json.pair("cost", cost)
        json.pair("tracking_error", figures?.trackingError)
        json.key("risk_contributions")
        json.array { json in
            for position in figures?.contributions.positions ?? [] {
                json.object(.compact) { json in
                    json.pair("name", position.name)
                    json.pair("weight", position.weight)
                    json.pair("marginal", position.marginal)
                    json.pair("component", position.component)
                    json.pair("share", position.share)
                }
            }
        }
    }

    private func writeConventions(_ json: inout JSONWriter) {
        json.pair("periods_per_year", inputs.periods.value)
        json.pair("periods_reason", inputs.periods.reason)
        json.pair("risk_free", inputs.options.riskFree)
        json.pair("covariance_method", inputs.choice.name)
        json.pair("shrinkage", inputs.shrinkage)
        json.pair("expected_returns", inputs.meansSource)
    }

    private func writeParts(_ json: inout JSONWriter) {
        json.key("scenario_risk")
        if let (risk, bound) = answer.scenarioRisk, !weights.isEmpty {
            json.object { json in
                json.pair("risk", risk)
                json.pair("bound", bound)
                json.pair("confidence", inputs.options.method == .minMAD ? nil : inputs.options.confidence)
            }
        } else {
            json.null()
        }
        json.key("frontier")
        if let frontier = answer.frontier { json.object { write(frontier, &$0) } } else { json.null() }
        json.key("black_litterman")
        if let model = answer.blackLitterman { json.object { write(model, &$0) } } else { json.null() }
    }

    private func write(_ frontier: FrontierAnswer, _ json: inout JSONWriter) {
        let year = inputs.periods.value
        json.pair("corners", frontier.corners.map { Double($0) })
        json.key("certificate")
        json.object { Self.write(frontier.certificate, &$0) }
        json.key("points")
        json.array { json in
            for point in frontier.points {
                json.object(.compact) { json in
                    let volatility = point.variance.squareRoot()
                    json.pair("expected_return", point.expectedReturn * year)
                    json.pair("volatility", volatility * year.squareRoot())
                    let excess = point.expectedReturn - inputs.riskFree * point.weights.reduce(0, +)
                    json.pair("sharpe", volatility > 0 ? excess / volatility * year.squareRoot() : nil)
                    json.key("weights")
                    json.object { byName(point.weights, &$0) }
                }
            }
        }
    }

    private func write(_ model: BlackLittermanAnswer, _ json: inout JSONWriter) {
        let year = inputs.periods.value
        json.pair("tau", model.tau)
        json.pair("risk_aversion", model.riskAversion)
        json.key("prior_returns")
        json.object { byName(model.prior.map { $0 * year }, &$0) }
        json.key("posterior_returns")
        json.object { byName(model.posterior.map { $0 * year }, &$0) }
        json.key("views")
        json.array { json in
            for view in model.views {
                json.object(.compact) { json in
                    json.pair("view", view.text)
                    json.pair("return", view.expectedReturn)
                    json.pair("confidence", view.confidence)
                }
            }
        }
    }
}

import Market
import Numerics
import Reporting
import Risk

extension RiskResult {
    func json() -> String {
        JSONWriter.text { json in
            json.source(table)
            json.pair("weights", weights)
            json.pair("weights_given", weightsPath != nil)
            json.pair("covariance_method", choice.name)
            json.pair("periods_per_year", periods.value)
            json.pair("horizon", options.horizon)
            json.pair("volatility", volatility)
            json.key("estimates")
            json.array { json in for estimate in estimates { json.object { RiskResult.write(estimate, &$0) } } }
            json.key("contributions")
            json.array { json in for item in contributions { json.object { RiskResult.write(item, &$0) } } }
            json.key("diversification")
            json.object { writeDiversification(&$0) }
            json.key("backtests")
            json.array { json in for item in backtests { json.object { RiskResult.write(item, &$0) } } }
            json.key("stress")
            json.array { json in for item in stresses { json.object { write(item, &$0) } } }
            json.key("liquidity")
            if let liquidity { json.object { RiskResult.write(liquidity, &$0) } } else { json.null() }
            json.key("factors")
            if let factors { json.object { RiskResult.write(factors, &$0) } } else { json.null() }
        }
    }

    private static func write(_ estimate: RiskEstimate, _ json: inout JSONWriter) {
        json.pair("method", estimate.method.rawValue)
        json.pair("confidence", estimate.risk.confidence)
        json.pair("value_at_risk", estimate.risk.valueAtRisk)
        json.pair("expected_shortfall", estimate.risk.expectedShortfall)
        json.pair("horizon_rule", estimate.method.horizonRule)
        json.key("note")
        if let note = estimate.note { json.value(note) } else { json.null() }
    }

    private static func write(_ item: RiskContributions, _ json: inout JSONWriter) {
        json.pair("measure", item.kind.rawValue)
        json.pair("confidence", item.confidence)
        json.pair("total", item.total)
        json.key("positions")
        json.array { json in
            for position in item.positions {
                json.object(.compact) { json in
                    json.pair("name", position.name)
                    json.pair("weight", position.weight)
                    json.pair("standalone", position.standalone)
                    json.pair("marginal", position.marginal)
                    json.pair("component", position.component)
                    json.pair("share", position.share)
                    json.pair("incremental", position.incremental)
                }
            }
        }
    }

    private func writeDiversification(_ json: inout JSONWriter) {
        json.pair("ratio", diversification.ratio)
        json.pair("effective_bets_torsion", diversification.torsionBets)
        json.pair("effective_bets_principal", diversification.principalBets)
        json.pair("effective_positions", diversification.concentration.effectivePositions)
        json.pair("herfindahl", diversification.concentration.herfindahl)
        json.pair("largest", diversification.concentration.largest)
        json.pair("five_largest", diversification.concentration.fiveLargest)
    }

    private static func write(_ item: RiskBacktest, _ json: inout JSONWriter) {
        let (result, tests) = (item.result, item.tests)
        json.pair("method", item.method.rawValue)
        json.pair("confidence", result.confidence)
        json.pair("window", item.forecast.window)
        json.pair("observations", result.observations)
        json.pair("exceedances", result.count)
        json.pair("expected", result.expectedCount)
        json.pair("rate", result.rate)
        json.pair("kupiec", tests.coverage.statistic)
        json.pair("kupiec_p", tests.coverage.pValue)
        json.pair("independence", tests.independenceStatistic)
        json.pair("independence_p", tests.independencePValue)
        json.pair("conditional_coverage", tests.conditionalStatistic)
        json.pair("conditional_coverage_p", tests.conditionalPValue)
        json.pair("cumulative_probability", result.cumulativeProbability)
        json.pair("zone", result.zone.rawValue)
        json.key("zone_last_250")
        if let year = item.lastYear { json.value(year.zone.rawValue) } else { json.null() }
        json.pair("exceedances_last_250", item.lastYear.map { Double($0.count) })
        json.pair("plus_factor_last_250", item.lastYear?.baselPlusFactor)
        json.pair("shortfall_ratio", result.shortfallRatio)
    }

    private func write(_ stress: StressResult, _ json: inout JSONWriter) {
        json.pair("scenario", stress.scenario)
        json.key("inputs")
        json.object { json in for input in stress.inputs { json.pair(input.name, input.value) } }
        json.key("from")
        if let (from, _) = dates(stress) { json.value(from) } else { json.null() }
        json.key("to")
        if let (_, to) = dates(stress) { json.value(to) } else { json.null() }
        json.pair("loss", stress.loss)
        json.pair("unstressed", stress.unstressed)
        json.pair("losses", stress.contributions.map(\.loss))
    }

    /// Of the rows that a historical window names.
    func dates(_ stress: StressResult) -> (from: String, to: String)? {
        func row(_ name: String) -> Int? { stress.inputs.first { $0.name == name }.flatMap { Int($0.value) } }
        guard let first = row("first row"), let last = row("last row") else { return nil }
        return (Timestamp(nanoseconds: table.times[first]).text, Timestamp(nanoseconds: table.times[last]).text)
    }

    private static func write(_ figures: LiquidityFigures, _ json: inout JSONWriter) {
        json.pair("capital", figures.inputs.capital)
        json.pair("participation", figures.inputs.participation)
        json.pair("days", figures.time.days)
        json.pair("cost", figures.cost.cost)
        json.pair("cost_fraction", figures.cost.fraction)
        json.pair("liquidity_adjusted_var", figures.adjusted?.total)
        json.key("positions")
        json.array { json in
            for (position, cost) in zip(figures.time.positions, figures.cost.positions) {
                json.object(.compact) { json in
                    json.pair("name", position.name)
                    json.pair("value", position.value)
                    json.pair("days", position.days)
                    json.pair("spread_cost", cost.spreadCost)
                    json.pair("impact_cost", cost.impactCost)
                }
            }
        }
    }

    private static func write(_ factors: FactorRegression, _ json: inout JSONWriter) {
        json.pair("r_squared", factors.rSquared)
        json.pair("adjusted_r_squared", factors.adjustedRSquared)
        json.pair("residual_deviation", factors.residualDeviation)
        json.pair("observations", factors.observations)
        json.key("coefficients")
        json.array { json in
            for item in factors.coefficients {
                json.object(.compact) { json in
                    json.pair("name", item.name)
                    json.pair("value", item.value)
                    json.pair("standard_error", item.standardError)
                    json.pair("t", item.tStatistic)
                    json.pair("p", item.pValue)
                }
            }
        }
    }
}

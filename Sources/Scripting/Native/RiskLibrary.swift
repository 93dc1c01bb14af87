import Numerics
import Optimization
import Risk

/// `risk`: loss measures, contributions, stress, liquidity, factor exposure.
enum RiskLibrary {
    static let functions = tails + performance + portfolio + stresses

    static let methods = ["historical", "normal", "student", "cornish-fisher", "age-weighted", "volatility-scaled", "filtered"]

    private static let tails: [NativeFunction] = [
        NativeFunction(
            "risk.value_at_risk", "Value at risk and expected shortfall of a period, as positive losses.",
            [.vector("returns", "simple returns, the newest last")],
            options: [
                .number("confidence", "between 0 and 1 (default 0.95)"), .text("method", methods.joined(separator: ", ") + " (default historical)"),
                .number("decay", "of age-weighted (0.98), volatility-scaled and filtered (0.94)"),
            ],
            results: [.number("value_at_risk", ""), .number("expected_shortfall", "")]
        ) { call in
            let risk = try tailRisk(call)
            return [.number(risk.valueAtRisk), .number(risk.expectedShortfall)]
        },
        NativeFunction(
            "risk.entropic_value_at_risk", "EVaR (Ahmadi-Javid 2012): the tightest bound of both from the exponential moments.",
            [.vector("returns", "simple returns")], options: [.number("confidence", "default 0.95")], results: [.number("evar", "")]
        ) { call in [.number(try EntropicRisk.entropicValueAtRisk(call.vector(0, atLeast: 2), confidence: confidence(call)))] },
        NativeFunction(
            "risk.drawdown_at_risk", "Quantile and tail average (CDaR) of the drawdowns of compounded returns.",
            [.vector("returns", "simple returns")], options: [.number("confidence", "default 0.95")],
            results: [.number("drawdown_at_risk", ""), .number("conditional", "")]
        ) { call in
            let risk = try DrawdownRisk.estimate(call.vector(0, atLeast: 2), confidence: confidence(call))
            return [.number(risk.valueAtRisk), .number(risk.expectedShortfall)]
        },
        NativeFunction(
            "risk.backtest", "How forecasts of value at risk held: exceedances, Kupiec, Christoffersen, traffic light.",
            [.vector("returns", "simple returns"), .vector("value_at_risk", "the forecast for each of them, a positive loss")],
            options: [.number("confidence", "default 0.95")],
            results: [.table("result", "exceedances, expected, zone, kupiec_p, christoffersen_p")]
        ) { call in
            let level = try confidence(call)
            let test = try ValueAtRiskBacktest(returns: call.vector(0, atLeast: 2), valueAtRisk: call.vector(1, atLeast: 2), confidence: level)
            let coverage = try christoffersenTest(test.exceedances, expectedRate: 1 - level)
            return [.record([
                ("exceedances", .number(Double(test.count))), ("expected", .number(test.expectedCount)), ("zone", .text(test.zone.rawValue)),
                ("kupiec_p", .number(coverage.coverage.pValue)), ("christoffersen_p", .number(coverage.conditionalPValue)),
            ])]
        },
    ]

    private static func confidence(_ call: NativeCall) throws -> Double {
        let level = try call.number(option: "confidence") ?? 0.95
        guard level > 0, level < 1 else {
            throw NativeMistake("\(call.name): option 'confidence' is \(level): expected a number between 0 and 1, such as 0.95")
        }
        return level
    }

    private static func tailRisk(_ call: NativeCall) throws -> TailRisk {
        let returns = try call.vector(0, atLeast: 2)
        let level = try confidence(call)
        let decay = try call.number(option: "decay")
        let method = try call.choice(option: "method", methods) ?? "historical"
        if decay != nil, !["age-weighted", "volatility-scaled", "filtered"].contains(method) {
            throw NativeMistake("\(call.name): option 'decay' has no meaning for method '\(method)'")
        }
        switch method {
        case "normal": return try NormalRisk.estimate(returns, confidence: level)
        case "student": return try StudentRisk.estimate(returns, confidence: level)
        case "cornish-fisher": return try CornishFisherRisk.estimate(returns, confidence: level).risk
        case "age-weighted": return try AgeWeightedRisk.estimate(returns, confidence: level, decay: decay ?? 0.98)
        case "volatility-scaled": return try VolatilityScaledRisk.normal(returns, confidence: level, decay: decay ?? 0.94)
        case "filtered": return try VolatilityScaledRisk.historical(returns, confidence: level, decay: decay ?? 0.94)
        default: return try HistoricalRisk.estimate(returns, confidence: level)
        }
    }

    private static let performance: [NativeFunction] = [
        NativeFunction(
            "risk.measure", "A performance measure by its id in docs/measures.md, such as 'sharpe' or 'max_drawdown'.",
            [.text("id", ""), .vector("returns", "simple returns")],
            options: [.number("periods_per_year", "default 252"), .number("risk_free", "yearly, default 0")],
            results: [.number("value", "NaN where the measure is not defined")]
        ) { call in
            let id = try call.text(0)
            guard let measure = returnMeasures.first(where: { $0.id == id }) else {
                let near = nearestName(to: id, among: returnMeasures.map(\.id)).map { ": did you mean '\($0)'?" }
                throw NativeMistake("risk.measure: no measure '\(id)'\(near ?? ": docs/measures.md lists them")")
            }
            return [.number(measure.compute(try input(call, 1)))]
        },
        NativeFunction(
            "risk.measures", "All measures that need nothing but returns, by id.", [.vector("returns", "simple returns")],
            options: [.number("periods_per_year", "default 252"), .number("risk_free", "yearly, default 0")],
            results: [.table("values", "by id")]
        ) { call in
            let input = try input(call, 0)
            return [.record(returnMeasures.map { ($0.id, .number($0.compute(input))) })]
        },
    ]

    /// Measures of trades, exposure and benchmarks need more than a script hands over.
    private static let returnMeasures = MeasureCatalog.all.filter {
        !["Trades", "Benchmark"].contains($0.group) && !["exposure_time", "average_exposure", "buy_and_hold_return"].contains($0.id)
    }

    private static func input(_ call: NativeCall, _ position: Int) throws -> MeasureInput {
        let periods = try call.number(option: "periods_per_year") ?? 252
        guard periods > 0, periods < 1e9 else { throw NativeMistake("\(call.name): option 'periods_per_year' is \(periods): expected a number above 0") }
        return MeasureInput(
            returns: try call.vector(position, atLeast: 2), periodsPerYear: periods, riskFree: try call.number(option: "risk_free") ?? 0)
    }
}

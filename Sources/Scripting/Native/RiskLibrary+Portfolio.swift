import Numerics
import Optimization
import Risk

extension RiskLibrary {
    static let portfolio: [NativeFunction] = [
        NativeFunction(
            "risk.contributions", "What each position adds to the risk of the whole; the components sum to the total.",
            [.vector("weights", "one an asset"), .matrix("covariance", "or returns, for historical measures")],
            options: [
                .text("measure", "volatility (default), normal-var, normal-es, historical-var or historical-es"),
                .number("confidence", "of the others (default 0.95)"),
            ],
            results: [.table("report", "total, component, marginal, share: vectors named as the assets")]
        ) { call in
            let (matrix, names) = try call.matrix(1)
            try call.requireAssets(matrix.columns)
            return [report(try contributions(call, matrix, names), names)]
        },
        NativeFunction(
            "risk.diversification_ratio", "Weighted average volatility over the volatility of the whole (Choueifaty and Coignard 2008).",
            [.vector("weights", "one an asset"), .matrix("covariance", "")], results: [.number("ratio", "")]
        ) { call in [.number(try Diversification.ratio(weights: call.vector(0), covariance: covariance(call)))] },
        NativeFunction(
            "risk.effective_bets", "Effective number of uncorrelated bets (Meucci).",
            [.vector("weights", "one an asset"), .matrix("covariance", "")],
            options: [.text("method", "minimum-torsion (default) or principal")], results: [.number("bets", "")]
        ) { call in
            let method = try call.choice(option: "method", ["minimum-torsion", "principal"]) ?? "minimum-torsion"
            let (weights, covariance) = (try call.vector(0), try covariance(call))
            let bets = method == "principal"
                ? try Diversification.principalBets(weights: weights, covariance: covariance)
                : try Diversification.minimumTorsionBets(weights: weights, covariance: covariance)
            return [.number(bets.effectiveNumber)]
        },
        NativeFunction(
            "risk.concentration", "Herfindahl index of the weights and what it makes in equal positions.", [.vector("weights", "")],
            results: [.number("herfindahl", ""), .number("effective_positions", "")]
        ) { call in
            let found = try Concentration(weights: call.vector(0))
            return [.number(found.herfindahl), .number(found.effectivePositions)]
        },
        NativeFunction(
            "risk.factors", "Regression of returns on factors: exposures with t-statistics.",
            [.vector("returns", "simple returns"), .matrix("factors", "one row a period, one column a factor")],
            results: [.table("fit", "alpha, beta (named), t (named; the intercept's is alpha_t), r_squared, adjusted_r_squared")]
        ) { call in
            let (factors, names) = try call.matrix(1)
            let labels = names.isEmpty ? (1...max(1, factors.columns)).map { "factor \($0)" } : names
            let fit = try FactorRegression(returns: call.vector(0, atLeast: 3), factors: factors, names: labels)
            let (alpha, betas) = (fit.coefficients[0], fit.coefficients.dropFirst())
            return [.record([
                ("alpha", .number(alpha.value)), ("alpha_t", .number(alpha.tStatistic)),
                ("beta", .vector(betas.map(\.value), names: labels)), ("t", .vector(betas.map(\.tStatistic), names: labels)),
                ("r_squared", .number(fit.rSquared)), ("adjusted_r_squared", .number(fit.adjustedRSquared)),
            ])]
        },
    ]

    private static func covariance(_ call: NativeCall) throws -> Matrix {
        let found = try call.matrix(1).matrix
        try call.requireAssets(found.columns)
        return found
    }

    private static func contributions(_ call: NativeCall, _ matrix: Matrix, _ names: [String]) throws -> RiskContributions {
        let weights = try call.vector(0)
        let measures = ["volatility", "normal-var", "normal-es", "historical-var", "historical-es"]
        let measure = try call.choice(option: "measure", measures) ?? "volatility"
        let level = try call.number(option: "confidence") ?? 0.95
        switch measure {
        case "normal-var": return try .normalValueAtRisk(weights: weights, covariance: matrix, confidence: level, names: names)
        case "normal-es": return try .normalExpectedShortfall(weights: weights, covariance: matrix, confidence: level, names: names)
        case "historical-var": return try .historicalValueAtRisk(weights: weights, returns: matrix, confidence: level, names: names)
        case "historical-es": return try .historicalExpectedShortfall(weights: weights, returns: matrix, confidence: level, names: names)
        default: return try .volatility(weights: weights, covariance: matrix, names: names)
        }
    }

    private static func report(_ found: RiskContributions, _ names: [String]) -> NativeValue {
        func column(_ value: (RiskContributions.Position) -> Double) -> NativeValue { .vector(found.positions.map(value), names: names) }
        return .record([
            ("total", .number(found.total)), ("component", column(\.component)), ("marginal", column(\.marginal)), ("share", column(\.share)),
        ])
    }

    static let stresses: [NativeFunction] = [
        NativeFunction(
            "risk.stress", "The loss of a portfolio at a confidence when volatility jumps or correlations rise.",
            [.vector("weights", "one an asset"), .matrix("covariance", "per period")],
            options: [
                .number("volatility", "factor on all volatilities, such as 3"),
                .number("correlation", "part of the way of all correlations to one, from 0 to 1"), .number("confidence", "default 0.99"),
            ],
            results: [.table("result", "loss, before, contributions (named)")]
        ) { call in
            let (covariance, names) = try call.matrix(1)
            try call.requireAssets(covariance.columns)
            let weights = try call.vector(0)
            let level = try call.number(option: "confidence") ?? 0.99
            switch (try call.number(option: "volatility"), try call.number(option: "correlation")) {
            case (let factor?, nil):
                return [stressed(try CovarianceStress.volatilitySpike(weights: weights, covariance: covariance, factor: factor, confidence: level, names: names), names)]
            case (nil, let part?):
                return [stressed(try CovarianceStress.correlation(weights: weights, covariance: covariance, stress: .towardOne(part), confidence: level, names: names), names)]
            default: throw NativeMistake("risk.stress: give one of the options volatility and correlation")
            }
        },
        NativeFunction(
            "risk.worst_window", "The worst run of so many successive periods of the past, at today's weights.",
            [.vector("weights", "one an asset"), .matrix("returns", "one row a period"), .whole("periods", "1 or more")],
            results: [.table("result", "loss, contributions (named)")]
        ) { call in
            let (returns, names) = try call.matrix(1)
            let result = try HistoricalStress.worst(periods: call.whole(2, atLeast: 1), weights: call.vector(0), returns: returns, names: names)
            return [stressed(result, names)]
        },
        NativeFunction(
            "risk.liquidation_days", "Days to sell each position at a share of its daily volume; the largest is the book's.",
            [.vector("quantities", ""), .vector("prices", ""), .vector("volumes", "a day, in units")],
            options: [.number("participation", "share of the volume, default 0.1")],
            results: [.number("days", "of the whole"), .vector("by_position", "")]
        ) { call in
            let (quantities, names) = try call.named(0)
            let found = try LiquidationTime(
                quantities: quantities, prices: call.vector(1), volumes: call.vector(2),
                participation: call.number(option: "participation") ?? 0.1, names: names)
            return [.number(found.days), .vector(found.positions.map(\.days), names: names)]
        },
    ]

    private static func stressed(_ result: StressResult, _ names: [String]) -> NativeValue {
        .record([
            ("loss", .number(result.loss)), ("before", .number(result.unstressed)),
            ("contributions", .vector(result.contributions.map(\.loss), names: names)),
        ])
    }
}

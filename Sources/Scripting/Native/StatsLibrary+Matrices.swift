import Numerics
import Optimization

extension StatsLibrary {
    static let matrices: [NativeFunction] = [
        NativeFunction(
            "stats.covariance", "Covariance matrix of the columns, per period.", [.matrix("returns", "one row a period, one column an asset")],
            options: covarianceOptions,
            results: [.matrix("covariance", "named as the columns"), .table("estimate", "shrinkage, effective_rows, condition_number")]
        ) { call in
            let (returns, names) = try call.matrix(0)
            try call.requireAssets(returns.columns)
            let estimate = try CovarianceEstimate(of: returns, by: method(call))
            return [
                .matrix(estimate.matrix, names: names),
                .record([
                    ("shrinkage", .number(estimate.shrinkage)), ("effective_rows", .number(estimate.effectiveRows)),
                    ("condition_number", .number(estimate.matrix.symmetricConditionNumber)),
                ]),
            ]
        },
        NativeFunction(
            "stats.correlation", "Correlation matrix of the columns; of the covariance that the options name.",
            [.matrix("returns", "one row a period, one column an asset")], options: covarianceOptions,
            results: [.matrix("correlation", "named as the columns")]
        ) { call in
            let (returns, names) = try call.matrix(0)
            try call.requireAssets(returns.columns)
            return [.matrix(try CovarianceEstimate(of: returns, by: method(call)).matrix.correlationOfCovariance(), names: names)]
        },
        NativeFunction(
            "stats.rolling_correlation", "Correlation of two vectors over a sliding window, one element a full window.",
            [.vector("x", "finite numbers"), .vector("y", "as many"), .whole("window", "2 or more")], results: [.vector("correlations", "")]
        ) { call in [.vector(try rollingCorrelation(call.vector(0), call.vector(1), window: call.whole(2, atLeast: 2)))] },
        NativeFunction(
            "stats.column_means", "Mean of each column.", [.matrix("returns", "one row a period")], results: [.vector("means", "named as the columns")]
        ) { call in
            let (returns, names) = try call.matrix(0)
            return [.vector((0..<returns.columns).map { mean(returns.column($0)) }, names: names)]
        },
        NativeFunction(
            "stats.multiply", "Product of a matrix with a matrix or a vector.", [.matrix("a", "m × n"), .matrix("b", "n × k matrix, or a vector of n")],
            results: [.matrix("product", "m × k, or a vector of m")]
        ) { call in
            let (a, names) = try call.matrix(0)
            if case .matrix = call[1] {
                let (b, columns) = try call.matrix(1)
                guard a.columns == b.rows else { throw shape(a, "\(b.rows) × \(b.columns) matrix") }
                try call.requireAssets(max(a.rows, b.columns))
                return [.matrix(a.times(b), names: columns)]
            }
            let x = try call.vector(1)
            guard a.columns == x.count else { throw shape(a, "vector of \(x.count)") }
            return [.vector(a.times(x), names: a.isSquare ? names : [])]
        },
    ]

    private static func shape(_ a: Matrix, _ other: String) -> NativeMistake {
        NativeMistake("stats.multiply: a \(a.rows) × \(a.columns) matrix and a \(other): expected as many rows as the first has columns")
    }

    static let covarianceOptions: [NativeFunction.Parameter] = [
        .text("method", covarianceMethods.joined(separator: ", ") + " (default sample)"),
        .number("half_life", "periods, of ewm (default 60)"),
    ]
    static let covarianceMethods = ["sample", "ledoit-wolf", "ledoit-wolf-cc", "oas", "ewm", "gerber", "denoised", "semi"]

    /// The estimator that the options `key` and `half_life` name.
    static func method(_ call: NativeCall, key: String = "method") throws -> CovarianceMethod {
        let halfLife = try call.number(option: "half_life")
        let name = try call.choice(option: key, covarianceMethods) ?? "sample"
        if let halfLife {
            guard name == "ewm" else { throw NativeMistake("\(call.name): option 'half_life' is for \(key) = 'ewm' only") }
            guard halfLife > 0, halfLife < 1e9 else { throw NativeMistake("\(call.name): option 'half_life' is \(halfLife): expected a number above 0") }
        }
        switch name {
        case "ledoit-wolf": return .ledoitWolf(.identity)
        case "ledoit-wolf-cc": return .ledoitWolf(.constantCorrelation())
        case "oas": return .oracleApproximating
        case "ewm": return .exponential(ExponentialWeights(halfLife: halfLife ?? 60))
        case "gerber": return .gerber()
        case "denoised": return .denoised()
        case "semi": return .semi()
        default: return .sample()
        }
    }

    static let resampling: [NativeFunction] = [
        NativeFunction(
            "stats.bootstrap", "Bootstrap distribution of a statistic of a series, keeping its dependence in time.",
            [.vector("x", "finite numbers, at least 10")],
            options: [
                .text("statistic", "mean (default), stdev, sharpe (mean / stdev, per period) or median"),
                .number("block", "mean block length; chosen by Politis and White's rule when absent"), .whole("resamples", "default 1000, at most 20000"),
                .number("confidence", "default 0.95"), .whole("seed", "default 1"),
            ],
            results: [.table("result", "estimate, standard_error, low, high (BCa), block")]
        ) { call in
            let x = try call.vector(0, atLeast: 10)
            let name = try call.choice(option: "statistic", ["mean", "stdev", "sharpe", "median"]) ?? "mean"
            let block = try call.number(option: "block") ?? max(1, min(optimalBlockLength(x).stationary, Double(x.count)))
            let resamples = try call.whole(option: "resamples", atLeast: 10) ?? 1_000
            guard resamples <= 20_000, resamples * x.count <= 50_000_000 else {
                throw NativeMistake("stats.bootstrap: option 'resamples' is \(resamples) of \(x.count) elements: expected at most 20000, and 50 million elements in all")
            }
            let seed = UInt64(try call.whole(option: "seed", atLeast: 0) ?? 1)
            let drawn = try bootstrap(
                x, resamples: resamples, scheme: .stationary(meanBlockLength: block), stream: RandomStream(seed: seed, stream: "bootstrap")
            ) { sample in statistic(name, sample) }
            let interval = try drawn.interval(.bca, confidence: call.number(option: "confidence") ?? 0.95)
            let fields = [
                ("estimate", drawn.estimate), ("standard_error", drawn.standardError), ("low", interval.lowerBound),
                ("high", interval.upperBound), ("block", block),
            ]
            return [.record(fields.map { ($0.0, .number($0.1)) })]
        }
    ]

    private static func statistic(_ name: String, _ x: [Double]) -> Double {
        switch name {
        case "stdev": standardDeviation(x)
        case "sharpe": standardDeviation(x) > 0 ? mean(x) / standardDeviation(x) : 0
        case "median": quantile(sorted: x.sorted(), 0.5)
        default: mean(x)
        }
    }
}

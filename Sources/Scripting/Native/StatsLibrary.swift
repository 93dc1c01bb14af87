import Glibc
import Numerics
import Optimization

/// `stats`: moments, tests, correlation and covariance.
enum StatsLibrary {
    static let functions = moments + distributions + tests + matrices + resampling

    private static func moment(_ name: String, _ summary: String, atLeast least: Int, _ f: @escaping @Sendable ([Double]) -> Double) -> NativeFunction {
        NativeFunction("stats.\(name)", summary, [.vector("x", "finite numbers, at least \(least)")], results: [.number(name, "")]) { call in
            [.number(f(try call.vector(0, atLeast: least)))]
        }
    }

    private static let moments: [NativeFunction] = [
        moment("mean", "Arithmetic mean.", atLeast: 1) { mean($0) },
        moment("sum", "Sum, in one fixed order.", atLeast: 1) { sum($0) },
        moment("variance", "Variance with one degree of freedom taken off.", atLeast: 2) { variance($0) },
        moment("stdev", "Standard deviation with one degree of freedom taken off.", atLeast: 2) { standardDeviation($0) },
        moment("skewness", "Adjusted Fisher-Pearson skewness, as pandas; NaN where no values differ.", atLeast: 3) { skewness($0) },
        moment("kurtosis", "Excess kurtosis, as pandas; NaN where no values differ.", atLeast: 4) { excessKurtosis($0) },
        moment("median", "The middle value.", atLeast: 1) { quantile(sorted: $0.sorted(), 0.5) },
        moment("min", "The smallest value.", atLeast: 1) { $0.min() ?? .nan },
        moment("max", "The largest value.", atLeast: 1) { $0.max() ?? .nan },
        NativeFunction(
            "stats.quantile", "Quantile by linear interpolation (type 7, as NumPy).",
            [.vector("x", "finite numbers"), .number("p", "from 0 to 1")], results: [.number("quantile", "")]
        ) { call in
            let p = try call.number(1)
            guard (0...1).contains(p) else { throw NativeMistake("stats.quantile: argument 2 is \(p): expected a number from 0 to 1") }
            return [.number(quantile(sorted: try call.vector(0).sorted(), p))]
        },
        NativeFunction(
            "stats.ranks", "Ranks from 1, ties sharing their average.", [.vector("x", "finite numbers")], results: [.vector("ranks", "")]
        ) { call in
            let (x, names) = try call.named(0)
            return [.vector(averageRanks(x).ranks, names: names)]
        },
        NativeFunction(
            "stats.zscores", "(x − mean) / standard deviation, of each element; zeros where no values differ.",
            [.vector("x", "finite numbers, at least 2")], results: [.vector("scores", "")]
        ) { call in
            let (x, names) = try call.named(0, atLeast: 2)
            let (center, spread) = (mean(x), standardDeviation(x))
            return [.vector(x.map { spread > 0 ? ($0 - center) / spread : 0 }, names: names)]
        },
        NativeFunction(
            "stats.returns", "Simple returns of successive prices: one element fewer.", [.vector("prices", "positive numbers, at least 2")],
            results: [.vector("returns", "")]
        ) { call in [.vector(try changes(call) { $1 / $0 - 1 })] },
        NativeFunction(
            "stats.log_returns", "Log returns of successive prices: one element fewer.", [.vector("prices", "positive numbers, at least 2")],
            results: [.vector("returns", "")]
        ) { call in [.vector(try changes(call) { log($1 / $0) })] },
    ]

    private static func changes(_ call: NativeCall, _ f: (Double, Double) -> Double) throws -> [Double] {
        let prices = try call.vector(0, atLeast: 2)
        if let bad = prices.firstIndex(where: { $0 <= 0 }) {
            throw NativeMistake("\(call.name): argument 1, element \(bad + 1) is \(prices[bad]): expected prices above 0")
        }
        return zip(prices, prices.dropFirst()).map { f($0, $1) }
    }

    private static let distributions: [NativeFunction] = [
        distribution("normal_cdf", "Standard normal distribution function.", "x", []) { call, x in normalCDF(x) },
        distribution("normal_quantile", "Standard normal quantile.", "p", []) { call, p in
            try NormalDistribution(mean: 0, standardDeviation: 1).quantile(p)
        },
        distribution("t_cdf", "Student's t distribution function.", "x", ["df"]) { call, x in
            try StudentTDistribution(degreesOfFreedom: call.number(1)).cdf(x)
        },
        distribution("t_quantile", "Student's t quantile.", "p", ["df"]) { call, p in
            try StudentTDistribution(degreesOfFreedom: call.number(1)).quantile(p)
        },
        distribution("chi_square_cdf", "Chi-square distribution function.", "x", ["df"]) { call, x in
            try ChiSquareDistribution(degreesOfFreedom: call.number(1)).cdf(x)
        },
        distribution("chi_square_quantile", "Chi-square quantile.", "p", ["df"]) { call, p in
            try ChiSquareDistribution(degreesOfFreedom: call.number(1)).quantile(p)
        },
        distribution("f_cdf", "F distribution function.", "x", ["numerator_df", "denominator_df"]) { call, x in
            try FDistribution(numeratorDegrees: call.number(1), denominatorDegrees: call.number(2)).cdf(x)
        },
        distribution("beta_cdf", "Beta distribution function.", "x", ["alpha", "beta"]) { call, x in
            try BetaDistribution(alpha: call.number(1), beta: call.number(2)).cdf(x)
        },
    ]

    private static func distribution(
        _ name: String, _ summary: String, _ argument: String, _ more: [String], _ f: @escaping @Sendable (NativeCall, Double) throws -> Double
    ) -> NativeFunction {
        let parameters: [NativeFunction.Parameter] =
            [.number(argument, argument == "p" ? "probability, from 0 to 1" : "")] + more.map { .number($0, "above 0") }
        return NativeFunction("stats.\(name)", summary, parameters, results: [.number("value", "")]) { call in
            [.number(try f(call, call.number(0)))]
        }
    }

    private static let tests: [NativeFunction] = [
        pairTest("welch", "Welch's t test of two means; variances may differ.") { x, y, side in
            let test = try welchTest(x, y, alternative: side)
            return [("statistic", test.statistic), ("p_value", test.pValue), ("df", test.degreesOfFreedom), ("difference", test.meanDifference)]
        },
        pairTest("mann_whitney", "Mann-Whitney U test; exact for small samples, else normal with tie and continuity correction.") { x, y, side in
            let test = try mannWhitneyTest(x, y, alternative: side)
            return [("statistic", test.statistic), ("p_value", test.pValue), ("effect", test.effectSize)]
        },
        pairTest("pearson", "Pearson's correlation and its t test.") { x, y, side in
            let test = try pearsonTest(x, y, alternative: side)
            return [("coefficient", test.coefficient), ("p_value", test.pValue), ("statistic", test.statistic)]
        },
        pairTest("spearman", "Spearman's rank correlation and its t test.") { x, y, side in
            let test = try spearmanTest(x, y, alternative: side)
            return [("coefficient", test.coefficient), ("p_value", test.pValue), ("statistic", test.statistic)]
        },
        NativeFunction(
            "stats.jarque_bera", "Jarque-Bera test of normality.", [.vector("x", "finite numbers")],
            results: [.table("test", "statistic, p_value, skewness, kurtosis")]
        ) { call in
            let test = try jarqueBeraTest(call.vector(0))
            return [numbers([
                ("statistic", test.statistic), ("p_value", test.pValue), ("skewness", test.skewness), ("kurtosis", test.excessKurtosis),
            ])]
        },
        NativeFunction(
            "stats.ljung_box", "Ljung-Box test of autocorrelation up to a lag.", [.vector("x", "finite numbers"), .whole("lags", "1 or more")],
            results: [.table("test", "statistic, p_value, autocorrelations")]
        ) { call in
            let test = try ljungBoxTest(call.vector(0), lags: call.whole(1, atLeast: 1))
            return [.record([
                ("statistic", .number(test.statistic)), ("p_value", .number(test.pValue)), ("autocorrelations", .vector(test.autocorrelations)),
            ])]
        },
        NativeFunction(
            "stats.adf", "Augmented Dickey-Fuller test of a unit root, with MacKinnon's p-value.", [.vector("x", "finite numbers")],
            options: [.text("trend", "none, constant (default), linear or quadratic"), .whole("lags", "fixed; chosen by AIC when absent")],
            results: [.table("test", "statistic, p_value, lags, critical_1, critical_5, critical_10")]
        ) { call in
            let trend = try call.choice(option: "trend", DickeyFullerTest.Trend.allCases.map(\.rawValue)) ?? "constant"
            let lags = try call.whole(option: "lags", atLeast: 0)
            let test = try dickeyFullerTest(
                call.vector(0), trend: DickeyFullerTest.Trend(rawValue: trend) ?? .constant, lags: lags.map { .fixed($0) } ?? .aic(maximum: nil))
            return [numbers([
                ("statistic", test.statistic), ("p_value", test.pValue), ("lags", Double(test.lags)),
                ("critical_1", test.criticalValues.onePercent), ("critical_5", test.criticalValues.fivePercent),
                ("critical_10", test.criticalValues.tenPercent),
            ])]
        },
    ]

    private static func pairTest(
        _ name: String, _ summary: String, _ f: @escaping @Sendable ([Double], [Double], Alternative) throws -> [(String, Double)]
    ) -> NativeFunction {
        NativeFunction(
            "stats.\(name)", summary, [.vector("x", "finite numbers"), .vector("y", "finite numbers")],
            options: [.text("alternative", "two-sided (default), less or greater: of x against y")],
            results: [.table("test", "statistic, p_value and what else the test gives")]
        ) { call in
            let side = try call.choice(option: "alternative", Alternative.allCases.map(\.rawValue)) ?? "two-sided"
            return [numbers(try f(call.vector(0, atLeast: 2), call.vector(1, atLeast: 2), Alternative(rawValue: side) ?? .twoSided))]
        }
    }

    private static func numbers(_ fields: [(String, Double)]) -> NativeValue { .record(fields.map { ($0.0, .number($0.1)) }) }
}

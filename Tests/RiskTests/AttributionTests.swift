import Glibc
import Numerics
import XCTest

@testable import Risk

/// Regression against statsmodels; effects that sum to what they explain.
final class AttributionTests: XCTestCase {
    private func factors(_ data: RiskReference) -> Matrix { Matrix(columns: ["XOM", "JPM", "MSFT"].map { data.column($0) }) }

    func testRegressionAgainstStatsmodels() throws {
        let data = try reference()
        let cases: [(String, FactorRegression.Errors)] = [
            ("ols", .classic), ("hac", .neweyWest(lags: 5)), ("hacc", .neweyWest(lags: 5, corrected: true)),
        ]
        for (name, errors) in cases {
            let fit = try FactorRegression(
                returns: data.column("AAPL"), factors: factors(data), names: ["XOM", "JPM", "MSFT"], errors: errors)
            XCTAssertEqual(fit.coefficients.map(\.name), ["alpha", "XOM", "JPM", "MSFT"])
            for (k, coefficient) in fit.coefficients.enumerated() {
                try assert(coefficient.value, "\(name)_b\(k)", relative: 1e-10)
                try assert(coefficient.standardError, "\(name)_se\(k)", relative: 1e-10)
                try assert(coefficient.tStatistic, "\(name)_t\(k)", relative: 1e-10)
                try assert(coefficient.pValue, "\(name)_p\(k)", relative: 1e-8)
            }
            try assert(fit.rSquared, "\(name)_r2", relative: 1e-11)
            try assert(fit.adjustedRSquared, "\(name)_ar2", relative: 1e-11)
            XCTAssertEqual(fit.degreesOfFreedom, 1_496)
        }
        let raw = try FactorRegression(returns: data.column("AAPL"), factors: factors(data), intercept: false)
        try assert(raw.rSquared, "raw_r2", relative: 1e-11)
        try assert(raw.adjustedRSquared, "raw_ar2", relative: 1e-11)
        try assert(raw.coefficients[0].value, "raw_b0", relative: 1e-10)
    }

    func testRegressionOnTheBenchmarkAloneIsTheMarketModelOfTheMeasures() throws {
        let data = try reference()
        let input = MeasureInput(returns: data.column("AAPL"), periodsPerYear: 252, benchmarkReturns: data.column("XOM"))
        let fit = try FactorRegression(returns: data.column("AAPL"), factors: Matrix(columns: [data.column("XOM")]))
        XCTAssertEqual(fit.coefficients[1].value, MeasureCatalog.find("beta")?.compute(input) ?? .nan, accuracy: 1e-12)
        XCTAssertEqual(252 * fit.coefficients[0].value, MeasureCatalog.find("alpha")?.compute(input) ?? .nan, accuracy: 1e-12)
        XCTAssertEqual(fit.rSquared, MeasureCatalog.find("r_squared")?.compute(input) ?? .nan, accuracy: 1e-12)
    }

    func testRegressionRefusesWhatItCannotSolve() {
        let x: [Double] = [0.1, -0.2, 0.3, 0.4, -0.5]
        let y: [Double] = [0.2, 0.1, 0.3, -0.1, 0.2]
        assertRefused(
            "b is constant or",
            try FactorRegression(returns: y, factors: Matrix(columns: [x, x.map { 2 * $0 }]), names: ["a", "b"]))
        assertRefused(
            "flat is constant or", try FactorRegression(returns: y, factors: Matrix(columns: [[1, 1, 1, 1, 1]]), names: ["flat"]))
        assertRefused(
            "more than the 2 coefficients", try FactorRegression(returns: [0.1, 0.2], factors: Matrix(columns: [[0.1, 0.3]])))
        assertRefused("factors[3, 0] is nan", try FactorRegression(returns: y, factors: Matrix(columns: [[0, 1, 2, .nan, 3]])))
        assertRefused("expected 5 rows", try FactorRegression(returns: y, factors: Matrix(columns: [[0, 1]])))
        assertRefused("lags is 9", try FactorRegression(returns: y, factors: Matrix(columns: [x]), errors: .neweyWest(lags: 9)))
    }

    func testARegressionOfZerosHasCoefficientsOfZero() throws {
        let fit = try FactorRegression(returns: [0, 0, 0, 0, 0], factors: Matrix(columns: [[0.1, -0.2, 0.3, 0.4, -0.5]]))
        XCTAssertEqual(fit.coefficients.map(\.value), [0, 0])
        XCTAssertTrue(fit.rSquared.isNaN)
        XCTAssertTrue(fit.coefficients[1].pValue.isNaN)
    }

    private func period(_ random: inout RandomStream) throws -> BrinsonFachler {
        let raw = (0..<4).map { _ in random.uniform() }
        let other = (0..<4).map { _ in random.uniform() }
        let (a, b) = (raw.reduce(0, +), other.reduce(0, +))
        return try BrinsonFachler(
            (0..<4).map {
                .init(
                    name: "s\($0)", portfolioWeight: raw[$0] / a, benchmarkWeight: other[$0] / b,
                    portfolioReturn: 0.1 * random.normal(),
                    benchmarkReturn: 0.1 * random.normal())
            })
    }

    func testBrinsonFachlerByHand() throws {
        let result = try BrinsonFachler([
            .init(name: "stocks", portfolioWeight: 0.7, benchmarkWeight: 0.6, portfolioReturn: 0.08, benchmarkReturn: 0.06),
            .init(name: "bonds", portfolioWeight: 0.2, benchmarkWeight: 0.4, portfolioReturn: 0.02, benchmarkReturn: 0.03),
            .init(name: "cash", portfolioWeight: 0.1, benchmarkWeight: 0, portfolioReturn: 0.01, benchmarkReturn: 0.01),
        ])
        XCTAssertEqual(result.benchmarkReturn, 0.048, accuracy: 1e-15)
        XCTAssertEqual(result.effects[0].allocation, 0.1 * 0.012, accuracy: 1e-15)
        XCTAssertEqual(result.effects[0].selection, 0.6 * 0.02, accuracy: 1e-15)
        XCTAssertEqual(result.effects[1].interaction, -0.2 * -0.01, accuracy: 1e-15)
        XCTAssertEqual(result.effects[2].allocation, 0.1 * (0.01 - 0.048), accuracy: 1e-15)
        XCTAssertEqual(result.effects.reduce(0) { $0 + $1.total }, result.activeReturn, accuracy: 1e-15)
        assertRefused(
            "add a segment for cash",
            try BrinsonFachler([
                .init(name: "a", portfolioWeight: 0.9, benchmarkWeight: 1, portfolioReturn: 0, benchmarkReturn: 0)
            ]))
    }

    func testLinkedEffectsSumToTheCompoundedActiveReturn() throws {
        var random = RandomStream(seed: 5, stream: "attribution")
        for _ in 0..<50 {
            let periods = try (0..<12).map { _ in try period(&random) }
            for method in [LinkedAttribution.Method.carino, .menchero] {
                let linked = try LinkedAttribution(periods, method: method)
                let growth =
                    periods.reduce(1) { $0 * (1 + $1.portfolioReturn) } - periods.reduce(1) { $0 * (1 + $1.benchmarkReturn) }
                XCTAssertEqual(linked.activeReturn, growth, accuracy: 1e-12)
                XCTAssertEqual(linked.effects.reduce(0) { $0 + $1.total }, linked.activeReturn, accuracy: 1e-12, "\(method)")
            }
            let one = try LinkedAttribution([periods[0]], method: .menchero)
            XCTAssertEqual(one.effects[0].allocation, periods[0].effects[0].allocation, accuracy: 1e-12)
        }
    }

    func testLinkingPeriodsThatEqualTheBenchmark() throws {
        let same = try BrinsonFachler([
            .init(name: "a", portfolioWeight: 1, benchmarkWeight: 1, portfolioReturn: 0.05, benchmarkReturn: 0.05)
        ])
        for method in [LinkedAttribution.Method.carino, .menchero] {
            let linked = try LinkedAttribution([same, same], method: method)
            XCTAssertEqual(linked.coefficients.map { ($0 * 1e12).rounded() / 1e12 }, [1.05, 1.05])
            XCTAssertEqual(linked.activeReturn, 0)
        }
    }

    func testStrategiesAddUpAtEachTime() throws {
        var random = RandomStream(seed: 9, stream: "strategies")
        let contributions = Matrix(rows: (0..<300).map { _ in (0..<5).map { _ in 0.01 * random.normal() } })
        let result = try StrategyAttribution(contributions: contributions)
        for t in 0..<300 { XCTAssertEqual(result.paths.row(t).reduce(0, +), result.cumulative[t], accuracy: 1e-12) }
        XCTAssertEqual(result.paths[0, 2], contributions[0, 2], accuracy: 1e-15)
        XCTAssertEqual(result.cumulative[299], (0..<300).reduce(1) { $0 * (1 + sum(contributions.row($1))) } - 1, accuracy: 1e-12)
        assertRefused("row 1 sums to -1.0", try StrategyAttribution(contributions: Matrix(rows: [[0.1, 0.1], [-0.5, -0.5]])))
    }
}

import Glibc
import XCTest

@testable import Numerics

/// Against scipy 1.17.1 and statsmodels 0.15.0 on the series of `ReferenceSeries` and the S&P 500's closes.
final class SeriesTests: XCTestCase {
    private let dependent = ReferenceSeries.autoregressive(5, 1, 500, 0.6)

    /// scipy.stats.jarque_bera, skew, kurtosis.
    func testJarqueBera() throws {
        let test = try jarqueBeraTest(dependent)
        XCTAssertEqual(test.statistic, 4.983526235750214, accuracy: 1e-12)
        XCTAssertEqual(test.pValue, 0.0827639153217017, accuracy: 1e-13)
        XCTAssertEqual(test.skewness, 0.028021764448171393, accuracy: 1e-14)
        XCTAssertEqual(test.excessKurtosis, -0.4858686882120056, accuracy: 1e-13)
        XCTAssertEqual(try jarqueBeraTest(ReferenceSeries.returns("sp500")).statistic, 14564.487089973061, accuracy: 1e-7)
    }

    /// statsmodels.stats.diagnostic.acorr_ljungbox(x, lags=[h], model_df=…).
    func testLjungBox() throws {
        let one = try ljungBoxTest(dependent, lags: 1)
        XCTAssertEqual(one.statistic, 158.4223725068483, accuracy: 1e-10)
        XCTAssertEqual(one.pValue / 2.502368762874548e-36, 1, accuracy: 1e-11)
        XCTAssertEqual(try ljungBoxTest(dependent, lags: 10).statistic, 256.0878736176027, accuracy: 1e-10)
        let fitted = try ljungBoxTest(ReferenceSeries.uniforms(5, 3, 300), lags: 10, fittedParameters: 2)
        XCTAssertEqual(fitted.statistic, 5.568413462862763, accuracy: 1e-11)
        XCTAssertEqual(fitted.pValue, 0.6954491410225425, accuracy: 1e-12)
        let real = try ljungBoxTest(ReferenceSeries.returns("sp500"), lags: 10)
        XCTAssertEqual(real.pValue / 8.232572576691975e-09, 1, accuracy: 1e-9)
    }

    /// LR = 2(binom.logpmf(x, n, x/n) − binom.logpmf(x, n, p)), chi2.sf(LR, 1).
    func testKupiec() throws {
        for (x, n, rate, statistic, p) in [
            (0, 250, 0.01, 5.025167926750721, 0.024981503053449754), (4, 250, 0.01, 0.7691383643858423, 0.3804837382389553),
            (17, 255, 0.05, 1.356191764045711, 0.24419857403439954), (250, 250, 0.01, 2302.5850929940457, 0),
        ] {
            let test = try kupiecTest(violations: x, observations: n, expectedRate: rate)
            XCTAssertEqual(test.statistic, statistic, accuracy: 1e-11)
            XCTAssertEqual(test.pValue, p, accuracy: 1e-12)
        }
        XCTAssertEqual(try kupiecTest(violations: 5, observations: 100, expectedRate: 0.05).statistic, 0, accuracy: 1e-13)
    }

    func testChristoffersenIsTheLikelihoodRatioOfTheChain() throws {
        let uniforms = ReferenceSeries.uniforms(9, 1, 600)
        var last = false
        let violations = uniforms.map { u in
            last = u < (last ? 0.3 : 0.04)
            return last
        }
        let test = try christoffersenTest(violations, expectedRate: 0.05)
        // The two log-likelihoods of the definition, each written out.
        func logLikelihood(_ rate: (Bool) -> Double) -> Double {
            zip(violations, violations.dropFirst()).reduce(0) { $0 + log($1.1 ? rate($1.0) : 1 - rate($1.0)) }
        }
        let t = test.transitions
        let chain = [Double(t[0][1]) / Double(t[0][0] + t[0][1]), Double(t[1][1]) / Double(t[1][0] + t[1][1])]
        let single = Double(t[0][1] + t[1][1]) / 599
        let expected = 2 * (logLikelihood { chain[$0 ? 1 : 0] } - logLikelihood { _ in single })
        XCTAssertEqual(test.independenceStatistic, expected, accuracy: 1e-10)
        XCTAssertEqual(t.flatMap { $0 }.reduce(0, +), 599)
        XCTAssertEqual(test.conditionalStatistic, test.coverage.statistic + expected, accuracy: 1e-10)
        let square = try ChiSquareDistribution(degreesOfFreedom: 1)
        XCTAssertEqual(test.independencePValue, square.survival(expected), accuracy: 1e-12)
        XCTAssertEqual(
            test.conditionalPValue, try ChiSquareDistribution(degreesOfFreedom: 2).survival(test.conditionalStatistic),
            accuracy: 1e-13)
        XCTAssertEqual(try christoffersenTest(Array(repeating: false, count: 9), expectedRate: 0.01).independencePValue, 1)
        XCTAssertEqual(try christoffersenTest(Array(repeating: true, count: 9), expectedRate: 0.01).independenceStatistic, 0)
    }

    /// statsmodels.tsa.stattools.adfuller(x, regression=…), then with maxlag=3, autolag=None.
    func testDickeyFuller() throws {
        try LinearAlgebra.require()
        let walk = ReferenceSeries.walk(5, 4, 300)
        let trends: [DickeyFullerTest.Trend] = [.none, .constant, .linear, .quadratic]
        let chosen = [
            (-0.11372675271389851, 0.6451826671203057), (-0.06917695056332691, 0.9524233942708187),
            (-2.100204925294629, 0.545982009925417), (-2.051099992752312, 0.7964980137465882),
        ]
        let fixed = [
            (-0.049434150228432845, 0.6675928135329604), (0.0267446991338927, 0.9606887550425052),
            (-1.955725842111619, 0.6253287888589328), (-1.9142081403613713, 0.8476155405615967),
        ]
        let fivePercent = [-1.9419347991101983, -2.8712554127251764, -3.425276382171434, -3.852285637617725]
        for (index, trend) in trends.enumerated() {
            let test = try dickeyFullerTest(walk, trend: trend)
            XCTAssertEqual(test.statistic, chosen[index].0, accuracy: 1e-9)
            XCTAssertEqual(test.pValue, chosen[index].1, accuracy: 1e-9)
            XCTAssertEqual(test.lags, 0)
            XCTAssertEqual(test.observations, 299)
            XCTAssertEqual(test.criticalValues.fivePercent, fivePercent[index], accuracy: 1e-13)
            let three = try dickeyFullerTest(walk, trend: trend, lags: .fixed(3))
            XCTAssertEqual(three.statistic, fixed[index].0, accuracy: 1e-9)
            XCTAssertEqual(three.pValue, fixed[index].1, accuracy: 1e-9)
            XCTAssertEqual(three.observations, 296)
        }
        let stationary = try dickeyFullerTest(dependent, trend: .quadratic)
        XCTAssertEqual(stationary.statistic, -11.849349970611033, accuracy: 1e-9)
        XCTAssertEqual(stationary.pValue / 3.792914110273312e-19, 1, accuracy: 1e-7)
    }

    /// adfuller(close), adfuller(returns, regression='ct'): 18 and 20 lags by AIC.
    func testDickeyFullerOfRealPrices() throws {
        try LinearAlgebra.require()
        let prices = try dickeyFullerTest(ReferenceSeries.closes("sp500"))
        XCTAssertEqual(prices.statistic, 0.08911877905874999, accuracy: 1e-9)
        XCTAssertEqual(prices.pValue, 0.9653102821727894, accuracy: 1e-9)
        XCTAssertEqual(prices.lags, 18)
        XCTAssertEqual(prices.observations, 5012)
        let returns = try dickeyFullerTest(ReferenceSeries.returns("sp500"), trend: .linear)
        XCTAssertEqual(returns.statistic, -16.602087089753915, accuracy: 1e-8)
        XCTAssertEqual(returns.lags, 20)
        XCTAssertEqual(returns.pValue, 0, "beyond the surface")
    }

    func testBadInputIsNamed() throws {
        let constant = [Double](repeating: 0.1, count: 30)
        for (label, attempt) in [
            ("jb constant", { _ = try jarqueBeraTest(constant) }), ("jb two", { _ = try jarqueBeraTest([1, 2]) }),
            ("lb lags", { _ = try ljungBoxTest([1, 2, 3], lags: 3) }), ("lb zero", { _ = try ljungBoxTest([1, 2, 3], lags: 0) }),
            ("lb fitted", { _ = try ljungBoxTest([1, 2, 3, 5], lags: 2, fittedParameters: 2) }),
            ("lb nan", { _ = try ljungBoxTest([1, 2, .nan, 5], lags: 2) }),
            ("lb constant", { _ = try ljungBoxTest(constant, lags: 2) }),
            ("kupiec rate", { _ = try kupiecTest(violations: 1, observations: 10, expectedRate: 1) }),
            ("kupiec count", { _ = try kupiecTest(violations: 11, observations: 10, expectedRate: 0.1) }),
            ("kupiec none", { _ = try kupiecTest(violations: 0, observations: 0, expectedRate: 0.1) }),
            ("christoffersen one", { _ = try christoffersenTest([true], expectedRate: 0.1) }),
            ("adf constant", { _ = try dickeyFullerTest(constant) }),
            ("adf line", { _ = try dickeyFullerTest((0..<60).map(Double.init)) }),
            ("adf lags", { _ = try dickeyFullerTest((0..<20).map { Double($0 * $0 % 7) }, lags: .fixed(9)) }),
            ("adf short", { _ = try dickeyFullerTest([1, 2, 4]) }),
        ] as [(String, () throws -> Void)] {
            XCTAssertThrowsError(try attempt(), label) { XCTAssertTrue($0 is StatisticsError, label) }
        }
    }
}

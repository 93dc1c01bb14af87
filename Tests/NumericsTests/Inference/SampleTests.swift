import XCTest

@testable import Numerics

/// Against scipy 1.17.1 on the series of `ReferenceSeries`.
final class SampleTests: XCTestCase {
    private let x = ReferenceSeries.uniforms(1, 1, 40)
    private let y = ReferenceSeries.uniforms(1, 2, 25).map { $0 * 1.5 }
    private let alternatives = [Alternative.twoSided, .less, .greater]

    /// scipy.stats.ttest_ind(x, y, equal_var=False, alternative=…), .confidence_interval(0.95).
    func testWelch() throws {
        for (alternative, p) in zip(alternatives, [0.23264614006305134, 0.11632307003152567, 0.8836769299684744]) {
            let test = try welchTest(x, y, alternative: alternative)
            XCTAssertEqual(test.statistic, -1.2119653199386107, accuracy: 1e-13)
            XCTAssertEqual(test.degreesOfFreedom, 39.94442873094431, accuracy: 1e-12)
            XCTAssertEqual(test.pValue, p, accuracy: 1e-13)
        }
        let interval = try welchTest(x, y).interval(confidence: 0.95)
        XCTAssertEqual(interval.lowerBound, -0.3354264954112448, accuracy: 1e-13)
        XCTAssertEqual(interval.upperBound, 0.08395161288803096, accuracy: 1e-13)
    }

    /// scipy.stats.mannwhitneyu(x, y, alternative=…, method='exact'), x[:8] against y[:7] and all of both.
    func testMannWhitneyExact() throws {
        for (alternative, p, all) in zip3(
            alternatives, [0.23185703185703188, 0.9053613053613053, 0.11592851592851594],
            [0.2739694683212115, 0.13698473416060575, 0.8659551100782855])
        {
            let few = try mannWhitneyTest(Array(x.prefix(8)), Array(y.prefix(7)), alternative: alternative)
            XCTAssertEqual(few.method, .exact)
            XCTAssertEqual(few.statistic, 39)
            XCTAssertEqual(few.pValue, p, accuracy: 1e-14)
            let many = try mannWhitneyTest(x, y, alternative: alternative, method: .exact)
            XCTAssertEqual(many.statistic, 418)
            XCTAssertEqual(many.pValue, all, accuracy: 1e-13)
        }
    }

    /// scipy.stats.mannwhitneyu(…, method=PermutationMethod(n_resamples=10**6)): all 1,716 arrangements.
    func testMannWhitneyExactWithTies() throws {
        for (alternative, p) in zip(alternatives, [0.16666666666666666, 0.08333333333333333, 0.9504662004662005]) {
            let test = try mannWhitneyTest([1, 2, 2, 3, 5, 5], [2, 3, 4, 5, 5, 6, 7], alternative: alternative)
            XCTAssertTrue(test.hasTies)
            XCTAssertEqual(test.method, .exact)
            XCTAssertEqual(test.statistic, 10.5)
            XCTAssertEqual(test.pValue, p, accuracy: 1e-14)
        }
    }

    /// scipy.stats.mannwhitneyu(…, method='asymptotic') of x, y and of ⌊10x⌋, ⌊10y⌋.
    func testMannWhitneyAsymptotic() throws {
        let (tiedX, tiedY) = (x.map { ($0 * 10).rounded(.down) }, y.map { ($0 * 10).rounded(.down) })
        for (alternative, p, tied) in zip3(
            alternatives, [0.2717917183083932, 0.1358958591541966, 0.8670232953435788],
            [0.3216788502305433, 0.16083942511527166, 0.8424526775514483])
        {
            let test = try mannWhitneyTest(x, y, alternative: alternative)
            XCTAssertEqual(test.method, .asymptotic)
            XCTAssertEqual(test.pValue, p, accuracy: 1e-13)
            XCTAssertFalse(test.hasTies)
            let withTies = try mannWhitneyTest(tiedX, tiedY, alternative: alternative)
            XCTAssertEqual(withTies.statistic, 426.5)
            XCTAssertEqual(withTies.pValue, tied, accuracy: 1e-13)
            XCTAssertTrue(withTies.hasTies)
        }
    }

    func testMannWhitneyCountsEveryArrangementOfSmallSamples() throws {
        // By enumeration of all subsets, ties and none, for every split of up to seven values.
        for values in [[3, 1, 4, 1, 5, 9, 2], [2.5, 2.5, 2.5, 1, 7, 7, 3], [1, 2, 3, 4, 5, 6, 7]] {
            for m in 1..<values.count {
                let test = try mannWhitneyTest(Array(values.prefix(m)), Array(values.dropFirst(m)), alternative: .greater)
                func u(_ chosen: [Int]) -> Double {
                    var total = 0.0
                    for i in chosen {
                        for j in values.indices where !chosen.contains(j) {
                            total += values[i] > values[j] ? 1 : values[i] == values[j] ? 0.5 : 0
                        }
                    }
                    return total
                }
                let all = (0..<1 << values.count).map { bits in values.indices.filter { bits >> $0 & 1 == 1 } }
                let subsets = all.filter { $0.count == m }
                let extreme = subsets.filter { u($0) >= test.statistic }.count
                XCTAssertEqual(test.pValue, Double(extreme) / Double(subsets.count), accuracy: 1e-15)
                XCTAssertEqual(test.statistic, u(Array(0..<m)))
            }
        }
    }

    /// scipy.stats.pearsonr(z, w), spearmanr(floor(10z), floor(10w)), z = x[:25], w = 0.5y + 0.3z.
    func testCorrelations() throws {
        let z = Array(x.prefix(25))
        let w = zip(y, z).map { $0 * 0.5 + $1 * 0.3 }
        for (alternative, p, spearman) in zip3(
            alternatives, [0.03179893858470468, 0.9841005307076477, 0.01589946929235234],
            [0.03545290768491739, 0.9822735461575413, 0.017726453842458696])
        {
            let pearson = try pearsonTest(z, w, alternative: alternative)
            XCTAssertEqual(pearson.coefficient, 0.43027046906568056, accuracy: 1e-14)
            XCTAssertEqual(pearson.pValue, p, accuracy: 1e-12)
            let rank = try spearmanTest(
                z.map { ($0 * 10).rounded(.down) }, w.map { ($0 * 10).rounded(.down) }, alternative: alternative)
            XCTAssertEqual(rank.coefficient, 0.4223416307019299, accuracy: 1e-14)
            XCTAssertEqual(rank.pValue, spearman, accuracy: 1e-12)
        }
    }

    /// scipy.stats.pearsonr and spearmanr of the first 500 daily returns of the two indices: p-values of 1e-119.
    func testCorrelationsOfRealReturns() throws {
        let (a, b) = (
            Array(try ReferenceSeries.returns("sp500").prefix(500)), Array(try ReferenceSeries.returns("nasdaq").prefix(500))
        )
        let pearson = try pearsonTest(a, b)
        XCTAssertEqual(pearson.coefficient, 0.8135791257714666, accuracy: 1e-13)
        XCTAssertEqual(pearson.pValue / 2.3496121078048958e-119, 1, accuracy: 1e-10)
        let spearman = try spearmanTest(a, b)
        XCTAssertEqual(spearman.coefficient, 0.813819927279709, accuracy: 1e-13)
        XCTAssertEqual(spearman.pValue / 1.7597503145245372e-119, 1, accuracy: 1e-10)
    }

    /// scipy.stats.ttest_ind and mannwhitneyu of the two halves of the S&P 500's returns.
    func testHalvesOfRealReturns() throws {
        let returns = try ReferenceSeries.returns("sp500")
        let (first, second) = (Array(returns.prefix(returns.count / 2)), Array(returns.dropFirst(returns.count / 2)))
        let welch = try welchTest(first, second)
        XCTAssertEqual(welch.statistic, -1.3804042729142987, accuracy: 1e-11)
        XCTAssertEqual(welch.degreesOfFreedom, 4747.727279432459, accuracy: 1e-8)
        XCTAssertEqual(welch.pValue, 0.16752719189904475, accuracy: 1e-11)
        let ranks = try mannWhitneyTest(first, second)
        XCTAssertEqual(ranks.statistic, 3058950)
        XCTAssertEqual(ranks.pValue, 0.04411400337165698, accuracy: 1e-12)
    }

    func testPerfectCorrelation() throws {
        let line = x.map { 3 - 2 * $0 }
        let test = try pearsonTest(x, line)
        XCTAssertEqual(test.coefficient, -1)
        XCTAssertEqual(test.statistic, -.infinity)
        XCTAssertEqual(test.pValue, 0)
        XCTAssertEqual(try spearmanTest(x, x.map { $0 * $0 * $0 }).coefficient, 1)
        XCTAssertEqual(try pearsonTest(x.map { $0 * 1e-200 }, line).coefficient, -1, "scale does not matter")
    }

    func testBadInputIsNamed() {
        XCTAssertThrowsError(try welchTest([1, 2, .nan], [1, 2])) {
            XCTAssertEqual("\($0)", "x[2] is nan; expected finite numbers; remove or fill what is missing")
        }
        XCTAssertThrowsError(try welchTest([1, 1, 1], [2, 2])) { XCTAssertTrue("\($0)".contains("constant")) }
        XCTAssertThrowsError(try welchTest([1], [2, 3]))
        XCTAssertThrowsError(try mannWhitneyTest([], [1]))
        XCTAssertThrowsError(try mannWhitneyTest([1], [.infinity]))
        XCTAssertThrowsError(try mannWhitneyTest([1, 1], [1, 1, 1], method: .asymptotic))
        XCTAssertEqual(try mannWhitneyTest([1, 1], [1, 1, 1]).pValue, 1)
        XCTAssertThrowsError(try mannWhitneyTest(Array(repeating: 1, count: 150), Array(repeating: 2, count: 51), method: .exact))
        XCTAssertThrowsError(try pearsonTest([1, 2, 3], [1, 2])) {
            XCTAssertEqual("\($0)", "y is 2 values; expected 3, one for each of x")
        }
        XCTAssertThrowsError(try pearsonTest([1, 2, 3], [0.1, 0.1, 0.1]))
        XCTAssertThrowsError(try spearmanTest([1, 2], [2, 1]))
    }
}

func zip3<A, B, C>(_ a: [A], _ b: [B], _ c: [C]) -> [(A, B, C)] { a.indices.map { (a[$0], b[$0], c[$0]) } }

import XCTest

@testable import Numerics

final class GaussianMixtureTests: XCTestCase {
    private let data = MixtureFixture.data

    func testTheSameStartLeadsToScikitLearnsOptimum() throws {
        for k in 1...3 {
            let (means, covariances) = try MixtureFixture.start(k)
            let start = try GaussianMixture(
                weights: [Double](repeating: 1 / Double(k), count: k), means: means, covariances: covariances)
            let mixture = try GaussianMixture(fitting: data, from: start, options: MixtureFixture.absoluteFloor)
            XCTAssertTrue(mixture.converged)
            XCTAssertEqual(mixture.logLikelihood, try MixtureFixture.values("mixture \(k) likelihood")[0], accuracy: 1e-8)
            assertEqual([mixture.bic, mixture.aic], try MixtureFixture.values("mixture \(k) bic"), accuracy: 1e-8)
            assertEqual(mixture.weights, try MixtureFixture.values("mixture \(k) weights"), accuracy: 1e-5)
            assertEqual(mixture.means.transposed.elements, try MixtureFixture.values("mixture \(k) means"), accuracy: 1e-4)
            assertEqual(
                mixture.covariances.flatMap(\.elements), try MixtureFixture.values("mixture \(k) covariances"), accuracy: 1e-3)
            let expected = try MixtureFixture.rows("mixture \(k) responsibilities", of: k)
            let responsibilities = try mixture.responsibilities(of: data)
            for (index, row) in expected.enumerated() { assertEqual(responsibilities.row(index * 40), row, accuracy: 1e-4) }
        }
    }

    func testRestartsFindTheBestOfScikitLearnsFifty() throws {
        var options = MixtureOptions()
        options.floor = .absolute(1e-6)
        options.tolerance = 1e-10
        let mixture = try GaussianMixture(fitting: data, components: 3, stream: RandomStream(seed: 7), options: options)
        XCTAssertEqual(mixture.logLikelihood, try MixtureFixture.values("mixture best of 50")[0], accuracy: 1e-4)
        XCTAssertEqual(
            mixture, try GaussianMixture(fitting: data, components: 3, stream: RandomStream(seed: 7), options: options))
    }

    func testLikelihoodNeverFallsAndProbabilitiesSumToOne() throws {
        let (means, covariances) = try MixtureFixture.start(3)
        var mixture = try GaussianMixture(weights: [0.2, 0.3, 0.5], means: means, covariances: covariances)
        var options = MixtureOptions()
        options.floor = .absolute(0)
        options.maximumIterations = 1
        options.tolerance = 0
        var last = -Double.infinity
        for _ in 0..<40 {
            mixture = try GaussianMixture(fitting: data, from: mixture, options: options)
            XCTAssertGreaterThanOrEqual(mixture.logLikelihood, last - 1e-9)
            last = mixture.logLikelihood
            XCTAssertEqual(sum(mixture.weights), 1, accuracy: 1e-14)
        }
        let responsibilities = try mixture.responsibilities(of: data)
        for row in 0..<400 { XCTAssertEqual(sum(responsibilities.row(row)), 1, accuracy: 1e-15) }
    }

    func testComponentsAscendInVolatilityAndCanBeRelabelled() throws {
        let mixture = try GaussianMixture(fitting: data, components: 3, stream: RandomStream(seed: 1))
        let traces = mixture.covariances.map { $0[0, 0] / variance(data.column(0)) + $0[1, 1] / variance(data.column(1)) }
        XCTAssertEqual(traces, traces.sorted())
        let relabelled = mixture.permuted([2, 0, 1])
        assertEqual(try relabelled.logLikelihoods(of: data), try mixture.logLikelihoods(of: data), accuracy: 1e-12)
    }

    /// Two clusters far apart are found whatever the seed; one component has the moments of the sample.
    func testPlainCasesHaveTheirClosedForm() throws {
        var stream = RandomStream(seed: 3)
        var rows: [[Double]] = []
        for index in 0..<150 { rows.append([stream.normal() + (index % 3 == 0 ? 30 : 0), 2 * stream.normal()]) }
        let two = Matrix(rows: rows)
        var quick = MixtureOptions()
        (quick.restarts, quick.tolerance) = (2, 1e-6)
        for seed in 0..<5 {
            let mixture = try GaussianMixture(
                fitting: two, components: 2, stream: RandomStream(seed: UInt64(seed)), options: quick)
            assertEqual(mixture.weights.sorted(), [1.0 / 3, 2.0 / 3], accuracy: 1e-9)
        }
        var options = MixtureOptions()
        options.floor = .absolute(0)
        let one = try GaussianMixture(fitting: two, components: 1, stream: RandomStream(seed: 0), options: options)
        XCTAssertEqual(one.means[0, 0], mean(two.column(0)), accuracy: 1e-12)
        XCTAssertEqual(one.covariances[0][1, 1], variance(two.column(1), ddof: 0), accuracy: 1e-12)
        let selection = try MixtureSelection(fitting: two, components: 1...4, stream: RandomStream(seed: 9), options: quick)
        XCTAssertEqual(selection.best.components, 2)
    }

    func testUnitsOfAColumnDoNotMatter() throws {
        var scaled = data
        for row in 0..<400 { scaled[row, 1] *= 1e-4 }
        let mixture = try GaussianMixture(fitting: data, components: 3, stream: RandomStream(seed: 5))
        let other = try GaussianMixture(fitting: scaled, components: 3, stream: RandomStream(seed: 5))
        assertEqual(mixture.weights, other.weights, accuracy: 1e-7)
        XCTAssertEqual(other.logLikelihood - mixture.logLikelihood, 400 * log(1e4), accuracy: 1e-5)
    }

    func testDuplicateColumnsAndFewRowsEndInFiniteMixtures() throws {
        let duplicate = Matrix(columns: [data.column(0), data.column(0)])
        let mixture = try GaussianMixture(fitting: duplicate, components: 2, stream: RandomStream(seed: 2))
        XCTAssertTrue(mixture.logLikelihood.isFinite)
        let few = Matrix(rows: [[1, 2], [3, 1], [2, 2], [1, 2]])
        let small = try GaussianMixture(fitting: few, components: 4, stream: RandomStream(seed: 2))
        XCTAssertTrue(small.means.elements.allSatisfy(\.isFinite))
        XCTAssertEqual(sum(small.weights), 1, accuracy: 1e-14)
    }

    func testBadInputIsNamed() throws {
        func message(_ data: Matrix, _ components: Int = 2, _ change: (inout MixtureOptions) -> Void = { _ in }) -> String {
            var options = MixtureOptions()
            change(&options)
            do {
                _ = try GaussianMixture(fitting: data, components: components, stream: RandomStream(seed: 0), options: options)
                return "accepted"
            } catch { return "\(error)" }
        }
        var broken = data
        broken[5, 1] = .nan
        XCTAssertEqual(message(broken), "data[5, 1] is nan; expected a finite number; remove rows with missing values")
        broken[5, 1] = .infinity
        XCTAssertTrue(message(broken).hasPrefix("data[5, 1] is inf"))
        XCTAssertEqual(
            message(Matrix(columns: [[1, 2, 3], [0.1, 0.1, 0.1]])),
            "data, column 1 is constant (0.1); expected values that differ; leave the column out")
        XCTAssertEqual(message(Matrix(rows: [[1, 2]])), "data is 1 rows; expected at least 2 for 2 components")
        XCTAssertEqual(message(data, 0), "components is 0; expected at least 1")
        XCTAssertEqual(message(data, 2) { $0.restarts = 0 }, "restarts is 0; expected at least 1")
        XCTAssertTrue(message(data, 2) { $0.floor = .absolute(.nan) }.hasPrefix("floor is nan"))
        let means = Matrix(rows: 2, columns: 1)
        XCTAssertThrowsError(try GaussianMixture(weights: [0.5, 0.6], means: means, covariances: [.identity(1), .identity(1)]))
        XCTAssertThrowsError(
            try GaussianMixture(weights: [0.5, 0.5], means: means, covariances: [.identity(1), Matrix(rows: 1, columns: 1)]))
        let mixture = try GaussianMixture(fitting: data, components: 2, stream: RandomStream(seed: 0))
        XCTAssertThrowsError(try mixture.responsibilities(of: Matrix(rows: [[0, .nan]])))
        XCTAssertThrowsError(try mixture.responsibilities(of: Matrix(rows: [[0]])))
    }
}

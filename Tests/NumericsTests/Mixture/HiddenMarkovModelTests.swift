import XCTest

@testable import Numerics

final class HiddenMarkovModelTests: XCTestCase {
    private let data = MixtureFixture.data

    private func start() throws -> HiddenMarkovModel {
        let (means, covariances) = try MixtureFixture.start(3)
        var transition = Matrix(rows: 3, columns: 3, repeating: 0.05)
        for i in 0..<3 { transition[i, i] = 0.9 }
        return try HiddenMarkovModel(
            initial: [1.0 / 3, 1.0 / 3, 1.0 / 3], transition: transition, means: means, covariances: covariances)
    }

    private var unfloored: MixtureOptions {
        var options = MixtureFixture.absoluteFloor
        options.floor = .absolute(0)
        return options
    }

    func testInferenceIsThatOfHmmlearn() throws {
        let model = try start()
        XCTAssertEqual(try model.score(data), try MixtureFixture.values("hmm start score")[0], accuracy: 1e-9)
        let (smoothed, filtered) = (try model.smooth(data), try model.filter(data))
        for (index, row) in try MixtureFixture.rows("hmm start smoothed", of: 3).enumerated() {
            assertEqual(smoothed.row(index * 40), row, accuracy: 1e-12)
        }
        for (index, row) in try MixtureFixture.rows("hmm start filtered", of: 3).enumerated() {
            assertEqual(filtered.row(index * 40), row, accuracy: 1e-12)
        }
        let path = try model.mostProbablePath(data)
        XCTAssertEqual(path.states.map(Double.init), try MixtureFixture.values("hmm start path"))
        XCTAssertEqual(path.logProbability, try MixtureFixture.values("hmm start path probability")[0], accuracy: 1e-9)
    }

    func testBaumWelchReachesHmmlearnsOptimum() throws {
        let model = try HiddenMarkovModel(fitting: data, from: try start(), options: unfloored)
        XCTAssertTrue(model.converged)
        XCTAssertEqual(model.logLikelihood, try MixtureFixture.values("hmm likelihood")[0], accuracy: 1e-8)
        XCTAssertEqual(model.logLikelihood, try model.score(data), accuracy: 1e-9)
        assertEqual(model.transition.transposed.elements, try MixtureFixture.values("hmm transition"), accuracy: 1e-4)
        assertEqual(model.means.transposed.elements, try MixtureFixture.values("hmm means"), accuracy: 1e-4)
        assertEqual(model.covariances.flatMap(\.elements), try MixtureFixture.values("hmm covariances"), accuracy: 1e-3)
        XCTAssertEqual(try model.mostProbablePath(data).states.map(Double.init), try MixtureFixture.values("hmm path"))
    }

    func testFittingAloneIsAtLeastAsGood() throws {
        let model = try HiddenMarkovModel(fitting: data, states: 3, stream: RandomStream(seed: 4))
        XCTAssertGreaterThanOrEqual(model.logLikelihood, try MixtureFixture.values("hmm likelihood")[0] - 0.01)
        XCTAssertEqual(model, try HiddenMarkovModel(fitting: data, states: 3, stream: RandomStream(seed: 4)))
        for i in 0..<3 { XCTAssertEqual(sum(model.transition.row(i)), 1, accuracy: 1e-14) }
        XCTAssertEqual(sum(model.initial), 1, accuracy: 1e-14)
    }

    func testFilteringKnowsNothingOfLaterRowsAndSmoothingEndsWhereFilteringDoes() throws {
        let model = try start()
        let filtered = try model.filter(data)
        var stream = RandomStream(seed: 8)
        for cut in [0, 1, 57, 200, 398] {
            var scrambled = data
            for row in cut + 1..<400 { for j in 0..<2 { scrambled[row, j] = 9 * stream.normal() } }
            let other = try model.filter(scrambled)
            for row in 0...cut { XCTAssertEqual(other.row(row), filtered.row(row)) }
        }
        assertEqual(try model.smooth(data).row(399), filtered.row(399), accuracy: 1e-15)
        for row in 0..<400 { XCTAssertEqual(sum(filtered.row(row)), 1, accuracy: 1e-14) }
    }

    func testRowByRowIsTheBatchBitForBit() throws {
        let model = try start()
        var filter = try HiddenMarkovFilter(model)
        let filtered = try model.filter(data)
        for row in 0..<400 { XCTAssertEqual(try filter.update(data.row(row)), filtered.row(row)) }
        XCTAssertEqual(filter.logLikelihood, try model.score(data))
        XCTAssertThrowsError(try filter.update([.nan, 0]))
        XCTAssertEqual(filter.rows, 400)
    }

    /// Independent rows: a model whose next state does not depend on the last is a mixture.
    func testWithoutMemoryItIsAMixture() throws {
        let (means, covariances) = try MixtureFixture.start(3)
        let weights = [0.5, 0.3, 0.2]
        let mixture = try GaussianMixture(weights: weights, means: means, covariances: covariances)
        let model = try HiddenMarkovModel(
            initial: weights, transition: Matrix(rows: [weights, weights, weights]), means: means, covariances: covariances)
        let (a, b, c) = (try mixture.responsibilities(of: data), try model.filter(data), try model.smooth(data))
        assertEqual(a.elements, b.elements, accuracy: 1e-13)
        assertEqual(a.elements, c.elements, accuracy: 1e-13)
        XCTAssertEqual(try model.score(data), sum(try mixture.logLikelihoods(of: data)), accuracy: 1e-9)
    }

    /// Over every path of a short sequence.
    func testSmallWorldsAgreeWithEnumeration() throws {
        let model = try start()
        let short = data.submatrix(rows: Array(13..<19), columns: [0, 1])
        let logs = try model.logDensities(short)
        var (total, best) = (0.0, -Double.infinity)
        var bestPath: [Int] = []
        for code in 0..<729 {
            var path: [Int] = []
            var rest = code
            for _ in 0..<6 {
                path.append(rest % 3)
                rest /= 3
            }
            var probability = log(model.initial[path[0]]) + logs[0, path[0]]
            for t in 1..<6 { probability += log(model.transition[path[t - 1], path[t]]) + logs[t, path[t]] }
            total += exp(probability)
            if probability > best { (best, bestPath) = (probability, path) }
        }
        XCTAssertEqual(try model.score(short), log(total), accuracy: 1e-12)
        XCTAssertEqual(try model.mostProbablePath(short).states, bestPath)
        XCTAssertEqual(try model.mostProbablePath(short).logProbability, best, accuracy: 1e-12)
    }

    /// A state that cannot be reached and a row far from every state.
    func testExtremesStayFinite() throws {
        let means = Matrix(rows: [[0], [1]])
        let model = try HiddenMarkovModel(
            initial: [1, 0], transition: .identity(2), means: means, covariances: [.identity(1), 4 * Matrix.identity(1)])
        let rows = Matrix(rows: [[0], [1e6], [-2e4], [1]])
        let probabilities = try model.smooth(rows)
        XCTAssertEqual(probabilities.column(0), [1, 1, 1, 1])
        XCTAssertTrue(try model.score(rows).isFinite)
        XCTAssertThrowsError(try model.filter(Matrix(rows: [[.infinity]])))
        let zero = Matrix(rows: 2, columns: 2)
        XCTAssertThrowsError(
            try HiddenMarkovModel(initial: [1, 0], transition: zero, means: means, covariances: model.covariances))
        XCTAssertThrowsError(
            try HiddenMarkovModel(fitting: Matrix(rows: [[1], [1], [1]]), states: 2, stream: RandomStream(seed: 0)))
    }
}

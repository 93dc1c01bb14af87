import Numerics
import XCTest

@testable import Risk

final class RegimeTests: XCTestCase {
    /// 900 returns in three known regimes of 100, in turn: quiet, trending, wild.
    private static let market: (returns: [Double], truth: [Regime]) = {
        var stream = RandomStream(seed: 11)
        var (returns, truth): ([Double], [Regime]) = ([], [])
        for index in 0..<900 {
            let regime = Regime.allCases[index / 100 % 3]
            let (drift, deviation) = [(0.0, 0.004), (0.004, 0.010), (-0.002, 0.035)][regime.rawValue]
            returns.append(drift + deviation * stream.normal())
            truth.append(regime)
        }
        return (returns, truth)
    }()
    private let returns = RegimeTests.market.returns

    private var quick: MixtureOptions {
        var options = MixtureOptions()
        options.restarts = 3
        options.tolerance = 1e-6
        return options
    }

    private func model(_ method: RegimeModel.Method, window: Int = 15) throws -> RegimeModel {
        try RegimeModel(fitting: returns, window: window, method: method, options: quick)
    }

    func testFeaturesAreTheirDefinitions() throws {
        let values = [0.1, -0.2, 0.05, 0.0]
        let table = try RegimeFeature.table(RegimeFeature.allCases, of: values, window: 3)
        XCTAssertEqual(table.rows, 2)
        let first = table.row(0)
        XCTAssertEqual(first[0], -0.05 / 3, accuracy: 1e-16)
        XCTAssertEqual(first[1], standardDeviation([0.1, -0.2, 0.05]), accuracy: 1e-16)
        XCTAssertEqual(first[2], first[0] / first[1], accuracy: 1e-15)
        XCTAssertEqual(first[3], 1.1 * 0.8 * 1.05 - 1, accuracy: 1e-15)
        XCTAssertEqual(first[4], 1.1 - 0.88, accuracy: 1e-15)
        let still = try RegimeFeature.table(RegimeFeature.allCases, of: [0.1, 0.1, 0.1], window: 3).row(0)
        XCTAssertEqual([still[1], still[2]], [0, 0])
    }

    func testKnownRegimesAreRecognised() throws {
        for method in [RegimeModel.Method.mixture, .hiddenMarkov] {
            let model = try model(method)
            XCTAssertTrue(model.converged)
            var (right, all) = (0, 0)
            for (index, reading) in try model.readings(of: returns).enumerated() {
                // A window that lies in one regime.
                guard let reading, index % 100 >= 20 else { continue }
                all += 1
                if reading.regime == RegimeTests.market.truth[index] { right += 1 }
                XCTAssertEqual(sum(reading.probabilities), 1, accuracy: 1e-14)
                XCTAssertGreaterThanOrEqual(reading.confidence, 1.0 / 3)
            }
            XCTAssertGreaterThan(Double(right), 0.9 * Double(all), "\(method)")
            let volatilities = try Regime.allCases.map { try XCTUnwrap(model.mean(of: .volatility, in: $0)) }
            XCTAssertEqual(volatilities, volatilities.sorted())
            XCTAssertEqual(sum(model.mixture.weights), 1, accuracy: 1e-14)
        }
    }

    func testReadingsKnowNothingOfTheFuture() throws {
        for method in [RegimeModel.Method.mixture, .hiddenMarkov] {
            let model = try model(method)
            let readings = try model.readings(of: returns)
            for cut in [20, 333, 700] {
                let scrambled = returns.enumerated().map { $0.offset <= cut ? $0.element : -0.5 * $0.element + 0.01 }
                XCTAssertEqual(Array(try model.readings(of: scrambled).prefix(cut + 1)), Array(readings.prefix(cut + 1)))
            }
        }
    }

    func testWalkForwardParametersKnowNothingOfTheFutureEither() throws {
        let schedule = RegimeSchedule(minimumHistory: 320, refitEvery: 150)
        func walk(_ returns: [Double]) throws -> [RegimeReading?] {
            try RegimeModel.walkForward(returns, schedule: schedule, window: 15, method: .mixture, options: quick)
        }
        let readings = try walk(returns)
        XCTAssertTrue(readings.prefix(320).allSatisfy { $0 == nil })
        XCTAssertTrue(readings.dropFirst(320).allSatisfy { $0 != nil })
        for cut in [400, 619] {
            let scrambled = returns.enumerated().map { $0.offset <= cut ? $0.element : 0.02 - $0.element }
            XCTAssertEqual(Array(try walk(scrambled).prefix(cut + 1)), Array(readings.prefix(cut + 1)))
        }
        XCTAssertEqual(readings, try walk(returns))
    }

    func testReturnByReturnIsTheBatch() throws {
        let model = try model(.hiddenMarkov)
        var tracker = try RegimeTracker(model)
        let readings = try model.readings(of: returns)
        for index in 0..<60 { XCTAssertEqual(try tracker.append(returns[index]), readings[index]) }
        XCTAssertThrowsError(try tracker.append(.nan)) {
            XCTAssertEqual("\($0)", "returns[60] is nan; expected a simple return, at least −1; fill what is missing")
        }
        for index in 60..<100 { XCTAssertEqual(try tracker.append(returns[index]), readings[index]) }
        // The last row has no later one.
        let last = try XCTUnwrap(try model.smoothed(returns).last ?? nil)
        for (a, b) in zip(last.probabilities, try XCTUnwrap(readings.last ?? nil).probabilities) {
            XCTAssertEqual(a, b, accuracy: 1e-14)
        }
    }

    func testEveryRegimeRecommendsStrategiesOfItsOwn() {
        let all = Regime.allCases.flatMap(\.recommendedStrategies)
        XCTAssertEqual(Set(all).count, all.count)
        XCTAssertEqual(Set(all).count, RegimeStrategy.allCases.count)
        XCTAssertEqual(RegimeReading(probabilities: [0.4, 0.4, 0.2]).regime, .lowVolatility)
        XCTAssertEqual(RegimeReading(probabilities: [0.1, 0.2, 0.7]).recommendedStrategies.first, .reducedExposure)
    }

    func testRefittingFromTheLastModelAgreesWithFittingAnew() throws {
        let model = try model(.mixture)
        let again = try RegimeModel(fitting: returns, from: model, options: quick)
        XCTAssertEqual(again.mixture.logLikelihood, model.mixture.logLikelihood, accuracy: 0.1)
    }

    func testBadInputIsNamed() {
        func message(_ returns: [Double], window: Int = 21, features: [RegimeFeature] = [.volatility]) -> String {
            do {
                _ = try RegimeModel(fitting: returns, window: window, features: features, options: quick)
                return "accepted"
            } catch { return "\(error)" }
        }
        var broken = returns
        broken[7] = .nan
        XCTAssertEqual(message(broken), "returns[7] is nan; expected a simple return, at least −1; fill what is missing")
        broken[7] = -1.5
        XCTAssertTrue(message(broken).hasPrefix("returns[7] is -1.5"))
        XCTAssertTrue(message([Double](repeating: 0.01, count: 100)).contains("constant"))
        XCTAssertEqual(
            message(Array(returns.prefix(40))), "returns is 40 values; expected at least 51: a window of 21 and 30 more")
        XCTAssertTrue(message(returns, window: 1).hasPrefix("window is 1"))
        XCTAssertTrue(message(returns, features: [.momentum]).contains("volatility among them"))
        XCTAssertThrowsError(
            try RegimeModel.walkForward(returns, schedule: RegimeSchedule(minimumHistory: 30, refitEvery: 10)))
    }
}

import Numerics
import XCTest

/// How often the sequential test errs and finds, simulated with fixed seeds, looking after every observation.
final class SequentialErrorTests: XCTestCase {
    private let length = 500

    /// The share of runs that reject at any look, and of those that find a positive mean.
    private func rejections(_ process: DifferenceProcess, runs: Int, shift: Double = 0, significance: Double = 0.05) throws -> (
        any: Double, positive: Double
    ) {
        var (count, positive) = (0, 0)
        for run in 0..<runs {
            var random = RandomStream(seed: 2_021, stream: process.rawValue).substream(UInt64(run))
            var test = try SequentialTest(significance: significance)
            for value in process.sample(length, &random) {
                try test.observe(value + shift)
                if test.rejection != nil { break }
            }
            guard let rejection = test.rejection else { continue }
            count += 1
            if rejection.isPositive { positive += 1 }
        }
        return (Double(count) / Double(runs), Double(positive) / Double(runs))
    }

    func testFalsePositivesWithALookAfterEveryObservation() throws {
        for process in DifferenceProcess.allCases {
            XCTAssertLessThanOrEqual(try rejections(process, runs: 2_000).any, 0.05, process.rawValue)
        }
    }

    func testFalsePositivesAtOnePercent() throws {
        for process in [DifferenceProcess.normal, .heavyTailed, .clusteredVolatility] {
            XCTAssertLessThanOrEqual(try rejections(process, runs: 1_000, significance: 0.01).any, 0.01, process.rawValue)
        }
    }

    /// The t test at the same looks, for comparison: this is why it does not decide.
    func testALookAtTheTTestAfterEveryObservationErrsOften() throws {
        var count = 0
        for run in 0..<500 {
            var random = RandomStream(seed: 7, stream: "peeking").substream(UInt64(run))
            var (sum, squares) = (0.0, 0.0)
            for n in 1...length {
                let value = random.normal()
                sum += value
                squares += value * value
                guard n >= 30 else { continue }
                let deviation = ((squares - sum * sum / Double(n)) / Double(n - 1)).squareRoot()
                if abs(sum) / Double(n).squareRoot() / deviation > 1.96 {
                    count += 1
                    break
                }
            }
        }
        XCTAssertGreaterThan(Double(count) / 500, 0.3)
    }

    /// A difference of 0.15 deviations a day is one of 2.4 in the yearly information ratio.
    func testPowerAtAStatedEffect() throws {
        for (process, least) in [(DifferenceProcess.normal, 0.65), (.heavyTailed, 0.65), (.clusteredVolatility, 0.75)] {
            let found = try rejections(process, runs: 1_000, shift: 0.15)
            XCTAssertGreaterThanOrEqual(found.positive, least, process.rawValue)
            XCTAssertLessThanOrEqual(found.any - found.positive, 0.002, process.rawValue)
        }
        let found = try rejections(.normal, runs: 1_000, shift: -0.15)
        XCTAssertGreaterThanOrEqual(found.any - found.positive, 0.65)
    }

    /// All of a run's intervals together contain the mean.
    func testIntervalsCoverTheMeanAtEveryLook() throws {
        var missed = 0
        for run in 0..<400 {
            var random = RandomStream(seed: 11, stream: "coverage").substream(UInt64(run))
            var test = try SequentialTest()
            for value in DifferenceProcess.skewed.sample(400, &random) {
                try test.observe(value + 0.3)
                if !test.interval.contains(0.3) {
                    missed += 1
                    break
                }
            }
        }
        XCTAssertLessThanOrEqual(Double(missed) / 400, 0.05)
    }
}

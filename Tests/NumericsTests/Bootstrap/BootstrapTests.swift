import Glibc
import XCTest

@testable import Numerics

final class BootstrapTests: XCTestCase {
    /// arch 8.0.0: arch.bootstrap.optimal_block_length of AR(1) series (φ, n, stationary, circular), which it leaves below 1.
    func testOptimalBlockLengthsAgreeWithArch() throws {
        for (phi, n, stationary, circular) in [
            (0, 50, 4.929533456936349, 5.6429071572982), (0, 500, 1.613532030995454, 1.8470330966965003),
            (0, 2000, 0.885499425539222, 1.013643804187541), (0.3, 500, 7.58891974909921, 8.687144522388124),
            (0.6, 50, 6.0569618980623785, 6.9334905513148675), (0.6, 2000, 18.38611809895904, 21.046851253146006),
            (0.9, 50, 7.619307122317139, 8.72192938130447), (0.9, 2000, 58.93879197872705, 67.46807461693693),
            (-0.5, 500, 2.7082009524554063, 3.100116201972202),
        ] {
            let length = try optimalBlockLength(ReferenceSeries.autoregressive(7, UInt64(n), n, phi))
            XCTAssertEqual(length.stationary, max(1, stationary), accuracy: 1e-9)
            XCTAssertEqual(length.circular, max(1, circular), accuracy: 1e-9)
        }
        let returns = try ReferenceSeries.returns("sp500")
        XCTAssertEqual(try optimalBlockLength(returns).stationary, 9.085238868092869, accuracy: 1e-8)
        XCTAssertEqual(try optimalBlockLength(returns.map { $0 * $0 }).circular, 155.92226809951234, accuracy: 1e-6)
        XCTAssertThrowsError(try optimalBlockLength([Double](repeating: 2, count: 40)))
        XCTAssertThrowsError(try optimalBlockLength([1, 2, 3]))
    }

    /// NumPy 2 and scipy 1.17.1 with arch 8.0.0's formulas: np.quantile and np.percentile of uniforms (3, 3, 500), estimate 0.45,
    /// acceleration 0.03.
    func testIntervalsAgreeWithArch() throws {
        let d = BootstrapDistribution(
            estimate: 0.45, replicates: ReferenceSeries.uniforms(3, 3, 500), scheme: .independent, acceleration: 0.03)
        for (kind, confidence, low, high) in [
            (BootstrapDistribution.Interval.percentile, 0.9, 0.06353970649810699, 0.9342200906996646),
            (.percentile, 0.95, 0.04186327083681143, 0.9762133055442191), (.basic, 0.9, -0.034220090699664585, 0.836460293501893),
            (.basic, 0.95, -0.07621330554421912, 0.8581367291631886), (.bca, 0.9, 0.04569396473799722, 0.91345173937307),
            (.bca, 0.95, 0.03473714216495095, 0.9731250888897448),
        ] {
            let interval = try d.interval(kind, confidence: confidence)
            XCTAssertEqual(interval.lowerBound, low, accuracy: 1e-12, "\(kind)")
            XCTAssertEqual(interval.upperBound, high, accuracy: 1e-12, "\(kind)")
        }
    }

    /// arch 8.0.0: arch.bootstrap.base._get_acceleration of the leave-one-out means of uniforms (3, 4, 60) cubed.
    func testAccelerationAgreesWithArch() throws {
        let x = ReferenceSeries.uniforms(3, 4, 60).map { $0 * $0 * $0 }
        let d = try bootstrap(x, resamples: 10, scheme: .independent, stream: RandomStream(seed: 1), statistic: mean)
        XCTAssertEqual(d.acceleration, 0.022082902261052164, accuracy: 1e-13)
    }

    func testResamplesAreBlocksOfTheSeries() throws {
        var stream = RandomStream(seed: 2)
        var runs: [Range<Int>] = []
        ResamplingScheme.circular(blockLength: 7).draw(1_000, into: &runs, &stream)
        var indices = runs.flatMap { $0 }
        XCTAssertEqual(indices.count, 1_000)
        for place in indices.indices where place % 7 != 0 { XCTAssertEqual(indices[place], (indices[place - 1] + 1) % 1_000) }
        // A block of the stationary bootstrap ends with probability 1/b, and then continues by chance once in n.
        var breaks = 0
        for _ in 0..<100 {
            ResamplingScheme.stationary(meanBlockLength: 8).draw(1_000, into: &runs, &stream)
            indices = runs.flatMap { $0 }
            XCTAssertEqual(indices.count, 1_000)
            XCTAssertTrue(indices.allSatisfy { (0..<1_000).contains($0) })
            for place in 1..<1_000 where indices[place] != (indices[place - 1] + 1) % 1_000 { breaks += 1 }
        }
        let expected = 100 * 999 / 8 * 0.999
        XCTAssertEqual(Double(breaks), expected, accuracy: 4 * (expected * 7 / 8).squareRoot())
    }

    /// The variance of the mean under each scheme, for which there are closed forms: σ²/n for independent draws; Σ over lags of
    /// the circular autocovariances weighted 1 − k/b (circular, b dividing n) and (1 − k/n)(1 − 1/b)ᵏ (stationary: Politis and
    /// Romano 1994, Lemma 1, whose second term is that of lag n − k).
    func testVarianceOfTheMeanIsThatOfTheScheme() throws {
        let x = ReferenceSeries.autoregressive(12, 1, 120, 0.7)
        let n = x.count
        let m = mean(x)
        let covariances = (0..<n).map { k in (0..<n).reduce(0) { $0 + (x[$1] - m) * (x[($1 + k) % n] - m) } / Double(n) }
        func exact(_ weight: (Double) -> Double) -> Double {
            (1..<n).reduce(covariances[0]) { $0 + 2 * weight(Double($1)) * covariances[$1] } / Double(n)
        }
        let size = Double(n)
        let cases: [(ResamplingScheme, Double)] = [
            (.independent, covariances[0] / size), (.circular(blockLength: 10), exact { max(0, 1 - $0 / 10) }),
            (.stationary(meanBlockLength: 10), exact { k in (1 - k / size) * pow(0.9, k) }),
        ]
        for (scheme, variance) in cases {
            let d = try bootstrap(x, resamples: 4_000, scheme: scheme, stream: RandomStream(seed: 21), statistic: mean)
            XCTAssertEqual(d.standardError / variance.squareRoot(), 1, accuracy: 0.056, "\(scheme)")
            XCTAssertEqual(d.bias, 0, accuracy: 5 * (variance / 4_000).squareRoot())
        }
    }

    func testIntervalsCoverTheMeanOfDependentData() throws {
        var (covered, naive) = (0, 0)
        for trial in 0..<60 {
            let x = ReferenceSeries.autoregressive(30, UInt64(trial), 200, 0.5)
            let b = try optimalBlockLength(x).stationary
            let stream = RandomStream(seed: 31, stream: UInt64(trial))
            let block = try bootstrap(x, resamples: 200, scheme: .stationary(meanBlockLength: b), stream: stream, statistic: mean)
            if try block.interval(.bca, confidence: 0.9).contains(0) { covered += 1 }
            let alone = try bootstrap(x, resamples: 200, scheme: .independent, stream: stream, statistic: mean)
            if try alone.interval(.percentile, confidence: 0.9).contains(0) { naive += 1 }
        }
        XCTAssertGreaterThan(covered, 44, "90 % of 60, less what so short a series costs")
        XCTAssertLessThan(naive, 46, "independent draws forget the dependence")
    }

    func testOneStreamGivesOneResultAndReplicatesStandAlone() throws {
        let x = ReferenceSeries.autoregressive(1, 9, 50, 0.4)
        let scheme = ResamplingScheme.stationary(meanBlockLength: 5)
        let few = try bootstrap(x, resamples: 20, scheme: scheme, stream: RandomStream(seed: 7, stream: "s"), statistic: mean)
        let many = try bootstrap(x, resamples: 100, scheme: scheme, stream: RandomStream(seed: 7, stream: "s"), statistic: mean)
        XCTAssertEqual(few.replicates, Array(many.replicates.prefix(20)))
        let other = try bootstrap(x, resamples: 20, scheme: scheme, stream: RandomStream(seed: 8, stream: "s"), statistic: mean)
        XCTAssertNotEqual(few.replicates, other.replicates)
    }

    func testPairedBootstrapOfASharpeDifference() throws {
        func sharpe(_ x: [Double]) -> Double { mean(x) / standardDeviation(x) }
        let x = ReferenceSeries.uniforms(40, 1, 300).map { $0 - 0.45 }
        let same = try pairedBootstrap(x, x, resamples: 50, scheme: .circular(blockLength: 5), stream: RandomStream(seed: 1)) {
            sharpe($0) - sharpe($1)
        }
        XCTAssertTrue(same.replicates.allSatisfy { $0 == 0 }, "pairs stay together")
        XCTAssertEqual(same.pValue(), 1)
        let better = zip(x, ReferenceSeries.uniforms(40, 2, 300)).map { $0 + 0.2 * $1 }
        let difference = try pairedBootstrap(
            better, x, resamples: 999, scheme: .stationary(meanBlockLength: 3), stream: RandomStream(seed: 2)
        ) {
            sharpe($0) - sharpe($1)
        }
        XCTAssertEqual(difference.pValue(alternative: .greater), 0.001)
        XCTAssertEqual(difference.pValue(alternative: .less), 1)
        XCTAssertFalse(try difference.interval(.bca, confidence: 0.95).contains(0))
    }

    func testBadInputIsNamed() throws {
        let stream = RandomStream(seed: 1)
        let x = [1.0, 2, 3, 4, 5, 6]
        XCTAssertThrowsError(try bootstrap([], resamples: 5, scheme: .independent, stream: stream, statistic: mean))
        XCTAssertThrowsError(try bootstrap([1, .nan], resamples: 5, scheme: .independent, stream: stream, statistic: mean)) {
            XCTAssertTrue("\($0)".hasPrefix("x[1] is nan"))
        }
        XCTAssertThrowsError(try bootstrap(x, resamples: 0, scheme: .independent, stream: stream, statistic: mean))
        for scheme in [ResamplingScheme.circular(blockLength: 0), .circular(blockLength: 7), .stationary(meanBlockLength: .nan)] {
            XCTAssertThrowsError(try bootstrap(x, resamples: 5, scheme: scheme, stream: stream, statistic: mean))
        }
        XCTAssertThrowsError(
            try bootstrap(x, resamples: 2_000, scheme: .circular(blockLength: 1), stream: stream) { $0.contains(6) ? 1 : .nan }
        ) {
            let error = $0 as? StatisticsError
            XCTAssertEqual(error?.argument, "statistic")
            XCTAssertNotNil(error?.position, "names the resample")
        }
        XCTAssertThrowsError(try pairedBootstrap(x, [1], resamples: 5, scheme: .independent, stream: stream) { _, _ in 0 })
        let flat = try bootstrap(x, resamples: 5, scheme: .independent, stream: stream) { _ in 1 }
        XCTAssertThrowsError(try flat.interval(.bca, confidence: 0.9))
        XCTAssertEqual(try flat.interval(.percentile, confidence: 0.9), 1...1)
        XCTAssertThrowsError(try flat.interval(.percentile, confidence: 1))
    }
}

import XCTest

@testable import Host

/// Quantiles of the histogram against those of the sorted durations.
final class LatencyHistogramTests: XCTestCase {
    private var seed: UInt64 = 42

    /// SplitMix64 (Steele, Lea & Flood 2014).
    private func next() -> UInt64 {
        seed &+= 0x9e37_79b9_7f4a_7c15
        var z = seed
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    func testBucketsFollowEachOtherWithoutGapOrOverlap() {
        var expected: UInt64 = 0
        for bucket in 0..<LatencyHistogram.bucketCount {
            let (start, width) = LatencyHistogram.range(of: bucket)
            XCTAssertEqual(start, expected)
            XCTAssertEqual(LatencyHistogram.bucket(of: start), bucket)
            XCTAssertEqual(LatencyHistogram.bucket(of: start + width - 1), bucket)
            XCTAssertLessThanOrEqual(Double(width - 1) / 2, Double(start) / 64)
            expected = start + width
        }
        XCTAssertEqual(expected, 1 << 36)
        XCTAssertEqual(LatencyHistogram.bucket(of: .max), LatencyHistogram.bucketCount - 1)
    }

    func testQuantilesAreWithinASixtyFourthOfTheExactOnes() throws {
        let distributions: [(UInt64) -> UInt64] = [
            { $0 % 50 }, { 700 + $0 % 300 }, { $0 >> (28 + $0 % 30) }, { $0 % 100 == 0 ? 5_000_000 + $0 % 1_000_000 : 1200 },
            { _ in 12_345 },
        ]
        for (number, distribution) in distributions.enumerated() {
            for count in [1, 2, 3, 10, 99, 100, 101, 10_000] {
                var histogram = LatencyHistogram()
                var values: [UInt64] = []
                for _ in 0..<count {
                    values.append(distribution(next()))
                    histogram.record(nanoseconds: values[values.count - 1])
                }
                values.sort()
                for fraction in [0, 0.01, 0.25, 0.5, 0.9, 0.99, 0.999, 1] {
                    let exact = Double(values[min(max(Int((fraction * Double(count)).rounded(.up)), 1), count) - 1])
                    let found = try XCTUnwrap(histogram.quantile(fraction))
                    XCTAssertEqual(found, exact, accuracy: exact / 64, "distribution \(number), \(count) durations, \(fraction)")
                }
                XCTAssertEqual(histogram.quantile(1), Double(values[count - 1]))
            }
        }
    }

    func testMergedHistogramsAreThatOfAllDurations() {
        var parts = (0..<3).map { _ in LatencyHistogram() }
        var whole = LatencyHistogram()
        for index in 0..<3000 {
            let value = next() % 1_000_000
            parts[index % 3].record(nanoseconds: value)
            whole.record(nanoseconds: value)
        }
        parts[0].merge(parts[1])
        parts[0].merge(parts[2])
        parts[0].merge(LatencyHistogram())
        XCTAssertEqual(parts[0].count, 3000)
        for percent in 0...100 { XCTAssertEqual(parts[0].quantile(Double(percent) / 100), whole.quantile(Double(percent) / 100)) }
        whole.removeAll()
        XCTAssertNil(whole.quantile(0.5))
        XCTAssertNil(whole.callbackTime)
    }

    func testDurationsBeyondTheLastBucketKeepTheirMaximum() throws {
        var histogram = LatencyHistogram()
        histogram.record(nanoseconds: 1000)
        histogram.record(nanoseconds: .max)
        XCTAssertEqual(histogram.quantile(1), Double(UInt64.max))
        XCTAssertEqual(try XCTUnwrap(histogram.callbackTime).p50, 1, accuracy: 1.0 / 64)
    }
}

import Glibc
import XCTest

@testable import Numerics

final class RandomStreamTests: XCTestCase {
    /// Known answers of the authors' library Random123 (`kat_vectors`, philox4x64 10).
    func testPhiloxGivesThePublishedBlocks() {
        XCTAssertEqual(
            Philox4x64.block(counter: SIMD4(0, 0, 0, 0), key: (0, 0)),
            SIMD4(0x1655_4d9e_ca36_314c, 0xdb20_fe9d_672d_0fdc, 0xd7e7_72ce_e186_176b, 0x7e68_b68a_ec7b_a23b))
        XCTAssertEqual(
            Philox4x64.block(counter: SIMD4(repeating: .max), key: (.max, .max)),
            SIMD4(0x87b0_92c3_013f_e90b, 0x438c_3c67_be8d_0224, 0x9cc7_d7c6_9cd7_77b6, 0xa09c_aebf_594f_0ba0))
        XCTAssertEqual(
            Philox4x64.block(
                counter: SIMD4(0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344, 0xa409_3822_299f_31d0, 0x082e_fa98_ec4e_6c89),
                key: (0x4528_21e6_38d0_1377, 0xbe54_66cf_34e9_0c6c)),
            SIMD4(0xa528_f454_03e6_1d95, 0x38c7_2dbd_566e_9788, 0xa5a1_610e_72fd_18b5, 0x57bd_43b5_e52b_7fe6))
    }

    /// numpy 2: Philox(key=[0, 0]).random_raw(8), Philox(key=[42, 7]).random_raw(4).
    func testAStreamIsNumPysPhilox() {
        var zero = RandomStream(seed: 0)
        XCTAssertEqual(
            (0..<8).map { _ in zero.bits() },
            [
                0x02f4_ba64_08e4_d89b, 0x3dd6_2b0b_9ca8_c5b2, 0x1c86_67a5_5d90_2e79, 0x907d_7a05_2fd5_b4dc,
                0x809b_f322_8839_87c3, 0x4711_28b9_e807_f7dd, 0xf250_ba0d_bec0_65b7, 0xfc6e_d667_67a4_57bc,
            ])
        var keyed = RandomStream(seed: 42, stream: 7)
        XCTAssertEqual(
            (0..<4).map { _ in keyed.bits() },
            [0xa640_64f3_4e84_b9a3, 0xe287_959a_866a_08fd, 0x8dc1_81f0_09b9_6c03, 0xf3f6_001d_4fa8_3454])
    }

    /// scipy 1.17.1: norm.ppf((w >> 1)·2⁻⁶⁴) of NumPy's words, with the sign of the last bit.
    func testNormalsAreInversesOfTheWords() {
        var stream = RandomStream(seed: 42, stream: 7)
        for expected in [0.45456797372467456, 0.1447840780989982, 0.5921742043557647, -0.05897449983622307] {
            XCTAssertEqual(stream.normal(), expected, accuracy: 1e-15)
        }
    }

    /// FNV-1a over the bit patterns of 10,000 normals, from a port to CPython 3.11 (floats are IEEE 754 doubles, no fused
    /// operations) of the same logarithm and of AS 241 over NumPy's words: the bits are those of plain IEEE arithmetic.
    func testTheBitsOfNormalsArePlainIEEEArithmetic() {
        var stream = RandomStream(seed: 2024, stream: 11)
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for _ in 0..<10_000 { hash = (hash ^ stream.normal().bitPattern) &* 0x0100_0000_01b3 }
        XCTAssertEqual(hash, 0xef11ee6f9e5a3447)
    }

    func testSkippingIsDrawing() {
        for before in 0...5 {
            for count in 0...9 {
                var drawn = RandomStream(seed: 5, stream: 1)
                var skipped = drawn
                for _ in 0..<before { _ = (drawn.bits(), skipped.bits()) }
                for _ in 0..<count { _ = drawn.bits() }
                skipped.skip(UInt64(count))
                for _ in 0..<6 { XCTAssertEqual(drawn.bits(), skipped.bits(), "\(before) + \(count)") }
            }
        }
    }

    func testStreamsOfOtherKeysAreNotCorrelated() {
        let n = 4_000
        let base = RandomStream(seed: 1, stream: "a")
        let others = [
            RandomStream(seed: 2, stream: "a"), RandomStream(seed: 1, stream: "b"), base.substream(0), base.substream(1),
            base.substream(0).substream(0),
        ]
        var copy = base
        let x = (0..<n).map { _ in copy.normal() }
        for var other in others {
            let y = (0..<n).map { _ in other.normal() }
            XCTAssertLessThan(abs(correlation(x, y)) * Double(n).squareRoot(), 4)
        }
        XCTAssertEqual(Set(others.map(\.stream) + [base.stream]).count, 5, "five keys; a seed of its own keeps its stream's key")
    }

    /// The share of each outcome stays within 4.5 standard deviations of what it should be.
    private func assertUniform(_ counts: [Int], _ label: String) throws {
        let total = Double(counts.reduce(0, +))
        let expected = total / Double(counts.count)
        let statistic = counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
        let p = try ChiSquareDistribution(degreesOfFreedom: Double(counts.count - 1)).survival(statistic)
        XCTAssertGreaterThan(p, 1e-5, label)
    }

    func testIntegersShufflesAndSamplesAreUniform() throws {
        var stream = RandomStream(seed: 3, stream: "uniform")
        for bound in [2, 3, 7, 10] {
            var counts = [Int](repeating: 0, count: bound)
            for _ in 0..<20_000 { counts[stream.integer(below: bound)] += 1 }
            try assertUniform(counts, "below \(bound)")
        }
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
        var counts = [Int](repeating: 0, count: 6)
        var pairs = [Int](repeating: 0, count: 12)
        for _ in 0..<24_000 {
            counts[orders.firstIndex(of: stream.permutation(3))!] += 1 // all six orders are listed
            let pair = try stream.sample(2, of: 4)
            pairs[pair[0] * 3 + (pair[1] > pair[0] ? pair[1] - 1 : pair[1])] += 1
        }
        try assertUniform(counts, "orders of three")
        try assertUniform(pairs, "ordered pairs of four")
        XCTAssertEqual(try stream.sample(100, of: 100).sorted(), Array(0..<100))
        XCTAssertEqual(Set(try stream.sample(50, of: 1 << 60)).count, 50)
        XCTAssertThrowsError(try stream.sample(4, of: 3))
        XCTAssertThrowsError(try stream.sampleWithReplacement(1, of: 0))
        XCTAssertTrue(try stream.sampleWithReplacement(1_000, of: 3).allSatisfy { (0..<3).contains($0) })
        for _ in 0..<1_000 { XCTAssertTrue((-3...4).contains(stream.integer(-3...4))) }
    }

    /// Kolmogorov and Smirnov's distance; 2.3/√n is exceeded once in 40,000 samples.
    private func assertFollows(_ d: some ContinuousDistribution, _ label: String, _ draw: () -> Double) {
        let n = 8_000
        let sorted = (0..<n).map { _ in draw() }.sorted()
        var distance = 0.0
        for (index, x) in sorted.enumerated() {
            let p = d.cdf(x)
            distance = max(distance, abs(p - Double(index) / Double(n)), abs(p - Double(index + 1) / Double(n)))
        }
        XCTAssertLessThan(distance * Double(n).squareRoot(), 2.3, label)
    }

    func testVariatesFollowTheirDistributions() throws {
        var stream = RandomStream(seed: 8, stream: "variates")
        assertFollows(try BetaDistribution(alpha: 1, beta: 1), "uniform") { stream.uniform() }
        assertFollows(NormalDistribution.standard, "normal") { stream.normal() }
        assertFollows(try NormalDistribution(mean: 3, standardDeviation: 2), "N(3, 2)") {
            stream.normal(mean: 3, standardDeviation: 2)
        }
        assertFollows(try ChiSquareDistribution(degreesOfFreedom: 2), "exponential") { 2 * stream.exponential() }
        for df in [0.3, 1, 4, 60, 1e6, .infinity] {
            assertFollows(try StudentTDistribution(degreesOfFreedom: df), "t(\(df))") { stream.studentT(df) }
        }
        for df in [0.2, 1, 5, 300] {
            assertFollows(try ChiSquareDistribution(degreesOfFreedom: df), "χ²(\(df))") { stream.chiSquare(df) }
        }
        XCTAssertTrue(stream.studentT(0).isNaN)
        XCTAssertTrue(stream.gamma(shape: -1).isNaN)
    }

    func testCorrelatedNormalsHaveTheCovarianceOfTheirFactor() throws {
        let factor = Matrix(rows: [[2, 9, 9], [-1, 1, 9], [0.5, 0.25, 3]])
        var stream = RandomStream(seed: 4)
        let n = 20_000
        let draws = try stream.normals(n, factor: factor)
        let expected = [[4, -2, 1], [-2, 2, -0.25], [1, -0.25, 9.3125]]
        for i in 0..<3 {
            for j in 0..<3 {
                let error = ((expected[i][i] * expected[j][j] + expected[i][j] * expected[i][j]) / Double(n)).squareRoot()
                XCTAssertEqual(covariance(draws.column(i), draws.column(j)), expected[i][j], accuracy: 4 * error)
            }
        }
        XCTAssertThrowsError(try stream.normals(2, factor: Matrix(rows: 2, columns: 3)))
    }

    func testOwnLogarithmAndExponentialAgreeWithGlibcToTwoUnits() {
        var stream = RandomStream(seed: 6)
        for _ in 0..<20_000 {
            let x = pow(10, stream.uniform(-300..<300))
            XCTAssertEqual(PortableMath.log(x), log(x), accuracy: 2 * log(x).ulp)
            let near = 1 + stream.uniform(-0.4..<0.4)
            XCTAssertEqual(PortableMath.log(near), log(near), accuracy: 2 * log(near).ulp)
            let p = stream.uniform() / 2
            XCTAssertEqual(PortableMath.log1m(p), log1p(-p), accuracy: 2 * log1p(-p).ulp)
            let y = stream.uniform(-700..<700)
            XCTAssertEqual(PortableMath.exp(y), exp(y), accuracy: 2 * exp(y).ulp)
            let small = stream.uniform(-1..<1)
            XCTAssertEqual(PortableMath.expm1(small), expm1(small), accuracy: 4 * expm1(small).ulp)
        }
        XCTAssertEqual(PortableMath.exp(-745), exp(-745))
        XCTAssertEqual(PortableMath.log(0), -.infinity)
        XCTAssertTrue(PortableMath.log(-1).isNaN)
        XCTAssertEqual(PortableMath.log(.leastNonzeroMagnitude), log(.leastNonzeroMagnitude), accuracy: 2e-13)
    }
}

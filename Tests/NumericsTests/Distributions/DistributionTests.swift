import Glibc
import XCTest

@testable import Numerics

final class DistributionTests: XCTestCase {
    private func make(_ row: DistributionReference.Row) throws -> any ContinuousDistribution {
        let p = row.parameters
        switch row.family {
        case .normal: return try NormalDistribution(mean: p[0], standardDeviation: p[1])
        case .chiSquare: return try ChiSquareDistribution(degreesOfFreedom: p[0])
        case .studentT: return try StudentTDistribution(degreesOfFreedom: p[0])
        case .f: return try FDistribution(numeratorDegrees: p[0], denominatorDegrees: p[1])
        case .beta: return try BetaDistribution(alpha: p[0], beta: p[1])
        }
    }

    func testTailsDensitiesAndQuantilesAgreeWithFortyDigitsDownTo1em300() throws {
        for row in DistributionReference.rows {
            let d = try make(row)
            let label = "\(row)"
            // d log tail/d log x: how much one rounding of x matters to the tail.
            let odds = row.family == .beta ? 1 / (1 - row.x) : 1
            let condition = exp(row.logDensity) * abs(row.x) * odds / row.tail
            let tail = row.isLower ? d.cdf(row.x) : d.survival(row.x)
            XCTAssertEqual(tail / row.tail, 1, accuracy: 2e-13 * max(1, condition / 400), label)
            XCTAssertEqual(d.logDensity(row.x), row.logDensity, accuracy: 2e-13 * max(1, condition / 400), label)
            XCTAssertEqual(d.density(row.x), exp(d.logDensity(row.x)), accuracy: 4e-13 * d.density(row.x), label)
            let x = row.isLower ? d.quantile(row.tail) : d.upperQuantile(row.tail)
            XCTAssertEqual(x / row.x, 1, accuracy: 2e-13 * max(1, 1 / condition), label)
        }
    }

    /// scipy 1.17.1: t.ppf(0.975, [1, 2, 5, 30]), chi2.ppf(0.95, [1, 2, 10]), f.ppf(0.99, [1, 5, 10], [10, 20, 7]),
    /// beta.ppf(0.1, [2, 0.5, 7], [3, 0.5, 1]), norm.ppf([0.975, 0.01, 1e-10]).
    func testQuantilesAgreeWithSciPy() throws {
        for (df, x) in [(1.0, 12.706204736174694), (2, 4.302652729749462), (5, 2.5705818356363146), (30, 2.0422724563012378)] {
            XCTAssertEqual(try StudentTDistribution(degreesOfFreedom: df).quantile(0.975), x, accuracy: 1e-11 * x)
        }
        for (df, x) in [(1.0, 3.841458820694124), (2, 5.991464547107979), (10, 18.307038053275146)] {
            XCTAssertEqual(try ChiSquareDistribution(degreesOfFreedom: df).quantile(0.95), x, accuracy: 1e-13 * x)
        }
        for (a, b, x) in [(1.0, 10.0, 10.04428927339658), (5, 20, 4.102684630584732), (10, 7, 6.620062670291438)] {
            XCTAssertEqual(
                try FDistribution(numeratorDegrees: a, denominatorDegrees: b).upperQuantile(0.01), x, accuracy: 1e-12 * x)
        }
        for (a, b, x) in [(2.0, 3.0, 0.14255931671003072), (0.5, 0.5, 0.024471741852423214), (7, 1, 0.719685673001152)] {
            XCTAssertEqual(try BetaDistribution(alpha: a, beta: b).quantile(0.1), x, accuracy: 1e-12 * x)
        }
        for (p, x) in [(0.975, 1.959963984540054), (0.01, -2.3263478740408408), (1e-10, -6.361340902404056)] {
            XCTAssertEqual(NormalDistribution.standard.quantile(p), x, accuracy: 2e-15 * abs(x))
        }
    }

    private func everyFamily(_ a: Double, _ b: Double) throws -> [any ContinuousDistribution] {
        [
            try NormalDistribution(mean: a, standardDeviation: b), try ChiSquareDistribution(degreesOfFreedom: a),
            try StudentTDistribution(degreesOfFreedom: a), try FDistribution(numeratorDegrees: a, denominatorDegrees: b),
            try BetaDistribution(alpha: a, beta: b),
        ]
    }

    func testQuantileInvertsBothTailsForParametersOverTenDecades() throws {
        var random = RandomStream(seed: 11, stream: "round trips")
        for _ in 0..<400 {
            let a = pow(10, random.uniform(-2..<8))
            let b = pow(10, random.uniform(-2..<8))
            let p = random.bernoulli(0.5) ? random.uniform() : pow(10, random.uniform(-300 ..< -0.5))
            for d in try everyFamily(a, b) {
                for isUpper in [false, true] {
                    let x = isUpper ? d.upperQuantile(p) : d.quantile(p)
                    // Below the least double, above the greatest, or nearer to 1 than doubles lie: no x to go back from.
                    if abs(x) < 1e-300 || !x.isFinite || d is BetaDistribution && x > 0.999 { continue }
                    let back = isUpper ? d.survival(x) : d.cdf(x)
                    let small = min(p, 1 - p)
                    let condition = d.density(x) * abs(x) * (d is BetaDistribution ? 1 / (1 - x) : 1) / small
                    let shift = d is NormalDistribution ? a / abs(x) : 0
                    XCTAssertEqual(
                        back, p, accuracy: small * 2e-13 * max(1, condition * (1 + shift)), "\(d) p \(p) upper \(isUpper)")
                }
            }
        }
    }

    func testIdentitiesBetweenFamilies() throws {
        let t = try StudentTDistribution(degreesOfFreedom: 7)
        let f = try FDistribution(numeratorDegrees: 1, denominatorDegrees: 7)
        let reversed = try FDistribution(numeratorDegrees: 7, denominatorDegrees: 1)
        let beta = try BetaDistribution(alpha: 2.5, beta: 0.75)
        let mirrored = try BetaDistribution(alpha: 0.75, beta: 2.5)
        let exponential = try ChiSquareDistribution(degreesOfFreedom: 2)
        let cauchy = try StudentTDistribution(degreesOfFreedom: 1)
        for x in [1e-12, 0.01, 0.3, 1.0, 2.5, 30, 1e4] {
            XCTAssertEqual(t.cdf(-x), t.survival(x))
            XCTAssertEqual(t.cdf(x) + t.survival(x), 1, accuracy: 1e-15)
            XCTAssertEqual(2 * t.survival(x), f.survival(x * x), accuracy: 1e-13 * f.survival(x * x), "t² is F(1, ν)")
            XCTAssertEqual(f.survival(x), reversed.cdf(1 / x), accuracy: 1e-13 * f.survival(x), "1/F swaps the degrees")
            XCTAssertEqual(exponential.survival(x), exp(-x / 2), accuracy: 1e-13 * exp(-x / 2), "χ²(2) is exponential")
            XCTAssertEqual(cauchy.survival(x), atan(1 / x) / Double.pi, accuracy: 1e-14 * cauchy.survival(x), "t(1) is Cauchy")
        }
        for x in [1e-9, 0.1, 0.5, 0.9] {
            XCTAssertEqual(
                beta.survival(x), mirrored.cdf(1 - x), accuracy: 1e-8 * mirrored.cdf(1 - x), "Iₓ(a, b) = 1 − I₁₋ₓ(b, a)")
        }
        let wide = try StudentTDistribution(degreesOfFreedom: .infinity)
        let almost = try StudentTDistribution(degreesOfFreedom: 1e15)
        for x in [-37.0, -5, 0, 1, 8] {
            XCTAssertEqual(wide.cdf(x), normalCDF(x))
            XCTAssertEqual(almost.cdf(x), normalCDF(x), accuracy: 1e-9 * normalCDF(x), "1 + O(x⁴/4ν)")
        }
    }

    func testDensityIsTheSlopeOfTheDistributionFunction() throws {
        for (a, b) in [(0.7, 3.0), (4, 9), (250, 40)] {
            for d in try everyFamily(a, b) {
                for p in [0.02, 0.3, 0.5, 0.8, 0.99] {
                    let x = d.quantile(p)
                    let h = x == 0 ? 1e-4 : abs(x) * 1e-4
                    let slope = (d.cdf(x - 2 * h) - 8 * d.cdf(x - h) + 8 * d.cdf(x + h) - d.cdf(x + 2 * h)) / (12 * h)
                    XCTAssertEqual(slope, d.density(x), accuracy: 1e-7 * d.density(x), "\(d) at \(x)")
                }
            }
        }
    }

    func testEndsOfTheSupport() throws {
        for (a, b) in [(0.5, 0.5), (2.0, 2.0), (6, 3)] {
            for d in try everyFamily(a, b) {
                let (low, high) = (d.quantile(0), d.quantile(1))
                XCTAssertEqual(d.upperQuantile(1), low)
                XCTAssertEqual(d.upperQuantile(0), high)
                XCTAssertEqual(d.cdf(low), 0)
                XCTAssertEqual(d.cdf(high), 1)
                XCTAssertEqual(d.survival(low), 1)
                XCTAssertEqual(d.survival(high), 0)
                for x in [-Double.infinity, .infinity] {
                    XCTAssertEqual(d.density(x), 0)
                    XCTAssertEqual(d.cdf(x), x > 0 ? 1 : 0)
                }
                for bad in [-0.1, 1.1, .nan, .infinity] {
                    XCTAssertTrue(d.quantile(bad).isNaN)
                    XCTAssertTrue(d.upperQuantile(bad).isNaN)
                }
                for value in [d.density(.nan), d.logDensity(.nan), d.cdf(.nan), d.survival(.nan)] { XCTAssertTrue(value.isNaN) }
            }
        }
        XCTAssertEqual(try ChiSquareDistribution(degreesOfFreedom: 1).density(0), .infinity)
        XCTAssertEqual(try ChiSquareDistribution(degreesOfFreedom: 2).density(0), 0.5)
        XCTAssertEqual(try FDistribution(numeratorDegrees: 2, denominatorDegrees: 9).density(0), 1)
        XCTAssertEqual(try BetaDistribution(alpha: 1, beta: 3).density(0), 3, accuracy: 1e-15)
        XCTAssertEqual(try BetaDistribution(alpha: 1, beta: 3).density(1), 0)
        XCTAssertEqual(try ChiSquareDistribution(degreesOfFreedom: 3).cdf(-1), 0)
        XCTAssertEqual(try BetaDistribution(alpha: 2, beta: 3).survival(1.5), 0)
    }

    func testParametersOutsideTheirDomainAreNamed() {
        for bad in [0, -1, Double.nan, .infinity] {
            XCTAssertThrowsError(try ChiSquareDistribution(degreesOfFreedom: bad))
            XCTAssertThrowsError(try FDistribution(numeratorDegrees: 3, denominatorDegrees: bad))
            XCTAssertThrowsError(try BetaDistribution(alpha: bad, beta: 2))
            XCTAssertThrowsError(try NormalDistribution(mean: 0, standardDeviation: bad))
            if bad < .infinity || bad.isNaN { XCTAssertThrowsError(try StudentTDistribution(degreesOfFreedom: bad)) }
        }
        XCTAssertThrowsError(try StudentTDistribution(degreesOfFreedom: -2)) {
            XCTAssertEqual("\($0)", "degreesOfFreedom is -2.0; expected a number from 1e-10 to 1e15")
        }
    }

    func testExtremeParametersAndPointsGiveProbabilities() throws {
        let parameters = [1e-10, 1e-6, 0.1, 1, 40, 1e6, 1e15]
        let points = [.leastNonzeroMagnitude, 1e-300, 1e-20, 0.1, 1, 1e3, 1e20, 1e300, 1.7e308]
        for a in parameters {
            for b in parameters {
                for d in try everyFamily(a, b) {
                    let signed = (points.reversed().map { -$0 } + points).map { (d.cdf($0), d.survival($0), d.logDensity($0)) }
                    for (lower, upper, logDensity) in signed {
                        XCTAssertTrue(lower >= 0 && lower <= 1 && upper >= 0 && upper <= 1, "\(d)")
                        XCTAssertFalse(logDensity.isNaN, "\(d)")
                    }
                    for ((lower, upper, _), next) in zip(signed, signed.dropFirst()) {
                        XCTAssertLessThanOrEqual(lower, next.0 * (1 + 1e-9), "\(d)")
                        XCTAssertGreaterThanOrEqual(upper * (1 + 1e-9), next.1, "\(d)")
                    }
                    for p in [.leastNonzeroMagnitude, 1e-300, 0.2, 0.5, 1 - 0x1p-53] {
                        XCTAssertFalse(d.quantile(p).isNaN, "\(d) \(p)")
                        XCTAssertFalse(d.upperQuantile(p).isNaN, "\(d) \(p)")
                    }
                }
            }
        }
        XCTAssertThrowsError(try FDistribution(numeratorDegrees: 1e-11, denominatorDegrees: 1))
        XCTAssertThrowsError(try BetaDistribution(alpha: 1, beta: 2e15))
    }

    func testIncompleteFunctionsOfSmallAndHugeParameters() {
        // P(a, x) = 1 − e⁻ˣ at a = 1; Iₓ(a, 1) = xᵃ, Iₓ(1, b) = 1 − (1 − x)ᵇ.
        for x in [1e-15, 0.5, 3, 700] {
            XCTAssertEqual(regularizedGamma(1, x).upper, exp(-x), accuracy: 2e-13 * exp(-x))
            XCTAssertEqual(regularizedGamma(1, x).lower, -expm1(-x), accuracy: 1e-15 * -expm1(-x) * 4)
        }
        for a in [1e-3, 0.2, 1, 40, 1e5] {
            for x in [0.001, 0.25, 0.75, 0.999] {
                XCTAssertEqual(regularizedBeta(a, 1, x).lower, pow(x, a), accuracy: 2e-13 * pow(x, a))
                let upper = exp(a * log1p(-x))
                XCTAssertEqual(regularizedBeta(1, a, x).upper, upper, accuracy: 4e-13 * upper + .leastNormalMagnitude)
            }
        }
        // The median of a gamma variable of shape a is a − 1/3 + 8/(405a) + O(a⁻²) (Choi 1994).
        for a in [1e3, 1e6, 1e12] { XCTAssertEqual(regularizedGamma(a, a - 1.0 / 3 + 8 / (405 * a)).lower, 0.5, accuracy: 1e-10) }
        XCTAssertTrue(regularizedGamma(-1, 2).lower.isNaN)
        XCTAssertTrue(regularizedBeta(1, 2, -0.5).upper.isNaN)
    }
}

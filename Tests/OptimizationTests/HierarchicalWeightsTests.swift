import Numerics
import XCTest

@testable import Optimization

final class HierarchicalWeightsTests: XCTestCase {
    private let covariance = Samples.covariance(Samples.returns)

    /// PyPortfolioOpt 1.6.0, `HRPOpt(returns).optimize(linkage)`.
    func testHierarchicalRiskParityIsThatOfPyPortfolioOpt() throws {
        let single = [
            0.0779455031277183, 0.026608895320763708, 0.06209781968265869, 0.07465449033458, 0.08144142840806678,
            0.2357914092816524,
            0.07885558420478643, 0.200141040704194, 0.1085907817978396, 0.05387304713774007,
        ]
        let other = [
            0.03890476311975392, 0.023594575660889707, 0.06504600900567517, 0.08951076779973575, 0.09694884274438423,
            0.2706080639229193,
            0.08259937412528343, 0.22299649546603031, 0.043733984440067854, 0.0660571237152603,
        ]
        for linkage in Linkage.allCases {
            let solution = try HierarchicalRiskParity(linkage: linkage).solve(covariance: covariance)
            assertEqual(solution.weights, linkage == .single ? single : other, accuracy: 1e-13)
            XCTAssertEqual(solution.objective, covariance.quadraticForm(solution.weights))
        }
    }

    /// Riskfolio-Lib 7.4.0, `HCPortfolio.optimization(model="HERC", codependence="pearson", rm="MV", linkage="ward",
    /// leaf_order=False)`, whose weights inside a cluster are in inverse proportion to volatility when `rm="vol"` and to variance
    /// when "MV".
    func testHierarchicalEqualRiskIsThatOfRiskfolio() throws {
        let expected = [
            0.02489335507995014, 0.008498048674079866, 0.14727372903839153, 0.14990159653431281, 0.0339976582811798,
            0.1623716531635463,
            0.18701712879273452, 0.13782194925598287, 0.027983350017490347, 0.12024153116233197,
        ]
        for clusters in [nil, 3] {
            for linkage in [Linkage.ward, .average] {
                let solution = try HierarchicalEqualRisk(linkage: linkage, clusters: clusters).solve(covariance: covariance)
                assertEqual(solution.weights, expected, accuracy: 1e-10)
            }
        }
    }

    /// Two assets have one split: inverse variance; so have uncorrelated ones all the way.
    func testClosedForms() throws {
        let two = Matrix(rows: [[0.04, 0.006], [0.006, 0.01]])
        assertEqual(try HierarchicalRiskParity().solve(covariance: two).weights, [0.2, 0.8], accuracy: 1e-15)
        let independent = Matrix.diagonal([0.01, 0.02, 0.04, 0.08, 0.05])
        let inverse = independent.diagonal.map { 1 / $0 }
        let expected = inverse.map { $0 / inverse.reduce(0, +) }
        assertEqual(try HierarchicalRiskParity().solve(covariance: independent).weights, expected, accuracy: 1e-14)
        assertEqual(try HierarchicalEqualRisk(clusters: 1).solve(covariance: independent).weights, expected, accuracy: 1e-14)
        XCTAssertEqual(try HierarchicalRiskParity().solve(covariance: Matrix.diagonal([0.3])).weights, [1])
        XCTAssertEqual(try HierarchicalEqualRisk().solve(covariance: Matrix.diagonal([0.3])).weights, [1])
    }

    func testPermutedAssetsHavePermutedWeightsOfEqualRisk() throws {
        let order = [3, 7, 1, 9, 0, 2, 8, 4, 6, 5]
        let plain = try HierarchicalEqualRisk().solve(covariance: covariance).weights
        let permuted = try HierarchicalEqualRisk().solve(covariance: covariance.submatrix(rows: order, columns: order)).weights
        assertEqual(permuted, order.map { plain[$0] }, accuracy: 1e-13)
    }

    func testScaledCovarianceHasTheSameWeights() throws {
        let plain = try HierarchicalRiskParity().solve(covariance: covariance).weights
        assertEqual(try HierarchicalRiskParity().solve(covariance: 252 * covariance).weights, plain, accuracy: 1e-14)
    }

    func testWeightsStayInsideBounds() throws {
        var random = TestRandom(29)
        for round in 0..<60 {
            let n = 2 + round % 20
            let covariance = Samples.covariance(random.returns(60, n))
            var constraints = Constraints(assets: n)
            for i in 0..<n {
                constraints.lower[i] = random.uniform(0...(0.9 / Double(n)))
                constraints.upper[i] = random.uniform((1.1 / Double(n))...1)
            }
            for weights in [
                try HierarchicalRiskParity().solve(covariance: covariance, constraints: constraints).weights,
                try HierarchicalEqualRisk().solve(covariance: covariance, constraints: constraints).weights,
            ] {
                XCTAssertEqual(weights.reduce(0, +), 1, accuracy: 1e-14)
                for i in 0..<n { XCTAssertTrue(weights[i] >= constraints.lower[i] && weights[i] <= constraints.upper[i]) }
            }
        }
        let answer = try HierarchicalRiskParity().solve(covariance: covariance, constraints: Constraints(assets: 10, upper: 0.05))
        guard case .infeasible(let names) = answer.certificate.status else { return XCTFail("\(answer)") }
        XCTAssertEqual(names.count, 11)
        XCTAssertEqual(names.first, "budget: weights sum to 1.0")
    }

    func testBadInput() {
        var constant = covariance
        for i in 0..<10 { (constant[i, 4], constant[4, i]) = (0, 0) }
        assertBad("asset 4", "0.0") { _ = try HierarchicalRiskParity().solve(covariance: constant) }
        var broken = covariance
        broken[2, 5] = .nan
        assertBad("(2, 5)", "nan") { _ = try HierarchicalEqualRisk().solve(covariance: broken) }
        broken[2, 5] = 0.5
        assertBad("(2, 5)") { _ = try HierarchicalRiskParity().solve(covariance: broken) }
        assertBad("positive semidefinite") {
            _ = try HierarchicalRiskParity().solve(covariance: Matrix(rows: [[1, 2], [2, 1]]))
        }
        // Three assets each correlated −0.9 with the others cannot be.
        let impossible = Matrix(rows: [[1, -0.9, -0.9], [-0.9, 1, -0.9], [-0.9, -0.9, 1]])
        assertBad("positive semidefinite") { _ = try HierarchicalEqualRisk(clusters: 1).solve(covariance: impossible) }
        assertBad("0 × 0") { _ = try HierarchicalRiskParity().solve(covariance: Matrix(rows: 0, columns: 0)) }
        assertBad("clusters is 11") { _ = try HierarchicalEqualRisk(clusters: 11).solve(covariance: covariance) }
        var grouped = Constraints(assets: 10)
        grouped.groups = [GroupBound(name: "oil", members: [3, 9], upper: 0.1)]
        assertBad("no groups") { _ = try HierarchicalRiskParity().solve(covariance: covariance, constraints: grouped) }
    }
}

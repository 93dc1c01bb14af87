import Foundation
import XCTest

/// `perigee optimize` over the example prices. References, on `read_csv(…).pct_change().dropna()[["JPM", "XOM", "KO"]]`: NumPy 2.4.6
/// (closed forms), SciPy 1.17.1 (`optimize.root`, `linprog(method="highs")`), PyPortfolioOpt 1.6.0.
final class OptimizeCommandTests: CommandTestCase {
    private var three: [String] { ["--returns", stocks, "--prices", "--columns", "JPM,XOM,KO"] }

    private func optimize(_ method: String, _ words: [String] = [], line: UInt = #line) throws -> [String: Any] {
        try json(["optimize", method] + three + words, line: line)
    }

    private func weights(_ result: [String: Any], line: UInt = #line) throws -> [Double] {
        let named = try XCTUnwrap(result["weights"] as? [String: Double], line: line)
        return try ["JPM", "XOM", "KO"].map { try XCTUnwrap(named[$0], line: line) }
    }

    private func expect(_ result: [String: Any], _ expected: [Double], accuracy: Double, line: UInt = #line) throws {
        for (value, wanted) in zip(try weights(result, line: line), expected) {
            XCTAssertEqual(value, wanted, accuracy: accuracy, line: line)
        }
        XCTAssertEqual(result["status"] as? String, "optimal", line: line)
    }

    func testClosedFormsOfMeanAndVariance() throws {
        let wide = try file("wide.yaml", "min: -10\nmax: 10\n")
        let least = try optimize("min-variance", ["--constraints", wide])
        try expect(least, [0.06394119965134122, 0.3741730024933108, 0.561885797855348], accuracy: 1e-9)
        let certificate = try XCTUnwrap(least["certificate"] as? [String: Any])
        XCTAssertLessThan(try XCTUnwrap(certificate["kkt_residual"] as? Double), 1e-9)
        try expect(
            try optimize("max-sharpe", ["--constraints", wide, "--risk-free", "0.02"]),
            [0.21418322056558273, 0.31540684246367084, 0.4704099369707465], accuracy: 1e-8)
        // EfficientFrontier(mean * 252, cov * 252).efficient_return(0.16), whose solver ends at 1e-5.
        let target = try optimize("mean-variance", ["--target-return", "0.16"])
        try expect(target, [0.616901, 0.15788648, 0.22521252], accuracy: 1e-4)
        XCTAssertEqual(try XCTUnwrap(target["volatility"] as? Double), 0.270847798740558, accuracy: 1e-6)
        XCTAssertEqual(try XCTUnwrap(target["expected_return"] as? Double), 0.16, accuracy: 1e-9)
    }

    func testRiskContributionsAreThoseAskedFor() throws {
        let equal = try optimize("risk-parity")
        try expect(equal, [0.24083299614379824, 0.3529584568771064, 0.4062085469790954], accuracy: 1e-9)
        let budgets = try file("budgets.csv", "name,budget\nKO,1\nJPM,2\nXOM,1\n")
        for (result, shares) in [
            (equal, [1.0 / 3, 1.0 / 3, 1.0 / 3]), (try optimize("risk-budgeting", ["--budgets", budgets]), [0.5, 0.25, 0.25]),
        ] {
            let parts = try XCTUnwrap(result["risk_contributions"] as? [[String: Any]])
            XCTAssertEqual(parts.map { $0["name"] as? String }, ["JPM", "XOM", "KO"])
            for (part, share) in zip(parts, shares) {
                XCTAssertEqual(try XCTUnwrap(part["share"] as? Double), share, accuracy: 1e-9)
            }
            let year = try XCTUnwrap((result["conventions"] as? [String: Any])?["periods_per_year"] as? Double)
            let whole = parts.compactMap { $0["component"] as? Double }.reduce(0, +) * year.squareRoot()
            XCTAssertEqual(whole, try XCTUnwrap(result["volatility"] as? Double), accuracy: 1e-14)
        }
    }

    func testHierarchicalRiskParityIsThatOfPyPortfolioOpt() throws {
        try expect(try optimize("hrp"), [0.14136475901107076, 0.3177455095372583, 0.540889731451671], accuracy: 1e-12)
    }

    func testBlackLittermanIsThatOfPyPortfolioOpt() throws {
        // BlackLittermanModel(cov * 252, pi=2.5 * cov * 252 @ [.5, .3, .2] + 0.02, P=[[1, 0, 0], [0, 1, -1]], Q=[.2, .03],
        // omega="idzorek", view_confidences=[.9, .5], tau=0.05).bl_returns()
        let market = try file("market.csv", "JPM,0.5\nXOM,0.3\nKO,0.2\n")
        let views = try file(
            "views.yaml", "views:\n  - {asset: JPM, return: 20%, confidence: 0.9}\n  - {long: [XOM], short: [KO], return: 0.03}\n"
        )
        let result = try optimize(
            "black-litterman", ["--market", market, "--views", views, "--risk-free", "0.02", "--periods", "252"])
        let posterior = try XCTUnwrap((result["black_litterman"] as? [String: Any])?["posterior_returns"] as? [String: Double])
        for (name, wanted) in [("JPM", 0.20358165278954043), ("XOM", 0.11477559232647269), ("KO", 0.08691530192903761)] {
            XCTAssertEqual(try XCTUnwrap(posterior[name]), wanted, accuracy: 1e-12)
        }
        // Without views the market is its own answer.
        try expect(
            try optimize("black-litterman", ["--market", market, "--risk-free", "0.02"]), [0.5, 0.3, 0.2], accuracy: 1e-8)
    }

    func testExpectedShortfallIsThatOfSciPy() throws {
        let words = ["optimize", "min-cvar"] + three
        let first = try run(words)
        if first.code == 1, first.error.contains("scripts/setup") { throw XCTSkip(first.error) }
        let result = try optimize("min-cvar")
        try expect(result, [0.043023236999343184, 0.39435033657033725, 0.5626264264303196], accuracy: 1e-6)
        let risk = try XCTUnwrap(result["scenario_risk"] as? [String: Any])
        XCTAssertEqual(try XCTUnwrap(risk["risk"] as? Double), 0.02728217053274438, accuracy: 1e-10)
        XCTAssertLessThanOrEqual(try XCTUnwrap(risk["bound"] as? Double), 0.02728217053274438 + 1e-10)
        for method in ["min-cdar", "min-mad"] {
            XCTAssertEqual(try optimize(method, ["--from", "2015-01-01"])["status"] as? String, "optimal")
        }
    }

    func testTheFrontierAscendsAndIsConvex() throws {
        let result = try json(["optimize", "frontier", "--returns", stocks, "--prices", "--points", "40", "--from", "2005-01-01"])
        let frontier = try XCTUnwrap(result["frontier"] as? [String: Any])
        let points = try XCTUnwrap(frontier["points"] as? [[String: Any]])
        XCTAssertEqual(points.count, 40)
        XCTAssertGreaterThan(try XCTUnwrap(frontier["corners"] as? Int), 2)
        let returns = points.compactMap { $0["expected_return"] as? Double }
        let variances = points.compactMap { ($0["volatility"] as? Double).map { $0 * $0 } }
        for i in 1..<39 {
            XCTAssertEqual(returns[i] - returns[i - 1], returns[1] - returns[0], accuracy: 1e-12)
            XCTAssertGreaterThanOrEqual(variances[i + 1] - 2 * variances[i] + variances[i - 1], -1e-12)
            let named = try XCTUnwrap(points[i]["weights"] as? [String: Double])
            XCTAssertEqual(named.values.reduce(0, +), 1, accuracy: 1e-9)
        }
        let best = try XCTUnwrap(result["sharpe"] as? Double)
        for point in points { XCTAssertLessThanOrEqual(try XCTUnwrap(point["sharpe"] as? Double), best + 1e-9) }
    }

    func testEveryConstraintOfTheFileHolds() throws {
        let limits = try file(
            "limits.yaml",
            """
            max: 30%
            bounds:
              AAPL: {min: 0.02, max: 0.1}
              MSFT: [0.01, 0.05]
            groups:
              energy: {members: [XOM, CVX, RRC], min: 0.1, max: 0.12}
            current: {KO: 0.5, PEP: 0.5}
            max_turnover: 1.2
            max_assets: 8
            min_position: 0.01
            """)
        let result = try json(["optimize", "max-sharpe", "--returns", stocks, "--prices", "--constraints", limits])
        XCTAssertEqual(result["status"] as? String, "optimal")
        let named = try XCTUnwrap(result["weights"] as? [String: Double])
        for (name, range) in [("AAPL", 0.02...0.1), ("MSFT", 0.01...0.05)] {
            XCTAssertTrue(range.contains(try XCTUnwrap(named[name])), "\(named)")
        }
        let energy = ["XOM", "CVX", "RRC"].compactMap { named[$0] }.reduce(0, +)
        XCTAssertTrue((0.1 - 1e-9...0.12 + 1e-9).contains(energy), "\(energy)")
        XCTAssertLessThanOrEqual(try XCTUnwrap(result["turnover"] as? Double), 1.2 + 1e-9)
        let held = named.values.filter { $0 != 0 }
        XCTAssertLessThanOrEqual(held.count, 8)
        XCTAssertGreaterThanOrEqual(try XCTUnwrap(held.min()), 0.01 - 1e-12)
        XCTAssertLessThanOrEqual(try XCTUnwrap(held.max()), 0.3 + 1e-12)
        XCTAssertEqual(held.reduce(0, +), 1, accuracy: 1e-9)
        let shorts = try file("shorts.yaml", "min: -0.2\nmax_leverage: 1.4\n")
        let gross = try json(["optimize", "min-variance", "--returns", stocks, "--prices", "--constraints", shorts])
        XCTAssertLessThanOrEqual(try XCTUnwrap(gross["gross"] as? Double), 1.4 + 1e-9)
        XCTAssertEqual(try XCTUnwrap(gross["net"] as? Double), 1, accuracy: 1e-9)
    }

    func testCostsKeepAPortfolioWhereItIs() throws {
        let dear = try file("dear.yaml", "current: {JPM: 0.2, XOM: 0.3, KO: 0.5}\ncost: 0.5\n")
        let result = try optimize("mean-variance", ["--constraints", dear])
        try expect(result, [0.2, 0.3, 0.5], accuracy: 1e-9)
        XCTAssertEqual(try XCTUnwrap(result["turnover"] as? Double), 0, accuracy: 1e-9)
        let spread = try file("spread.yaml", "current: {JPM: 0.2, XOM: 0.3, KO: 0.5}\ncost: 0.001\nholding_periods: 252\n")
        let moved = try optimize("mean-variance", ["--constraints", spread])
        let turnover = try XCTUnwrap(moved["turnover"] as? Double)
        XCTAssertEqual(try XCTUnwrap(moved["cost"] as? Double), turnover * 0.001 / 252, accuracy: 1e-15)
        XCTAssertGreaterThan(turnover, 0.5)
    }

    func testTrackingACombinationOfAssetsFindsIt() throws {
        let parts = try file("parts.csv", "name,weight\nJPM,0.25\nXOM,0.35\nKO,0.4\n")
        let result = try optimize("tracking", ["--benchmark-weights", parts])
        try expect(result, [0.25, 0.35, 0.4], accuracy: 1e-7)
        XCTAssertEqual(try XCTUnwrap(result["tracking_error"] as? Double), 0, accuracy: 1e-6)
        let column = try json(["optimize", "tracking", "--returns", stocks, "--prices", "--benchmark", "KO"])
        let named = try XCTUnwrap(column["weights"] as? [String: Double])
        XCTAssertNil(named["KO"])
        XCTAssertEqual(named.values.max(), named["PEP"])
    }

    func testHalfOfKellyIsHalfItsWeights() throws {
        let full = try weights(try optimize("kelly"))
        let half = try optimize("kelly", ["--fraction", "0.5"])
        for (part, whole) in zip(try weights(half), full) { XCTAssertEqual(part, whole / 2, accuracy: 1e-15) }
        XCTAssertTrue((half["notes"] as? [String])?.contains { $0.contains("0.5 of the growth-optimal") } ?? false)
    }

    func testWeightsFollowTheirAssetsWhateverTheOrderOfTheColumns() throws {
        for method in [
            "min-variance", "max-sharpe", "max-diversification", "risk-parity", "hrp", "kelly", "inverse-volatility",
            "inverse-variance", "equal-weight",
        ] {
            let plain = try XCTUnwrap(
                try json(["optimize", method, "--returns", stocks, "--prices", "--columns", "JPM,XOM,KO,AMD"])["weights"]
                    as? [String: Double])
            let other = try XCTUnwrap(
                try json(["optimize", method, "--returns", stocks, "--prices", "--columns", "AMD,KO,JPM,XOM"])["weights"]
                    as? [String: Double])
            for (name, weight) in plain {
                XCTAssertEqual(weight, try XCTUnwrap(other[name]), accuracy: 1e-8, "\(method) \(name)")
            }
        }
    }

    func testTwoRunsDifferInTimingOnlyAndCSVFeedsOtherCommands() throws {
        func untimed(_ text: String) -> Substring {
            text.prefix(upTo: text.range(of: "\"timing\"")?.lowerBound ?? text.startIndex)
        }
        let words = ["optimize", "max-sharpe"] + three
        let (first, second) = (try run(words + ["--json"]), try run(words + ["--json"]))
        XCTAssertFalse(untimed(first.output).isEmpty)
        XCTAssertEqual(untimed(first.output), untimed(second.output))
        let held = try file("held.csv", try run(words + ["--csv"]).output)
        XCTAssertEqual(try optimize("max-sharpe", ["--current", held])["turnover"] as? Double, 0)
        XCTAssertEqual(try run(["risk"] + three + ["--weights", held]).code, 0)
        let table = try run(words + ["--current", held])
        for part in ["Status  optimal", "optimality residual", "whole", "Sharpe ratio", "turnover 0.00 %"] {
            XCTAssertTrue(table.output.contains(part), table.output)
        }
    }

    func testThePageHoldsEverythingItShows() throws {
        let path = folder + "/page.html"
        let result = try run(["optimize", "frontier"] + three + ["--plot", path])
        XCTAssertEqual(result.code, 0, result.error)
        let page = try String(contentsOfFile: path, encoding: .utf8)
        for part in [
            "default-src 'none'", "Return and volatility", "Weights and where the risk comes from", "Weights along the frontier",
            "Correlations", "JPM",
        ] {
            XCTAssertTrue(page.contains(part), part)
        }
        XCTAssertFalse(page.contains("<script src") || page.contains("<link"))
    }
}

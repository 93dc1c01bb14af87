import Numerics
import Risk
import XCTest

@testable import Host

/// `perigee risk` over the example prices. References: pandas 3.1.1, NumPy 2.4.6 and SciPy 1.17.1, with the weights 0.3 JPM, 0.5 XOM, 0.2 KO.
final class RiskCommandTests: CommandTestCase {
    private var three: [String] { ["risk", "--returns", stocks, "--prices", "--columns", "JPM,XOM,KO"] }

    private func weighted() throws -> [String] { three + ["--weights", try file("w.csv", "name,weight\nKO,0.2\nXOM,0.5\nJPM,0.3\n")] }

    private func estimate(_ result: [String: Any], _ method: String, _ confidence: Double) throws -> [String: Any] {
        let all = try XCTUnwrap(result["estimates"] as? [[String: Any]])
        return try XCTUnwrap(all.first { $0["method"] as? String == method && $0["confidence"] as? Double == confidence })
    }

    private func value(_ object: [String: Any], _ key: String) throws -> Double { try XCTUnwrap(object[key] as? Double, key) }

    func testTailsAreThoseOfNumPyAndSciPy() throws {
        let result = try json(try weighted() + ["--method", "historical,normal"])
        let expected: [(String, Double, Double)] = [
            ("historical", 0.95, 0.020165433406804444), ("historical", 0.99, 0.036420147521380966), ("normal", 0.95, 0.022193872244346307),
            ("normal", 0.99, 0.03162647580532329),
        ]
        for (method, confidence, wanted) in expected {
            XCTAssertEqual(try value(try estimate(result, method, confidence), "value_at_risk"), wanted, accuracy: 1e-14, method)
        }
        XCTAssertEqual(try value(try estimate(result, "historical", 0.95), "expected_shortfall"), 0.031096312254328067, accuracy: 1e-14)
        XCTAssertEqual(try value(try estimate(result, "historical", 0.99), "expected_shortfall"), 0.05176978259082347, accuracy: 1e-14)
        XCTAssertEqual(try value(result, "volatility"), 0.01384106117001458, accuracy: 1e-15)
        XCTAssertEqual(try value(try XCTUnwrap(result["diversification"] as? [String: Any]), "ratio"), 1.2829225191060085, accuracy: 1e-12)
    }

    func testContributionsSumToTheWhole() throws {
        let result = try json(try weighted() + ["--method", "historical"])
        let all = try XCTUnwrap(result["contributions"] as? [[String: Any]])
        XCTAssertEqual(all.count, 5)
        for item in all {
            let positions = try XCTUnwrap(item["positions"] as? [[String: Any]])
            let sum = try positions.reduce(0) { $0 + (try value($1, "component")) }
            XCTAssertEqual(sum, try value(item, "total"), accuracy: 1e-12)
        }
        let shares = try XCTUnwrap(all[0]["positions"] as? [[String: Any]]).map { try value($0, "share") }
        for (share, wanted) in zip(shares, [0.40545303422391954, 0.47697680303477824, 0.11757016274130229]) { XCTAssertEqual(share, wanted, accuracy: 1e-12) }
    }

    func testEveryMethodIsTheLibrarysAndTwoRunsAgree() throws {
        let words = three + ["--from", "2015-01-01", "--confidence", "0.975", "--scenarios", "20000"]
        let result = try json(words)
        var reading = ReturnsTableOptions()
        reading.isPrices = true
        reading.columns = ["JPM", "XOM", "KO"]
        let table = try ReturnsTable.read(stocks, reading)
        let first = try XCTUnwrap(table.times.firstIndex { $0 > 1_420_156_800_000_000_000 })
        let rows = Array(first..<table.rows)
        let returns = table.returns.submatrix(rows: rows, columns: [0, 1, 2]).times([1.0 / 3, 1.0 / 3, 1.0 / 3])
        let expected: [(String, TailRisk)] = [
            ("historical", try HistoricalRisk.estimate(returns, confidence: 0.975)), ("student", try StudentRisk.estimate(returns, confidence: 0.975)),
            ("cornish-fisher", try CornishFisherRisk.estimate(returns, confidence: 0.975).risk),
            ("age-weighted", try AgeWeightedRisk.estimate(returns, confidence: 0.975)),
            ("ewma", try VolatilityScaledRisk.normal(returns, confidence: 0.975)), ("filtered", try VolatilityScaledRisk.historical(returns, confidence: 0.975)),
            ("drawdown", try DrawdownRisk.estimate(returns, confidence: 0.975)),
        ]
        // Foundation's reader of JSON is off by a unit in the last place.
        for (method, risk) in expected {
            XCTAssertEqual(try value(try estimate(result, method, 0.975), "value_at_risk"), risk.valueAtRisk, accuracy: 1e-15, method)
            XCTAssertEqual(try value(try estimate(result, method, 0.975), "expected_shortfall"), risk.expectedShortfall, accuracy: 1e-15, method)
        }
        XCTAssertEqual(
            try value(try estimate(result, "evar", 0.975), "value_at_risk"), try EntropicRisk.entropicValueAtRisk(returns, confidence: 0.975),
            accuracy: 1e-15)
        XCTAssertEqual(result["weights_given"] as? Bool, false)
        XCTAssertEqual(try run(words + ["--json"]).output, try run(words + ["--json"]).output)
        XCTAssertTrue(try run(words).output.contains("equal weights, as none are given"))
    }

    func testBacktestCountsExceedancesOfForecasts() throws {
        let result = try json(three + ["--from", "2016-01-01", "--method", "historical,normal,evar", "--backtest", "--window", "250"])
        let backtests = try XCTUnwrap(result["backtests"] as? [[String: Any]])
        XCTAssertEqual(backtests.map { $0["method"] as? String }, ["historical", "historical", "normal", "normal"])
        for item in backtests {
            let (observed, count) = (try value(item, "observations"), try value(item, "exceedances"))
            XCTAssertEqual(observed, try value(try XCTUnwrap(result["data"] as? [String: Any]), "rows") - 250)
            XCTAssertEqual(try value(item, "rate"), count / observed, accuracy: 1e-15)
            let test = try kupiecTest(violations: Int(count), observations: Int(observed), expectedRate: try value(item, "expected") / observed)
            XCTAssertEqual(try value(item, "kupiec_p"), test.pValue, accuracy: 1e-12)
            XCTAssertTrue(["green", "yellow", "red"].contains(item["zone"] as? String ?? ""))
        }
    }

    func testStressLiquidityAndFactors() throws {
        let volumes = try file("adv.csv", "name,volume,spread\nJPM,2e9,0.0002\nXOM,1e9,0.0002\nKO,5e8,0.0004\n")
        let factors = try marketFactor()
        let result = try json(
            try weighted() + ["--method", "normal", "--stress", "--adv", volumes, "--capital", "1e9", "--factors", factors, "--shock", "market=-0.1"])
        let stress = try XCTUnwrap(result["stress"] as? [[String: Any]])
        let spike = try XCTUnwrap(stress.first { $0["scenario"] as? String == "volatility spike" })
        XCTAssertEqual(try value(spike, "loss"), 2 * (try value(spike, "unstressed")), accuracy: 1e-15)
        for item in stress {
            let losses = try XCTUnwrap(item["losses"] as? [Double])
            XCTAssertEqual(losses.reduce(0, +), try value(item, "loss"), accuracy: 1e-12)
        }
        let crash = try XCTUnwrap(stress.first { $0["scenario"] as? String == "COVID 2020" })
        XCTAssertEqual(crash["from"] as? String, "2020-02-20")
        // 500 million of XOM at a tenth of a billion a day.
        XCTAssertEqual(try value(try XCTUnwrap(result["liquidity"] as? [String: Any]), "days"), 5, accuracy: 1e-12)
        // The portfolio is its own factor: exposure one, nothing unexplained, and a fall by a tenth costs a tenth.
        let regression = try XCTUnwrap(result["factors"] as? [String: Any])
        XCTAssertEqual(try value(regression, "r_squared"), 1, accuracy: 1e-9)
        let coefficients = try XCTUnwrap(regression["coefficients"] as? [[String: Any]])
        XCTAssertEqual(try value(coefficients[1], "value"), 1, accuracy: 1e-9)
        let shock = try XCTUnwrap(stress.first { $0["scenario"] as? String == "factor shock" })
        XCTAssertEqual(try value(shock, "loss"), 0.1, accuracy: 1e-9)
    }

    /// The weighted portfolio's own returns as a factor.
    private func marketFactor() throws -> String {
        var options = ReturnsTableOptions()
        options.isPrices = true
        options.columns = ["JPM", "XOM", "KO"]
        let table = try ReturnsTable.read(stocks, options)
        let returns = table.returns.times([0.3, 0.5, 0.2])
        let rows = zip(table.times, returns).map { "\($0 / 1_000_000_000),\($1)\n" }
        return try file("factors.csv", "date,market\n" + rows.joined())
    }

    func testDegenerateInput() throws {
        let flat = try file("flat.csv", "date,A,B\n" + (1...9).map { "2020-01-0\($0),0,0\n" }.joined())
        let zero = try run(["risk", "--returns", flat, "--method", "historical,normal,student,cornish-fisher,age-weighted,ewma,evar", "--json"])
        XCTAssertEqual(zero.code, 0, zero.error)
        XCTAssertFalse(zero.output.lowercased().contains("nan"))
        let wide = try file("wide.csv", "date,A,B,C,D,E,F\n2020-01-01,1,2,3,4,5,6\n2020-01-02,0.1,-0.1,0.2,0,0.1,0.3\n2020-01-03,-0.1,0.1,0,0.1,0.2,-0.3\n2020-01-06,0.3,0.1,-0.2,-0.1,0,0.1\n")
        XCTAssertEqual(try run(["risk", "--returns", wide, "--method", "historical,normal"]).code, 0)
    }

    func testMistakes() throws {
        try expectMistake(["risk"], "which returns?")
        for text in ["0", "1", "1.5", "-0.5", "x", "nan", "0.95,2"] { try expectMistake(three + ["--confidence", text], "--confidence", "between 0 and 1") }
        try expectMistake(three + ["--confidence", "0.95,0.95"], "twice")
        try expectMistake(three + ["--method", "histerical"], "did you mean 'historical'")
        try expectMistake(three + ["--covariance", "oaz"], "did you mean 'oas'")
        try expectMistake(three + ["--window", "50"], "--backtest")
        try expectMistake(three + ["--backtest", "--window", "9000"], "--window '9000'", "8311")
        try expectMistake(three + ["--backtest", "--method", "evar"], "--backtest", "historical")
        try expectMistake(three + ["--shock", "oil=-0.2"], "--factors")
        try expectMistake(three + ["--horizon", "0"], "--horizon '0'")
        try expectMistake(three + ["--seed", "7", "--method", "normal"], "--seed", "monte-carlo")
        let weights = try file("bad.csv", "name,weight\nJPM,0.5\nXON,0.5\nKO,0.1\n")
        try expectMistake(three + ["--weights", weights], "bad.csv:3:", "unknown name 'XON'", "did you mean 'XOM'")
        let volumes = try file("adv.csv", "name,volume\nJPM,1\nXOM,1\nKO,1\n")
        try expectMistake(three + ["--adv", volumes], "--capital")
        try expectMistake(three + ["--adv", try file("neg.csv", "JPM,1\nXOM,-1\nKO,1\n"), "--capital", "1"], "volumes[1] is -1.0")
        try expectMistake(three + ["--adv", volumes, "--capital", "1", "--participation", "2"], "--participation '2'")
        try expectMistake(three + ["--factors", try file("f.csv", "date,m\n2020-01-02,0.1\n2020-01-03,0.2\n")], "no row for 1990-01-03")
        let gaps = try file("gaps.csv", "date,A,B\n2020-01-01,0.1,0.2\n2020-01-02,,0.1\n2020-01-03,0.1,0.3\n")
        try expectMistake(["risk", "--returns", gaps], "gaps.csv:3: A is empty")
        try expectMistake(["risk", "--returns", gaps, "--missing", "pairwise"], "complete rows", "--missing complete")
        try expectMistake(["risk", "--returns", gaps, "--missing", "complete"], "2 rows", "at least 4")
    }
}

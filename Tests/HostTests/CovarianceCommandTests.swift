import XCTest

/// `perigee covariance` and `perigee correlation` over the example prices. References: pandas 3.1.1, scikit-learn 1.9.1 and SciPy 1.17.1 on
/// `read_csv(...).pct_change().dropna()[["JPM", "XOM", "KO"]]`.
final class CovarianceCommandTests: CommandTestCase {
    private var three: [String] { ["--returns", stocks, "--prices", "--columns", "JPM,XOM,KO"] }

    func testSampleIsThatOfPandas() throws {
        let result = try json(["covariance"] + three + ["--annualize", "252"])
        try expectEqual(
            result["covariance"],
            [
                [0.14039244824167094, 0.035521024827647414, 0.02684231495643381], [0.035521024827647414, 0.062460503821316335, 0.020836786553135624],
                [0.02684231495643381, 0.020836786553135624, 0.04954261689681613],
            ], accuracy: 1e-15)
        XCTAssertEqual(result["names"] as? [String], ["JPM", "XOM", "KO"])
        XCTAssertEqual(result["shrinkage"] as? Double, 0)
        XCTAssertEqual(result["effective_rows"] as? Double, 8312)
        XCTAssertEqual((result["data"] as? [String: Any])?["from"] as? String, "1990-01-03")
        let volatility = try XCTUnwrap(result["volatility"] as? [Double])
        XCTAssertEqual(volatility[0], 0.14039244824167094.squareRoot(), accuracy: 1e-15)
        XCTAssertGreaterThan(try XCTUnwrap(result["condition_number"] as? Double), 1)
    }

    func testShrinkageIsThatOfScikitLearn() throws {
        let wolf = try json(["covariance"] + three + ["--method", "ledoit-wolf"])
        XCTAssertEqual(try XCTUnwrap(wolf["shrinkage"] as? Double), 0.00614938827266108, accuracy: 1e-14)
        XCTAssertEqual(try XCTUnwrap((wolf["covariance"] as? [[Double]])?[0][1]), 0.00014007279789792935, accuracy: 1e-17)
        let oas = try json(["covariance"] + three + ["--method", "oas"])
        XCTAssertEqual(try XCTUnwrap(oas["shrinkage"] as? Double), 0.0011775491194603608, accuracy: 1e-14)
        let weighted = try json(["covariance"] + three + ["--method", "ewm", "--halflife", "63"])
        XCTAssertEqual(try XCTUnwrap((weighted["covariance"] as? [[Double]])?[1][1]), 0.0004237794850532228, accuracy: 1e-16)
        for method in ["ledoit-wolf-cc", "gerber", "denoised", "semi"] {
            let matrix = try XCTUnwrap(try json(["covariance"] + three + ["--method", method])["covariance"] as? [[Double]])
            XCTAssertEqual(matrix[0][1], matrix[1][0], method)
            XCTAssertGreaterThan(matrix[0][0] * matrix[1][1], matrix[0][1] * matrix[0][1], method)
        }
    }

    func testCSVHoldsTheBitsOfTheJSONAndTwoRunsAgree() throws {
        let words = ["covariance"] + three + ["--method", "oas"]
        let (first, second) = (try run(words), try run(words))
        XCTAssertEqual(first.output, second.output)
        XCTAssertTrue(first.error.contains("8312 returns of prices of 3 assets"), first.error)
        let lines = first.output.split(separator: "\n")
        XCTAssertEqual(lines[0], "name,JPM,XOM,KO")
        let matrix = try XCTUnwrap(try json(words)["covariance"] as? [[Double]])
        XCTAssertEqual(lines[2].split(separator: ",").dropFirst().map { Double($0) }, matrix[1])
        let table = try run(words + ["--table"])
        XCTAssertTrue(table.output.contains("volatility") && table.output.contains("shrinkage 0.001178"), table.output)
    }

    func testPairwiseRowsAreThoseOfPandas() throws {
        // pandas: DataFrame(...).cov() of the same cells.
        let path = try file("gaps.csv", "date,A,B\n2020-01-01,0.01,0.02\n2020-01-02,-0.02,\n2020-01-03,0.03,-0.01\n2020-01-04,0.005,0.015\n2020-01-05,,0.01\n")
        let result = try json(["covariance", "--returns", path, "--missing", "pairwise"])
        try expectEqual(result["covariance"], [[4.2291666666666666e-4, -2e-4], [-2e-4, 1.7291666666666667e-4]], accuracy: 1e-15)
        XCTAssertEqual((result["data"] as? [String: Any])?["missing_cells"] as? Int, 2)
        let complete = try json(["covariance", "--returns", path, "--missing", "complete"])
        XCTAssertEqual((complete["data"] as? [String: Any])?["dropped_rows"] as? Int, 2)
        XCTAssertEqual((complete["data"] as? [String: Any])?["rows"] as? Int, 3)
    }

    func testCorrelationsArePandas() throws {
        let off: [(String, [Double])] = [
            ("pearson", [0.37932448070406527, 0.32185378641689005, 0.3745747773480983]),
            ("spearman", [0.35267808096443104, 0.31297212360864984, 0.33184749361868854]),
            ("kendall", [0.24703125300267212, 0.21983888144579747, 0.2311622202134685]),
        ]
        for (method, expected) in off {
            let result = try json(["correlation"] + three + ["--method", method])
            let matrix = try XCTUnwrap(result["correlations"] as? [[Double]])
            for (value, wanted) in zip([matrix[0][1], matrix[0][2], matrix[1][2]], expected) { XCTAssertEqual(value, wanted, accuracy: 1e-13, method) }
            XCTAssertEqual(try XCTUnwrap(result["average"] as? Double), expected.reduce(0, +) / 3, accuracy: 1e-13)
        }
        let pearson = try json(["correlation"] + three)
        XCTAssertEqual(try XCTUnwrap((pearson["p_values"] as? [[Double]])?[0][2]) / 1.2577874852317303e-199, 1, accuracy: 1e-9)
    }

    func testRollingAverageAndRegimes() throws {
        let result = try json(["correlation"] + three + ["--from", "2012-01-01", "--rolling", "252", "--by-regime", "--regime-of", "JPM"])
        let rolling = try XCTUnwrap(result["rolling"] as? [String: Any])
        XCTAssertEqual(try XCTUnwrap((rolling["average"] as? [Double])?.last), 0.3063593775979457, accuracy: 1e-12)
        XCTAssertEqual((rolling["dates"] as? [String])?.last, "2022-12-28")
        let regimes = try XCTUnwrap(result["regimes"] as? [[String: Any]])
        XCTAssertEqual(regimes.map { $0["regime"] as? String }, ["low volatility", "trending", "high volatility"])
        let rows = regimes.compactMap { $0["rows"] as? Int }.reduce(0, +)
        XCTAssertEqual(rows, try XCTUnwrap((result["data"] as? [String: Any])?["rows"] as? Int) - 20)
    }

    func testMistakes() throws {
        try expectMistake(["covariance"], "which returns?", "--prices")
        try expectMistake(["covariance", "--returns", stocks], "look like prices", "--prices")
        try expectMistake(["covariance"] + three + ["--method", "lediot-wolf"], "did you mean 'ledoit-wolf'")
        try expectMistake(["covariance"] + three + ["--halflife", "20"], "--halflife", "ewm")
        try expectMistake(["covariance"] + three + ["--method", "ewm", "--halflife", "-1"], "--halflife '-1'")
        try expectMistake(["covariance"] + three + ["--annualize", "0"], "--annualize '0'")
        try expectMistake(["covariance", "--returns", stocks, "--prices", "--columns", "APPL"], "no column 'APPL'", "did you mean 'AAPL'")
        try expectMistake(["covariance", "--returns", stocks, "--prices", "--columns", "JPM,JPM"], "twice")
        try expectMistake(["covariance", "--returns", stocks, "--log"], "--log", "--prices")
        try expectMistake(["covariance"] + three + ["--from", "2030-01-01"], "no rows between", "1990-01-02 to 2022-12-28")
        try expectMistake(["covariance"] + three + ["--from", "2022-12-28"], "0 rows of returns", "at least 2")
        try expectMistake(["covariance"] + three + ["--from", "2011-01-01", "--to", "2010-01-01"], "--from is after --to")
        try expectMistake(["correlation"] + three + ["--method", "person"], "pearson, spearman, kendall")
        try expectMistake(["correlation"] + three + ["--rolling", "1"], "--rolling '1'")
        try expectMistake(["correlation"] + three + ["--rolling", "9000"], "--rolling '9000'", "8312")
        try expectMistake(["correlation"] + three + ["--rolling", "20", "--method", "kendall"], "--rolling")
        try expectMistake(["correlation"] + three + ["--by-regime", "--regime-of", "JMP"], "did you mean 'JPM'")
        try expectMistake(["correlation", "--returns", sp500, "--prices", "--columns", "close"], "one column")
    }
}

import Foundation
import XCTest

/// What `perigee optimize` says to input that it cannot work with: each ends in a status or in a message with place, value and remedy.
final class OptimizeMistakeTests: CommandTestCase {
    private var three: [String] { ["--returns", stocks, "--prices", "--columns", "JPM,XOM,KO"] }

    private func expectMistake(
        inFile text: String, _ parts: String..., option: String = "--constraints", method: String = "min-variance",
        line: UInt = #line
    ) throws {
        let path = try file("given.yaml", text)
        let result = try run(["optimize", method] + three + [option, path])
        XCTAssertEqual(result.code, 2, result.error, line: line)
        XCTAssertEqual(result.output, "", line: line)
        for part in parts { XCTAssertTrue(result.error.contains(part), "'\(part)' is not in: \(result.error)", line: line) }
    }

    func testOptionsThatDoNotGoTogether() throws {
        try expectMistake(["optimize"], "which method?", "risk-parity")
        try expectMistake(["optimize", "max-sharp"] + three, "did you mean 'max-sharpe'")
        try expectMistake(["optimize", "hrp", "herc"] + three, "one method")
        try expectMistake(["optimize", "hrp"], "which returns?")
        try expectMistake(["optimize", "hrp"] + three + ["--points", "20"], "--points", "frontier, found hrp")
        try expectMistake(["optimize", "frontier"] + three + ["--points", "1"], "--points '1'")
        try expectMistake(
            ["optimize", "mean-variance"] + three + ["--target-return", "0.1", "--target-volatility", "0.1"], "choose one")
        try expectMistake(
            ["optimize", "mean-variance"] + three + ["--target-return", "0.1", "--risk-aversion", "2"], "choose one")
        try expectMistake(["optimize", "mean-variance"] + three + ["--risk-aversion", "0"], "--risk-aversion '0'")
        try expectMistake(["optimize", "min-cvar"] + three + ["--confidence", "1"], "--confidence '1'", "between 0 and 1")
        try expectMistake(["optimize", "risk-budgeting"] + three, "--budgets")
        try expectMistake(["optimize", "tracking"] + three, "--benchmark")
        try expectMistake(["optimize", "tracking"] + three + ["--benchmark", "K0"], "did you mean 'KO'")
        try expectMistake(["optimize", "herc"] + three + ["--clusters", "9"], "clusters is 9, expected 1 to 3")
        try expectMistake(["optimize", "hrp"] + three + ["--linkage", "wards"], "single, average, complete, ward")
        try expectMistake(["optimize", "hrp"] + three + ["--json", "--csv"], "choose one")
        try expectMistake(
            ["optimize", "hrp"] + three + ["--plot", "/nowhere/page.html"], "/nowhere/page.html: cannot be written")
    }

    func testFilesOfNumbersByName() throws {
        let wrong = try file("w.csv", "JPM,0.5\nXOM,0.5\n")
        try expectMistake(["optimize", "risk-budgeting"] + three + ["--budgets", wrong], "w.csv: no budget for KO")
        let unknown = try file("u.csv", "JPM,1\nXOM,1\nK0,1\n")
        try expectMistake(["optimize", "risk-budgeting"] + three + ["--budgets", unknown], "u.csv:3", "did you mean 'KO'")
        let negative = try file("n.csv", "JPM,1\nXOM,-1\nKO,1\n")
        try expectMistake(["optimize", "risk-budgeting"] + three + ["--budgets", negative], "-1.0 at XOM")
        let nan = try file("nan.csv", "JPM,0.1\nXOM,nan\nKO,0.1\n")
        try expectMistake(["optimize", "max-sharpe"] + three + ["--expected", nan], "nan.csv:2", "'nan' is not a finite number")
    }

    func testConstraintsFilesNameThePlace() throws {
        try expectMistake(inFile: "bounds:\n\tJPM: [0, 1]\n", "given.yaml:2:1", "a tab in the indentation")
        try expectMistake(inFile: "bonds:\n  JPM: [0, 1]\n", "given.yaml:1:1", "did you mean 'bounds'")
        try expectMistake(inFile: "bounds:\n  JMP: [0, 1]\n", "given.yaml:2:3", "unknown name 'JMP': did you mean 'JPM'")
        try expectMistake(inFile: "bounds:\n  JPM: [0, 1]\n  JPM: [0, 2]\n", "given.yaml:3:3", "twice, first on line 2")
        try expectMistake(inFile: "bounds:\n  JPM: [0.5]\n", "given.yaml:2:8", "expected [min, max]")
        try expectMistake(
            inFile: "bounds:\n  JPM: {min: 0.5, max: 0.2}\n", "given.yaml:2:8", "bounds.JPM: min 0.5 is above max 0.2")
        try expectMistake(inFile: "min: 0.5\nmax: 0.2\n", "given.yaml:1:6", "min 0.5 is above max 0.2")
        try expectMistake(inFile: "max: ten\n", "given.yaml:1:6", "max: found 'ten', expected a number")
        try expectMistake(inFile: "groups:\n  a: {members: [JPM, JPM], max: 1}\n", "given.yaml:2:22", "'JPM' is named twice")
        try expectMistake(inFile: "groups:\n  a: {members: [JPM]}\n", "given.yaml:2:6", "neither min nor max")
        try expectMistake(inFile: "groups:\n  a: {max: 1}\n", "given.yaml:2:6", "no 'members'")
        try expectMistake(inFile: "max_turnover: 0.1\n", "given.yaml:1:15", "needs the weights held now")
        try expectMistake(inFile: "cost: 0.1\n", "given.yaml:1:7", "needs the weights held now")
        try expectMistake(inFile: "current: {JPM: 1}\ncost: -0.1\n", "given.yaml:2:7", "from 0.0 to 1.0")
        try expectMistake(inFile: "max_assets: 2.5\n", "given.yaml:1:13", "whole number")
        try expectMistake(inFile: "holding_periods: 5\n", "given.yaml:1:18", "no cost to spread")
        try expectMistake(inFile: "groups:\n  a: {members: [JPM], max: 0.5}\n", "takes bounds and a budget only", method: "hrp")
        try expectMistake(inFile: "max: 0.5\n", "upper bound 0.5 of JPM", method: "risk-parity")
        try expectMistake(["optimize", "hrp"] + three + ["--constraints", folder + "/absent.yaml"], "absent.yaml: no such file")
    }

    func testViewsFilesNameThePlace() throws {
        func expect(_ text: String, _ parts: String..., line: UInt = #line) throws {
            for part in parts { try expectMistake(inFile: text, part, option: "--views", method: "black-litterman", line: line) }
        }
        try expect(
            "views:\n  - {asset: JMP, return: 0.1}\n", "given.yaml:2:13", "views[1].asset: unknown name 'JMP': did you mean 'JPM'"
        )
        try expect("views:\n  - {asset: JPM}\n", "given.yaml:2:5", "no 'return'")
        try expect("views:\n  - {asset: JPM, return: 0.1, confidence: 60}\n", "given.yaml:2:43", "expected a number from")
        try expect("views:\n  - {asset: JPM, long: [KO], return: 0.1}\n", "given.yaml:2:24", "goes with a relative view")
        try expect("views:\n  - {long: [KO], short: [KO], return: 0.1}\n", "'KO' is on both sides")
        try expect("views:\n  - {long: [KO], return: 0.1}\n", "no 'short'")
        try expect("views: []\n", "an empty list")
        try expect("view: []\n", "did you mean 'views'")
        try expect(
            "views:\n  - {asset: JPM, return: 0.1, confidence: 1}\n  - {asset: JPM, return: 0.2, confidence: 1}\n",
            "repeat or contradict")
    }

    func testImpossibleConstraintsNameWhatConflicts() throws {
        let crossed = try file("c.yaml", "bounds:\n  JPM: {min: 0.6}\n  KO: {min: 0.6}\n")
        for method in ["min-variance", "max-sharpe", "frontier", "hrp", "kelly", "equal-weight"] {
            try expectMistake(
                ["optimize", method] + three + ["--constraints", crossed], "infeasible", "min 0.6 of JPM", "min 0.6 of KO",
                "budget")
        }
        let result = try run(["optimize", "min-variance"] + three + ["--constraints", crossed, "--json"])
        XCTAssertEqual(result.code, 2)
        XCTAssertTrue(
            result.output.contains("\"status\": \"infeasible\"") && result.output.contains("\"weights\": null"), result.output)
        try expectMistake(
            ["optimize", "mean-variance"] + three + ["--target-return", "0.9"], "expected return of at least 0.9 a year")
        try expectMistake(
            ["optimize", "mean-variance"] + three + ["--target-volatility", "0.01"], "volatility of at most 0.01 a year")
        let many = try file("m.yaml", "min: 0.1\n")
        try expectMistake(
            ["optimize", "min-variance", "--returns", stocks, "--prices", "--constraints", many], "min 0.1 of 20 assets")
    }

    func testWithoutGainTheSharpeRatioFallsBack() throws {
        let down = try file(
            "down.csv", "date,A,B\n2020-01-01,-0.01,-0.02\n2020-01-02,-0.02,0.01\n2020-01-03,0.01,-0.02\n2020-01-06,-0.01,-0.01\n"
        )
        let result = try json(["optimize", "max-sharpe", "--returns", down])
        XCTAssertEqual(result["status"] as? String, "fallback")
        XCTAssertEqual((result["fallback"] as? [String: Any])?["method"] as? String, "minimum variance")
        XCTAssertTrue(try run(["optimize", "max-sharpe", "--returns", down]).output.contains("fallback to minimum variance"))
    }

    func testAPortfolioOfNothingHasNoFiguresButIsOne() throws {
        let neutral = try file("neutral.yaml", "budget: 0\nmin: -0.5\nmax: 0.5\n")
        let result = try json(["optimize", "min-variance"] + three + ["--constraints", neutral])
        XCTAssertEqual(result["status"] as? String, "optimal")
        let sizes = try XCTUnwrap(result["weights"] as? [String: Double]).values.map { abs($0) }
        XCTAssertLessThan(try XCTUnwrap(sizes.max()), 1e-12)
        XCTAssertTrue(result["sharpe"] is NSNull && result["effective_positions"] is NSNull)
        try expectMistake(inFile: "", "is empty")
    }

    /// One row, holes, nonsense, constant and repeated columns, more assets than rows: never a weight that is not a number.
    func testPoorDataEndsInAMessageOrInNumbers() throws {
        let holes = try file("nan.csv", "date,A,B\n2020-01-01,0.01,nan\n2020-01-02,0.02,0.01\n2020-01-03,0.0,-0.01\n")
        let row = try file("row.csv", "date,A,B\n2020-01-01,0.01,0.02\n")
        let wide = try file(
            "wide.csv",
            "date,A,B,C,D,E\n2020-01-01,0.01,0.02,-0.01,0.0,0.03\n2020-01-02,-0.02,0.01,0.01,0.02,-0.01\n2020-01-03,0.01,-0.01,0.0,0.01,0.02\n"
        )
        let flat = try file(
            "flat.csv", "date,A,B\n2020-01-01,0.01,0.0\n2020-01-02,-0.02,0.0\n2020-01-03,0.01,0.0\n2020-01-06,0.02,0.0\n")
        let zero = try file("zero.csv", "date,A,B\n2020-01-01,0,0\n2020-01-02,0,0\n2020-01-03,0,0\n2020-01-06,0,0\n")
        let twice = try file(
            "twice.csv", "date,A,B\n2020-01-01,0.01,0.01\n2020-01-02,-0.02,-0.02\n2020-01-03,0.01,0.01\n2020-01-06,0.02,0.02\n")
        let methods = [
            "risk-parity", "min-variance", "mean-variance", "max-sharpe", "max-diversification", "frontier", "black-litterman",
            "hrp", "herc", "min-cvar",
            "kelly", "inverse-volatility", "equal-weight",
        ]
        for method in methods {
            try expectMistake(["optimize", method, "--returns", holes], "nan.csv:2", "B")
            try expectMistake(["optimize", method, "--returns", row], "1 row", "at least 2")
            for path in [wide, flat, zero, twice] {
                let result = try run(["optimize", method, "--returns", path, "--json"])
                if result.code == 1, result.error.contains("scripts/setup") { continue }
                XCTAssertTrue(result.code == 0 || result.code == 2, "\(method) \(path): \(result.error)")
                if result.code == 0 {
                    let object = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
                    let named = try XCTUnwrap(object["weights"] as? [String: Double], "\(method) \(path): \(result.output)")
                    XCTAssertTrue(named.values.allSatisfy(\.isFinite), "\(method) \(path)")
                    if method != "kelly" { XCTAssertEqual(named.values.reduce(0, +), 1, accuracy: 1e-8, "\(method) \(path)") }
                } else if result.output.isEmpty {
                    XCTAssertTrue(
                        result.error.contains("perigee optimize") || result.error.contains(path),
                        "\(method) \(path): \(result.error)")
                }
            }
        }
    }

    func testSixThousandAssets() throws {
        var text = "date," + (0..<6_000).map { "A\($0)" }.joined(separator: ",") + "\n"
        for row in 0..<6 {
            let sign = row % 2 == 0 ? "" : "-"
            text +=
                "2020-01-0\(row + 1)" + (0..<6_000).map { ",\(sign)0.0\(($0 * 7 + row * 131 + $0 * row) % 89 + 10)" }.joined()
                + "\n"
        }
        let path = try file("many.csv", text)
        let result = try run(["optimize", "inverse-volatility", "--returns", path, "--csv"])
        XCTAssertEqual(result.code, 0, result.error)
        XCTAssertEqual(result.output.split(separator: "\n").count, 6_001)
        try expectMistake(["optimize", "kelly", "--returns", path], "kelly: 6000 assets: expected at most 2000")
    }
}

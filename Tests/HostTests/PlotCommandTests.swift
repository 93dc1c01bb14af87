import Foundation
import XCTest

/// `--plot` of the portfolio commands: one file that holds everything, and nothing half written.
final class PlotCommandTests: CommandTestCase {
    private var commands: [(words: [String], parts: [String])] {
        let three = ["--returns", stocks, "--prices", "--columns", "JPM,XOM,KO", "--from", "2012-01-01"]
        return [
            (["correlation"] + three + ["--rolling", "252", "--by-regime"], ["All rows", "Over time", "Regime: high volatility"]),
            (["covariance"] + three + ["--method", "oas"], ["Correlations of the estimate", "Volatility", "Eigenvalues"]),
            (["regime"] + three + ["--column", "JPM"], ["States over the growth of one", "Probability of each state", "spans"]),
            (["risk"] + three + ["--method", "normal", "--backtest", "--stress"], ["Where the risk comes from", "Tails by method", "Forecast and return", "Stress"]),
        ]
    }

    func testEachCommandWritesAPageThatNeedsNoNetwork() throws {
        for (words, parts) in commands {
            let path = folder + "/\(words[0]).html"
            let result = try run(words + ["--plot", path])
            XCTAssertEqual(result.code, 0, result.error)
            let page = try String(contentsOfFile: path, encoding: .utf8)
            for part in parts + ["default-src 'none'", "JPM"] { XCTAssertTrue(page.contains(part), "\(words[0]): \(part)") }
            XCTAssertFalse(page.contains("<script src") || page.contains("<link"), words[0])
            XCTAssertFalse(FileManager.default.fileExists(atPath: path + ".part"))
            XCTAssertEqual(result.output, try run(words).output, "a page changes nothing of the output")
        }
    }

    func testAPlaceThatCannotBeWrittenIsSaidBeforeTheWorkAndAnOldPageSurvivesAMistake() throws {
        for (words, _) in commands {
            try expectMistake(words + ["--plot", "/nowhere/page.html"], "/nowhere/page.html: cannot be written")
            let old = try file("old.html", "old")
            try expectMistake(words + ["--to", "2012-01-02", "--plot", old], "rows")
            XCTAssertEqual(try String(contentsOfFile: old, encoding: .utf8), "old")
        }
    }
}

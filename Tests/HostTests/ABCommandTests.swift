import Experiments
import Foundation
import Numerics
import XCTest

@testable import Host

/// `perigee ab` as a user sees it: against two backtests, against the library, and what it says of mistakes.
final class ABCommandTests: CommandTestCase {
    private var cross: String { root + "/strategies/trading/sma_cross.lua" }
    private var trend: String { root + "/strategies/trading/trend_following.lua" }
    private var recent: [String] { ["--data", sp500, "--from", "2008-01-01", "--resamples", "200"] }

    private func result(_ words: [String], line: UInt = #line) throws -> [String: Any] {
        let found = try run(["ab"] + words + ["--json", "-"])
        XCTAssertEqual(found.code, 0, found.error, line: line)
        return try XCTUnwrap(JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [String: Any], line: line)
    }

    /// A script that buys on the first bar and holds as much of its equity as the parameter says.
    private func holder(_ name: String = "holder.lua") throws -> String {
        try file(
            name,
            """
            --- Holds a share of the equity.
            part = param("part", 0.5, {min = 0, max = 1, doc = "of the equity"})
            function on_bar(position)
              if position == 0 then target_percent(part) end
            end

            """)
    }

    func testTheBooksAreThoseOfTwoBacktests() throws {
        let words = recent + ["--cash", "100000", "--share", "0.25", "--fee-bps", "5"]
        let both = try result([cross, trend] + words)
        let pairs = try XCTUnwrap(both["returns"] as? [[Any]])
        for (name, script, cash, column) in [("control", cross, "75000", 1), ("treatment", trend, "25000", 2)] {
            let run = try run([
                "backtest", script, "--data", sp500, "--from", "2008-01-01", "--cash", cash, "--fee-bps", "5", "--json", "-",
            ])
            let alone = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
            let metrics = try XCTUnwrap(alone["metrics"] as? [String: Any])
            let arm = try XCTUnwrap(both[name] as? [String: Any])
            for key in ["total_return", "volatility", "sharpe", "max_drawdown"] {
                XCTAssertEqual(
                    try XCTUnwrap(arm[key] as? Double), try XCTUnwrap(metrics[key] as? Double), accuracy: 1e-9, "\(name) \(key)")
            }
            XCTAssertEqual(arm["trades"] as? Int, (alone["trades"] as? [Any])?.count)
            XCTAssertEqual(arm["cash"] as? Double, Double(cash))
            let equity = try XCTUnwrap(alone["equity"] as? [[Any]])
            XCTAssertEqual(pairs.count, equity.count - 1)
            let last =
                try XCTUnwrap(equity[equity.count - 1][1] as? Double) / (XCTUnwrap(equity[equity.count - 2][1] as? Double)) - 1
            XCTAssertEqual(try XCTUnwrap(pairs[pairs.count - 1][column] as? Double), last, accuracy: 1e-12)
            XCTAssertEqual(pairs[pairs.count - 1][0] as? String, equity[equity.count - 1][0] as? String)
        }
    }

    /// The printed figures are those of an `Experiment` over the printed returns.
    func testTheVerdictIsTheLibrarys() throws {
        let found = try result([
            try holder(), try holder(), "--param-a", "part=0", "--param-b", "part=0.9", "--min-trades", "0", "--data", sp500,
        ])
        let rules = try ExperimentRules(minimumTrades: 0, smallestEffect: 0.02 / 252)
        var experiment = try Experiment(control: "a", treatment: "b", rules: rules)
        for (index, pair) in try XCTUnwrap(found["returns"] as? [[Any]]).enumerated() {
            try experiment.add(
                time: Int64(index) * 86_400_000_000_000, control: try XCTUnwrap(pair[1] as? Double),
                treatment: try XCTUnwrap(pair[2] as? Double))
        }
        XCTAssertEqual(found["verdict"] as? String, experiment.current.verdict.rawValue)
        XCTAssertEqual(found["basis"] as? String, experiment.current.basis.rawValue)
        let sequential = try XCTUnwrap(found["sequential"] as? [String: Any])
        let interval = try XCTUnwrap(sequential["interval"] as? [Double])
        XCTAssertEqual(interval[0], experiment.sequential.interval.lowerBound, accuracy: 1e-12)
        XCTAssertEqual(interval[1], experiment.sequential.interval.upperBound, accuracy: 1e-12)
        XCTAssertEqual(try XCTUnwrap(sequential["p_value"] as? Double), experiment.sequential.pValue, accuracy: 1e-9)
        // A control that stays in cash has no Sharpe ratio, which is said and stops nothing.
        XCTAssertTrue(found["sharpe_difference"] is NSNull)
        XCTAssertEqual((found["notes"] as? [String])?.count, 1)
        XCTAssertEqual((found["control"] as? [String: Any])?["total_return"] as? Double, 0)
    }

    /// One holds a tenth, the other nearly all of a share that rises on most days: it must be found, on the day that is printed.
    func testAClearDifferenceIsDecided() throws {
        var text = "date,open,high,low,close,volume\n"
        var (price, random) = (100.0, RandomStream(seed: 4, stream: "prices"))
        for day in 0..<400 {
            price *= 1 + 0.004 + 0.01 * random.normal()
            let shown = (price * 100).rounded() / 100
            text += "\(Self.date(day)),\(shown),\(shown),\(shown),\(shown),1000\n"
        }
        let data = try file("rising.csv", text)
        let words = [
            try holder("a.lua"), try holder("b.lua"), "--param-a", "part=0.1", "--param-b", "part=0.95", "--data", data,
            "--min-trades", "0", "--cash", "1e8",
        ]
        let found = try result(words + ["--resamples", "200"])
        XCTAssertEqual(found["verdict"] as? String, "adopt_treatment", "\(found["reason"] ?? "")")
        let decided = try XCTUnwrap(found["decided"] as? [String: Any])
        let pair = try XCTUnwrap(decided["pair"] as? Int)
        XCTAssertEqual(decided["time"] as? String, try XCTUnwrap(found["returns"] as? [[Any]])[pair - 1][0] as? String)
        let page = try run(["ab"] + words).output
        XCTAssertTrue(page.contains("Verdict: adopt the treatment, B"), page)
        XCTAssertTrue(page.contains("first decided on \(decided["time"] as? String ?? "?"), pair \(pair), with B ahead"), page)
        // The other way round.
        let reverse = try result(
            [words[1], words[0], "--param-a", "part=0.95", "--param-b", "part=0.1"] + words[6...] + ["--resamples", "200"])
        XCTAssertEqual(reverse["verdict"] as? String, "keep_control")
    }

    private static func date(_ day: Int) -> String {
        let parts = Calendar(identifier: .gregorian).dateComponents(
            in: TimeZone(identifier: "UTC") ?? .current, from: Date(timeIntervalSince1970: 1_577_836_800 + 86_400 * Double(day)))
        return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }

    func testAScriptAgainstItselfShowsNoDifference() throws {
        let found = try result([cross, cross] + recent)
        XCTAssertEqual(found["verdict"] as? String, "no_difference")
        XCTAssertEqual(found["basis"] as? String, "same_version")
        XCTAssertTrue(found["decided"] is NSNull)
        let text = try run(["ab", cross, cross] + recent).output
        XCTAssertTrue(text.contains("Verdict: no difference\n  control and treatment are the same version"), text)
        // Another file with the same behaviour, which its hash does not show.
        let copy = try file("copy.lua", String(contentsOfFile: cross, encoding: .utf8) + "\n-- a word\n")
        XCTAssertEqual(try result([cross, copy] + recent)["basis"] as? String, "identical_returns")
    }

    func testMinimaAreEnforcedAndSaid() throws {
        let days = try result([cross, trend] + recent + ["--min-days", "100000"])
        XCTAssertEqual(days["basis"] as? String, "few_days")
        let trades = try run(["ab", cross, trend] + recent + ["--min-trades", "5000"])
        XCTAssertTrue(trades.output.contains("Verdict: continue"), trades.output)
        XCTAssertTrue(trades.output.contains("each must close at least 5000"), trades.output)
        let ended = try result([cross, trend] + recent + ["--min-trades", "5000", "--max-days", "60"])
        XCTAssertEqual(ended["basis"] as? String, "maximum_days")
        XCTAssertEqual((ended["decided"] as? [String: Any])?["pair"] as? Int, 60)
    }

    func testIntradayBarsArePairedByDateOrByBar() throws {
        let data = folder + "/hours.csv"
        XCTAssertEqual(try run(["generate", "--bars", "480", "--interval", "1h", "--seed", "3", "--out", data]).code, 0)
        let words = [cross, trend, "--data", data, "--resamples", "100"]
        let (days, bars) = (try result(words), try result(words + ["--per", "bar"]))
        XCTAssertEqual(bars["pairs"] as? Int, 479)
        XCTAssertEqual((bars["rules"] as? [String: Any])?["pairing"] as? String, "bar")
        let dates = try XCTUnwrap(bars["returns"] as? [[Any]]).map { String(($0[0] as? String ?? "").prefix(10)) }
        XCTAssertEqual(days["pairs"] as? Int, Set(dates).count - 1)
        // Both ways end with the same money, but for what the first date earned.
        func growth(_ found: [String: Any], after date: String) throws -> Double {
            try XCTUnwrap(found["returns"] as? [[Any]]).reduce(1) { product, pair in
                (pair[0] as? String ?? "").prefix(10) > date ? product * (1 + (pair[2] as? Double ?? .nan)) : product
            }
        }
        XCTAssertEqual(try growth(days, after: dates[0]), try growth(bars, after: dates[0]), accuracy: 1e-12)
    }

    func testTwoProcessesWriteTheSameJSON() throws {
        let texts = try (0..<2).map { _ in try run(["ab", cross, trend] + recent + ["--json", "-", "--seed", "9"]).output }
        let cut = texts.map { $0.components(separatedBy: "\"timing\"")[0] }
        XCTAssertGreaterThan(cut[0].count, 10_000)
        XCTAssertEqual(cut[0], cut[1])
        let other = try run(["ab", cross, trend] + recent + ["--json", "-", "--seed", "10"]).output
        XCTAssertNotEqual(other.components(separatedBy: "\"returns\"")[0], texts[0].components(separatedBy: "\"returns\"")[0])
    }

    func testMistakes() throws {
        try expectMistake(["ab"], "which two scripts?", "Found none")
        try expectMistake(["ab", cross], "which two scripts?", "sma_cross.lua")
        try expectMistake(["ab", cross, trend, cross, "--data", sp500], "which two scripts?")
        try expectMistake(["ab", cross, trend], "perigee ab: which prices?", "--data")
        try expectMistake(["ab", cross, "nowhere.lua"] + recent, "nowhere.lua")
        try expectMistake(["ab", cross, trend, "--data", "nowhere.csv"], "nowhere.csv")
        try expectMistake(["ab", cross, trend, "--data", sp500, "--symbol", "TSLA"], "--symbol TSLA", "sp500")
        try expectMistake(["ab", cross, trend, "--alpha", "0"] + recent, "--alpha '0'", "between 0 and 1")
        try expectMistake(["ab", cross, trend, "--alpha", "5%"] + recent, "--alpha '5%'", "expected a number")
        try expectMistake(["ab", cross, trend, "--share", "1"] + recent, "--share '1'", "between 0 and 1")
        try expectMistake(["ab", cross, trend, "--share", "1e-30"] + recent, "without cash")
        try expectMistake(["ab", cross, trend, "--effect", "-1"] + recent, "--effect '-1'")
        try expectMistake(["ab", cross, trend, "--min-days", "0"] + recent, "--min-days '0'", "from 1")
        try expectMistake(["ab", cross, trend, "--max-days", "10"] + recent, "--max-days 10", "--min-days")
        try expectMistake(["ab", cross, trend, "--per", "week"] + recent, "--per 'week'", "day or bar")
        try expectMistake(["ab", cross, trend, "--resamples", "3", "--data", sp500], "--resamples '3'")
        try expectMistake(["ab", cross, trend, "--param-a", "fats=10"] + recent, "no parameter 'fats'", "did you mean 'fast'")
        try expectMistake(["ab", cross, trend, "--param-b", "fast"] + recent, "--param-b 'fast'", "--param-b fast=10")
        try expectMistake(["ab", cross, trend, "--json", "/nowhere/x.json"] + recent, "/nowhere/x.json", "cannot be written")
        try expectMistake(["ab", cross, trend, "--data", sp500, "--from", "2018-12-28", "--to", "2018-12-31"], "to compare")
        let broken = try file("broken.lua", "function on_bar(close)\n  error('boom')\nend\n")
        try expectMistake(["ab", cross, broken] + recent, "broken.lua:2", "boom")
    }
}

import XCTest

import Numerics

@testable import Scripting

/// `stats`, `risk`, `optimize` and `regime` as a script meets them. Values are the libraries' own business and tested there; here it
/// is what passes the border, and what is said of mistakes.
final class NativeLibraryTests: XCTestCase {
    override func setUpWithError() throws {
        do { try LinearAlgebra.require() } catch { throw XCTSkip("\(error)") }
    }

    /// Runs `body` while a script loads; returns the error's text.
    @discardableResult
    private func load(_ body: String, memory: Int? = nil) -> String? {
        var limits = ScriptLimits()
        if let memory { limits.memoryBytes = memory }
        limits.callbackMilliseconds = 60_000
        do {
            _ = try ScriptInstance(
                source: body + "\nfunction on_bar(close) end", path: "t.lua", hash: "", symbols: ["ONE"], limits: limits)
            return nil
        } catch { return error.message }
    }

    private func expect(_ body: String, file: StaticString = #filePath, line: UInt = #line) {
        XCTAssertNil(load(body), file: file, line: line)
    }

    private func expect(_ body: String, fails text: String, file: StaticString = #filePath, line: UInt = #line) {
        let message = load(body) ?? "no error"
        XCTAssertTrue(message.contains(text), message, file: file, line: line)
        XCTAssertTrue(message.hasPrefix("t.lua:"), "without its line: \(message)", file: file, line: line)
    }

    func testVectorsAndMatrices() {
        expect("""
            local v = vector{1, 2, 4}
            assert(#v == 3 and v[1] == 1 and v[3] == 4 and v.rows == 3 and v.columns == 1)
            local m = matrix({{1, 2}, {3, 4}, {5, 6}}, {"A", "B"})
            assert(m.rows == 3 and m.columns == 2 and m:get(2, 1) == 3 and m:get(2, "B") == 4)
            assert(m:column("B")[3] == 6 and m:row(1)["B"] == 2 and m:row(1).A == 1)
            local w = (v + 1) * 2 - v / v
            assert(w[1] == 3 and w[3] == 9)
            assert(tostring(v) == "vector(3)" and tostring(m) == "matrix(3 × 2)")
            local t = v:table()
            assert(#t == 3 and t[2] == 2 and m:names()[2] == "B")
            assert(stats.multiply(m, vector{1, 1})[2] == 7)
            """)
        expect("local v = vector{1, 2}; local x = v[3]", fails: "element 3 is outside 1 to 2")
        expect("local v = vector{1, 2}; v[1] = 3", fails: "do not change")
        expect("vector{1, 'a'}", fails: "vector: element 2 is a string: expected a number")
        expect("matrix{{1, 2}, {3}}", fails: "matrix: row 2")
        expect("matrix({{1, 2}}, {'A'})", fails: "1 names for 2 columns")
        expect("local x = matrix({{1, 2}}, {'A', 'B'}):column('C')", fails: "no column named 'C'")
        expect("local x = vector{1, 2} + vector{1, 2, 3}", fails: "expected the same shape")
    }

    func testAScriptMayTakeTheNameOfALibrary() {
        expect("risk = param('risk', 0.01, {min = 0, max = 1}); assert(risk == 0.01)")
        expect("stats = {mean = 2}; assert(stats.mean == 2)")
        expect("buy = 1", fails: "'buy' is a name of the host")
    }

    func testArraysAreUnderTheMemoryCap() {
        let message = load("local keep = {} for i = 1, 1000 do keep[i] = vector{1, 2, 3} * 1 end\nlocal big = vector{1} for i = 1, 40 do big = stats.ranks(big) end", memory: 60_000)
        XCTAssertTrue(message?.contains("memory") ?? false, message ?? "no error")
    }

    func testValuesPassTheBorderBothWays() {
        expect("""
            assert(stats.mean{1, 2, 6} == 3 and stats.mean(vector{1, 2, 6}) == 3)
            assert(stats.quantile({1, 2, 3, 4}, 0.5) == 2.5)
            local test = stats.welch({1, 2, 3, 4}, {2, 3, 4, 9}, {alternative = "less"})
            assert(test.p_value > 0 and test.p_value < 0.5 and test.difference == -2)
            local m = matrix({{0.01, 0.02}, {-0.02, 0.01}, {0.03, -0.01}, {0.00, 0.02}}, {"A", "B"})
            local c, estimate = stats.covariance(m, {method = "ledoit-wolf"})
            assert(c:row(1).A > 0 and c:names()[1] == "A" and estimate.shrinkage >= 0 and estimate.shrinkage <= 1)
            local var, es = risk.value_at_risk(m:column("A"), {confidence = 0.9})
            assert(es >= var)
            local report = risk.contributions({0.5, 0.5}, c)
            assert(math.abs(report.component[1] + report.component[2] - report.total) < 1e-15)
            assert(report.share.A + report.share.B - 1 < 1e-12)
            assert(risk.measures(m:column("A")).sharpe == risk.measure("sharpe", m:column("A")))
            """)
    }

    private static let returns = """
        local rows = {}
        for i = 1, 120 do
          rows[i] = {0.01 * math.sin(i * 1.7) + 0.0010, 0.02 * math.sin(i * 2.3 + 1) + 0.0005, 0.015 * math.cos(i * 0.9) - 0.0002}
        end
        local r = matrix(rows, {"A", "B", "C"})
        """

    func testOptimizersAnswerWithACertificate() {
        expect(Self.returns + """

            local s = optimize.minimum_variance(r, {covariance = "ledoit-wolf", max = 0.6, groups = {pair = {members = {"A", 3}, max = 0.8}}})
            assert(s.status == "optimal" and s.kkt_residual < 1e-9, s.status)
            assert(math.abs(s.weights.A + s.weights.B + s.weights.C - 1) < 1e-12 and s.weights.A <= 0.6)
            assert(s.weights[1] + s.weights[3] <= 0.8 + 1e-12)
            local c = stats.covariance(r)
            local e = optimize.risk_parity(nil, {covariance = c})
            local share = risk.contributions(e.weights, c).share
            assert(e.status == "optimal" and math.abs(share[1] - 1 / 3) < 1e-9 and e.weights.B < e.weights.A)
            assert(optimize.maximum_sharpe(r).objective >= optimize.minimum_variance(r).objective * 0)
            assert(optimize.maximum_sharpe(r, {means = {A = -1, default = -2}}).status == "fallback")
            local none = optimize.minimum_variance(r, {max = 0.3})
            assert(none.status == "infeasible" and none.weights == nil and #none.conflict > 0)
            for _, name in ipairs{"maximum_diversification", "hrp", "herc", "equal_weight", "inverse_volatility", "kelly", "mean_variance"} do
              local found = optimize[name](r)
              assert(found.status == "optimal" and #found.weights == 3, name)
            end
            local a = optimize.allocate({A = 0.9, B = 0.05}, {})
            """, fails: "optimize.allocate: argument 1 is a table: expected a vector")
        expect("""
            local s = optimize.allocate({0.9, 0.05, 0.05}, {min = 0.05, max = 0.4})
            assert(s.status == "optimal" and s.weights[1] == 0.4 and math.abs(s.weights[2] + s.weights[3] - 0.6) < 1e-15)
            assert(optimize.drawdown_guard(0.12) == 0.5 and optimize.drawdown_guard(0/0) == 0)
            assert(optimize.drawdown_guard(0.12, {steps = {{0.1, 0.3}}}) == 0.3)
            assert(math.abs(optimize.kelly_bet(0.6, 1) - 0.2) < 1e-15)
            local chosen = optimize.uncorrelated({3, 2, 1}, matrix{{1, 0.9, 0}, {0.9, 1, 0}, {0, 0, 1}})
            assert(#chosen == 2 and chosen[1] == 1 and chosen[2] == 3)
            """)
        expect("optimize.minimum_variance(matrix{{1, 2}, {3, 5}}, {max = {X = 1}})", fails: "no asset 'X'")
        expect("optimize.minimum_variance()", fails: "argument 1 is a nil: expected a matrix of returns")
        expect("optimize.minimum_variance(matrix{{1, 2}, {3, 5}}, {max_turnover = 1})", fails: "needs 'previous'")
    }

    func testFrontierViewsAndSubsets() {
        expect(Self.returns + """

            local line, status = optimize.frontier(r, {points = 5})
            assert(status == "optimal" and #line == 5)
            for i = 2, 5 do assert(line[i].volatility > line[i - 1].volatility and line[i].expected_return > line[i - 1].expected_return) end
            local least = optimize.minimum_variance(r)
            assert(math.abs(line[1].volatility ^ 2 - least.objective) < 1e-12)
            local none, why = optimize.frontier(r, {max = 0.2})
            assert(#none == 0 and why == "infeasible")
            local views = {{asset = "A", over = "B", value = 0.01, confidence = 0.5}}
            local post = optimize.black_litterman(r, {views = views, market = {A = 0.5, B = 0.3, C = 0.2}})
            local before = optimize.black_litterman(r, {views = {{asset = "A", over = "B", value = 0, confidence = 0.5}}})
            assert(post.means.A - post.means.B > before.means.A - before.means.B)
            assert(optimize.maximum_sharpe(nil, {means = post.means, covariance = post.covariance}).status == "optimal")
            local best = optimize.best_subset(r, {most = 2})
            assert(#best.members <= 2 and math.abs(stats.sum(best.weights) - 1) < 1e-12)
            optimize.black_litterman(r, {views = {{asset = "Q", value = 1}}})
            """, fails: "option 'views': no asset 'Q'")
    }

    func testRegimesAreReadFromAKeptModel() {
        expect("""
            local r = {}
            for i = 1, 400 do
              local size = i % 130 < 40 and 0.03 or i % 130 < 90 and 0.012 or 0.004
              r[i] = size * math.sin(i * 1.7) * math.cos(i * 0.37)
            end
            local returns = vector(r)
            local model = regime.fit(returns, {window = 10})
            local now = regime.read(model, returns)
            local p = now.probabilities
            assert(math.abs(p[1] + p[2] + p[3] - 1) < 1e-12 and now.confidence >= 1 / 3 and #now.strategies == 3)
            assert(regime.detect(returns, {window = 10}).regime == now.regime)
            assert(regime.features(returns, {window = 10}):column("volatility")[1] > 0)
            regime.read({}, returns)
            """, fails: "regime.read: argument 1 is no model")
    }

    func testMistakesNameFunctionPositionExpectedAndFound() {
        expect("stats.mean()", fails: "stats.mean: argument 1 is a nil: expected a vector")
        expect("stats.mean('a')", fails: "stats.mean: argument 1 is a text: expected a vector")
        expect("stats.mean({})", fails: "argument 1 has 0 elements: expected at least 1")
        expect("stats.mean({1, 0/0})", fails: "argument 1, element 2 is NaN: expected a finite number")
        expect("stats.mean({1}, 2)", fails: "stats.mean: 2 arguments: expected 1")
        expect("stats.meen({1})", fails: "did you mean 'stats.mean'?")
        expect("stats.covariance({1, 2})", fails: "argument 1 is a table: expected a matrix")
        expect("stats.covariance(matrix{{1, 2}, {1/0, 3}})", fails: "row 2, column 1 is inf")
        expect("stats.covariance(matrix{{1, 2}, {2, 3}}, {methd = 'oas'})", fails: "unknown option 'methd': did you mean 'method'?")
        expect("stats.covariance(matrix{{1, 2}, {2, 3}}, {method = 'magic'})", fails: "option 'method' is 'magic': expected sample")
        expect("stats.covariance(matrix{{1, 2}, {2, 3}}, 'oas')", fails: "argument 2 is a text: expected a table of options")
        expect("stats.mean(function() end)", fails: "argument 1 is a function: expected a number, a vector")
        expect("stats.mean(close)", fails: "ctx.window(series, bars)")
        expect("risk.value_at_risk({0.1, 0.2}, {confidence = 2})", fails: "option 'confidence' is 2.0: expected a number between 0 and 1")
        expect("risk.measure('sharp', {0.1, 0.2})", fails: "did you mean 'sharpe'?")
        expect("stats.mean = 3", fails: "cannot be changed")
        expect("local t = {} t.t = t stats.mean(t)", fails: "nested deeper than 8 tables")
    }

    func testHostileArgumentsEndCleanly() {
        expect("local big = {} for i = 1, 200000 do big[i] = i end stats.mean(big)", fails: "more than 100000 values")
        expect("stats.mean(setmetatable({}, {__index = function() error('no') end, __len = function() return 1e9 end}))", fails: "0 elements")
        expect("local f = stats.mean; local ok = pcall(f, {1, 'x'}) assert(not ok) stats.mean(nil)", fails: "argument 1 is a nil")
    }

    func testWorkThatCannotBeStoppedIsBoundedBeforeItBegins() {
        let wide = "local row, other = {}, {} for i = 1, 2001 do row[i] = i; other[i] = i * i end local wide = matrix{row, other} "
        expect(wide + "stats.covariance(wide)", fails: "2001 columns: expected at most 2000 in a script")
        expect(wide + "optimize.minimum_variance(wide)", fails: "expected at most 2000 in a script")
        expect("local x = {} for i = 1, 50000 do x[i] = i % 7 end stats.bootstrap(x, {resamples = 20000})", fails: "50 million elements")
    }

    func testTheOrderOfOptionsDoesNotMatter() {
        let a = load("error(tostring(stats.bootstrap({1,2,3,4,5,6,7,8,9,12}, {seed = 3, resamples = 50, block = 2}).high))")
        let b = load("error(tostring(stats.bootstrap({1,2,3,4,5,6,7,8,9,12}, {block = 2, resamples = 50, seed = 3}).high))")
        XCTAssertNotNil(a)
        XCTAssertEqual(a, b)
    }
}

import Numerics
import Risk
import XCTest

@testable import Host

/// `perigee regime` against the library's own model, and its forms of output against each other.
final class RegimeCommandTests: CommandTestCase {
    private var recent: [String] { ["regime", "--returns", sp500, "--prices", "--columns", "close", "--from", "2016-01-01"] }

    func testThreeStatesAreTheLibrarysRegimes() throws {
        let result = try json(recent)
        var options = ReturnsTableOptions()
        options.isPrices = true
        options.columns = ["close"]
        options.from = .init(nanoseconds: 1_451_606_400_000_000_000)
        let returns = try ReturnsTable.read(sp500, options).returns.column(0)
        let reading = try XCTUnwrap(try RegimeModel(fitting: returns).readings(of: returns).last ?? nil)
        let states = try XCTUnwrap(result["states"] as? [[String: Any]])
        XCTAssertEqual(states.map { $0["state"] as? String }, ["low_volatility", "trending", "high_volatility"])
        // Foundation's reader of JSON is off by a unit in the last place.
        for (state, probability) in zip(states, reading.probabilities) {
            XCTAssertEqual(try XCTUnwrap(state["probability_now"] as? Double), probability, accuracy: 1e-14 * probability)
        }
        XCTAssertEqual(try XCTUnwrap((result["now"] as? [String: Any])?["confidence"] as? Double), reading.confidence, accuracy: 1e-14)
        XCTAssertEqual((result["now"] as? [String: Any])?["strategies"] as? [String], reading.recommendedStrategies.map(\.rawValue))
        XCTAssertEqual(states.compactMap { $0["share"] as? Double }.reduce(0, +), 1, accuracy: 1e-12)
        let volatilities = states.compactMap { $0["feature_volatility"] as? Double }
        XCTAssertEqual(volatilities, volatilities.sorted())
        for row in try XCTUnwrap(result["transition"] as? [[Double]]) { XCTAssertEqual(row.reduce(0, +), 1, accuracy: 1e-12) }
    }

    func testProbabilitiesByDateSumToOne() throws {
        let words = recent + ["--model", "mixture", "--csv"]
        let first = try run(words)
        XCTAssertEqual(first.output, try run(words).output)
        let lines = first.output.split(separator: "\n")
        XCTAssertEqual(lines[0], "date,state,low_volatility,trending,high_volatility")
        XCTAssertEqual(lines[lines.count - 1].prefix(10), "2018-12-31")
        for line in lines.dropFirst() {
            let fields = line.split(separator: ",")
            XCTAssertEqual(fields.dropFirst(2).reduce(0) { $0 + (Double($1) ?? .nan) }, 1, accuracy: 1e-12)
        }
    }

    func testStatesByCriterion() throws {
        let result = try json(recent + ["--model", "mixture", "--states", "auto"])
        let candidates = try XCTUnwrap(result["candidates"] as? [[String: Any]])
        XCTAssertEqual(candidates.compactMap { $0["states"] as? Int }, [2, 3, 4, 5])
        XCTAssertEqual(result["bic"] as? Double, candidates.compactMap { $0["bic"] as? Double }.min())
        let two = try run(recent + ["--states", "2"])
        XCTAssertTrue(two.output.contains("state 2 of 2") && two.output.contains("Strategies that suit it"), two.output + two.error)
    }

    func testMistakes() throws {
        try expectMistake(["regime"], "which returns?")
        try expectMistake(recent + ["--states", "1"], "--states '1'", "2 to 6, or auto")
        try expectMistake(recent + ["--model", "markov"], "hmm, mixture")
        try expectMistake(recent + ["--window", "1"], "--window '1'")
        try expectMistake(recent + ["--window", "800"], "at least 830")
        try expectMistake(recent + ["--column", "clos"], "did you mean 'close'")
        try expectMistake(recent + ["--json", "--csv"], "choose one")
        try expectMistake(recent + ["--walk-forward", "--states", "2"], "--walk-forward")
        let flat = try file("flat.csv", "date,A\n" + (10...99).map { "19\($0)-01-01,0.001\n" }.joined())
        try expectMistake(["regime", "--returns", flat], "constant")
    }
}

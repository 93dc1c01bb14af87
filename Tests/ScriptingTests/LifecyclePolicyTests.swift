import XCTest

@testable import Scripting

final class LifecyclePolicyTests: PolicyTestCase {
    private func lifecycle(_ transitions: String, stages: String = "{\"paper\", capital = 0}, \"live\"", initial: String = "\"paper\"", more: String = "") throws -> LifecyclePolicy {
        try LifecyclePolicy(policy("""
            lifecycle = {
              stages = {\(stages)},
              initial = \(initial),
              transitions = {
                \(transitions)
              }, \(more)
            }
            """))
    }

    private func measures(_ values: [(LifecycleMeasure, Double)]) -> LifecycleMeasures {
        var measures = LifecycleMeasures()
        for (measure, value) in values { measures[measure] = value }
        return measures
    }

    func testCriteriaOfEachFormAndEvidence() throws {
        let policy = try lifecycle("{from = 'paper', to = 'live', when = {'days_in_stage>=30', {'sharpe', '>', 0.5}, function(m) return m.trades ~= nil and m[\"return\"] > 0 end}}")
        var decision = try policy.decide(stage: "paper", measures: measures([(.daysInStage, 30), (.sharpe, 0.5)]))
        XCTAssertNil(decision.to)
        XCTAssertEqual(decision.capital, 0)
        XCTAssertEqual(
            decision.checks[0].evidence.map(\.description),
            ["days_in_stage 30, asked >= 30: met", "sharpe 0.5, asked > 0.5: not met", "function at line 5: not met"])
        decision = try policy.decide(stage: "paper", measures: measures([(.daysInStage, 31), (.sharpe, 0.6), (.trades, 3), (.totalReturn, 0.1)]))
        XCTAssertEqual(decision.to, "live")
        XCTAssertEqual(decision.capital, 1)
    }

    func testWhatIsNotKnownMeetsNothing() throws {
        let policy = try lifecycle("{from = 'paper', to = 'live', any = {'sharpe > -100', 'sharpe < 100', 'drawdown >= 0', 'drawdown <= 1'}}")
        XCTAssertNil(try policy.decide(stage: "paper", measures: LifecycleMeasures()).to)
        XCTAssertEqual(try policy.decide(stage: "paper", measures: measures([(.drawdown, 0.5)])).to, "live")
    }

    func testTheFirstThatIsMetDecides() throws {
        let policy = try lifecycle(
            "{from = 'a', to = 'b', when = 'sharpe > 1'}, {from = 'a', to = 'c', when = 'sharpe > 0'}, {from = 'b', to = 'a', when = 'sharpe < 0'}, {from = 'b', to = 'c', when = 'sharpe >= 0'},",
            stages: "'a', 'b', 'c'", initial: "'a'")
        XCTAssertEqual(try policy.decide(stage: "a", measures: measures([(.sharpe, 2)])).to, "b")
        XCTAssertEqual(try policy.decide(stage: "a", measures: measures([(.sharpe, 0.5)])).to, "c")
        XCTAssertEqual(policy.notes, [
            "no way leads out of 'c'",
            "from 'a' the ways to 'b' and 'c' can be met at once: then 'b', which comes first, is taken",
        ])
    }

    func testMistakesHaveTheirLine() {
        let way = "{from = 'paper', to = 'live', when = {'sharpe > 1'}},"
        expect("p.lua:5: the transition from 'paper' to 'live': criterion 'sharp > 1': no measure 'sharp': did you mean 'sharpe'?") { _ = try lifecycle("{from = 'paper', to = 'live', when = {'sharp > 1'}}") }
        expect("no measure 'zzz': there are days_in_stage, sharpe") { _ = try lifecycle("{from = 'paper', to = 'live', when = {'zzz > 1'}}") }
        expect("criterion 'sharpe == 1': '==' after the measure: expected one of >= > <= <") { _ = try lifecycle("{from = 'paper', to = 'live', when = {'sharpe == 1'}}") }
        expect("criterion 'sharpe > much': expected a number after '>'") { _ = try lifecycle("{from = 'paper', to = 'live', when = {'sharpe > much'}}") }
        expect("criterion 7: expected a text such as") { _ = try lifecycle("{from = 'paper', to = 'live', when = {7}}") }
        expect("p.lua:5: 'to' of transition 1 is 'lives', which is no stage: did you mean 'live'?") { _ = try lifecycle("{from = 'paper', to = 'lives', when = {'sharpe > 1'}}") }
        expect("p.lua:6: the transition from 'paper' to 'live' is there twice") { _ = try lifecycle(way + "\n" + way) }
        expect("leads nowhere") { _ = try lifecycle("{from = 'paper', to = 'paper', when = {'sharpe > 1'}}") }
        expect("p.lua:5: the transition from 'paper' to 'live' has no criteria") { _ = try lifecycle("{from = 'paper', to = 'live', when = {}}") }
        expect("expected either when = {…}") { _ = try lifecycle("{from = 'paper', to = 'live'}") }
        expect("expected either when = {…}") { _ = try lifecycle("{from = 'paper', to = 'live', when = 'sharpe > 1', any = 'sharpe > 2'}") }
        expect("has an unknown field whem: did you mean 'when'?") { _ = try lifecycle("{from = 'paper', to = 'live', whem = 'sharpe > 1'}") }
        expect("lifecycle.transitions[1] is a text") { _ = try lifecycle("'paper'") }
    }

    func testMistakesInStages() {
        let way = "{from = 'paper', to = 'live', when = {'sharpe > 1'}},"
        expect("p.lua:2: stage 'rest' cannot be reached from 'paper': add a transition to it, or remove it") { _ = try lifecycle(way, stages: "'paper', 'live', 'rest'") }
        expect("p.lua:2: stage 'paper' is declared twice") { _ = try lifecycle(way, stages: "'paper', 'live', 'paper'") }
        for share in ["1.5", "-0.1", "0/0", "'all'"] {
            expect("stage 'live': its capital is ") { _ = try lifecycle(way, stages: "'paper', {'live', capital = \(share)}") }
        }
        expect("stage 'live' has an unknown field capitol: did you mean 'capital'?") { _ = try lifecycle(way, stages: "'paper', {'live', capitol = 1}") }
        expect("p.lua:3: lifecycle.initial is 'papper', which is no stage: did you mean 'paper'?") { _ = try lifecycle(way, initial: "'papper'") }
        expect("lifecycle.initial is nil: expected the name of a stage") { _ = try lifecycle(way, initial: "nil") }
        expect("p.lua:1: lifecycle.stages: expected a list") { _ = try lifecycle(way, stages: "") }
        expect("p.lua:1: lifecycle has an unknown field start: there are stages, initial, transitions") { _ = try lifecycle(way, more: "start = 1") }
        expect("is no lifecycle policy") { _ = try LifecyclePolicy(policy("function allocate() end")) }
    }

    func testFunctionsThatGoWrong() throws {
        let text = try lifecycle("{from = 'paper', to = 'live', when = function(m) return 'yes' end}")
        expect("p.lua:5: the function of a criterion returned a text: expected true or false") { _ = try text.decide(stage: "paper", measures: LifecycleMeasures()) }
        let failing = try lifecycle("{from = 'paper', to = 'live', when = function(m) return m.sharpe > 1 end}")
        expect("p.lua:5: attempt to compare number with nil") { _ = try failing.decide(stage: "paper", measures: LifecycleMeasures()) }
        expect("p.lua: no stage 'gone': there are paper, live") { _ = try failing.decide(stage: "gone", measures: LifecycleMeasures()) }
    }
}

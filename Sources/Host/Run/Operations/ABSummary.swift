import Desk
import Experiments
import Market
import Money
import Numerics
import Scripting

/// What is known of an A/B test at one moment, whether it goes on or is over.
struct ABSummary {
    let name: String
    let phase: String
    let control: ScriptVersion
    let treatment: ScriptVersion
    let terms: ABTerms
    let experiment: Experiment
    let verdict: Verdict
    let reason: String
    let capital: Amount
    let startedAt: Timestamp
    var endedAt: Timestamp?
    /// While the seats are there.
    var equity: (control: Double, treatment: Double)?
    /// What came back to the control.
    var returned: Amount?
    /// Every statistic of the pairs, where somebody asks for this test by name: the bootstrap takes its time.
    var statistics: ExperimentReport?

    init(_ test: ABTest) {
        name = test.name
        phase = test.phase.rawValue
        (control, treatment) = (test.controlVersion, test.treatment.version)
        (terms, experiment) = (test.terms, test.experiment)
        (verdict, reason) = (test.verdict, test.reason)
        (capital, startedAt) = (test.capital, test.startedAt)
        endedAt = test.end?.time
        equity = (test.control.equity, test.treatment.equity)
    }

    init(_ test: ClosedABTest) {
        name = test.name
        phase = "closed"
        (control, treatment) = (test.control, test.treatment)
        (terms, experiment) = (test.terms, test.experiment)
        (verdict, reason) = (test.end.verdict, test.end.reason)
        (capital, startedAt) = (test.capital, test.startedAt)
        endedAt = test.end.time
        returned = test.returned
    }

    /// What a verdict still waits for, in words; empty once there is one.
    var missing: [String] {
        guard experiment.decision == nil, phase == ABTest.Phase.comparing.rawValue else { return [] }
        let (pairs, rules, test) = (experiment.pairs, experiment.rules, experiment.sequential)
        var list: [String] = []
        func need(_ count: Int, _ what: String, _ which: String = "") {
            if count > 0 { list.append("\(count) \(what)\(count == 1 ? "" : "s")\(which)") }
        }
        need(rules.minimumDays - pairs.days, "day")
        need(rules.minimumTrades - pairs.controlTrades, "trade", " of the control")
        need(rules.minimumTrades - pairs.treatmentTrades, "trade", " of the treatment")
        need(test.warmUp - test.positiveCount - test.negativeCount, "difference", " other than zero")
        need(test.leastOfEachSign - test.positiveCount, "difference", " above zero")
        need(test.leastOfEachSign - test.negativeCount, "difference", " below zero")
        if list.isEmpty { list.append("evidence") }
        return list
    }

    /// Computes `statistics`, which takes two pairs at the least.
    mutating func addStatistics(seed: UInt64) {
        guard experiment.pairs.count > 1 else { return }
        statistics = try? experiment.report(
            periodsPerYear: terms.periodsPerYear, resamples: 1_000, stream: RandomStream(seed: seed, stream: "ab bootstrap"))
    }

    var meanReturns: (control: Double, treatment: Double) {
        experiment.pairs.count == 0 ? (.nan, .nan) : (mean(experiment.pairs.control), mean(experiment.pairs.treatment))
    }
}

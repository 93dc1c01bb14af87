import Desk
import Experiments
import Market
import Money
import Numerics
import Reporting
import Scripting

extension ABSummary {
    /// The keys that docs/ab-testing.md lists.
    func write(_ json: inout JSONWriter) {
        json.object(.compact) { json in
            json.pair("strategy", name)
            json.pair("phase", phase)
            json.pair("verdict", verdict.rawValue)
            json.pair("basis", experiment.current.basis.rawValue)
            json.pair("reason", reason)
            json.pair("missing", missing)
            writeDecision(&json)
            json.key("rules")
            json.object(.compact) { writeRules(&$0) }
            json.pair("pairs", experiment.pairs.count)
            json.pair("days", experiment.pairs.days)
            json.pair("periods_per_year", terms.periodsPerYear)
            json.pair("capital", capital.description)
            json.key("returned")
            if let returned { json.value(returned.description) } else { json.null() }
            let (pairs, means) = (experiment.pairs, meanReturns)
            write("control", control, equity?.control, means.control, pairs.controlTrades, &json)
            write("treatment", treatment, equity?.treatment, means.treatment, pairs.treatmentTrades, &json)
            writeDifference(&json)
            json.key("fixed_sample")
            if let statistics { json.object(.compact) { statistics.writeFixedSample(&$0) } } else { json.null() }
        }
    }

    private func writeDecision(_ json: inout JSONWriter) {
        for (key, time) in [("started", Optional(startedAt)), ("ended", endedAt)] {
            json.key(key)
            if let time, time.nanoseconds != .min { json.value(time: time.nanoseconds) } else { json.null() }
        }
        json.key("decided")
        guard let decision = experiment.decision, let time = decision.time else { return json.null() }
        json.object(.compact) { json in
            json.pair("pair", decision.pair)
            json.key("time")
            json.value(time: time)
        }
    }

    private func writeRules(_ json: inout JSONWriter) {
        let rules = experiment.rules
        json.pair("treatment_share", rules.treatmentShare)
        json.pair("minimum_days", rules.minimumDays)
        json.pair("minimum_trades", rules.minimumTrades)
        json.key("maximum_days")
        if let most = rules.maximumDays { json.value(most) } else { json.null() }
        json.pair("significance", rules.significance)
        json.pair("smallest_effect", rules.smallestEffect * terms.periodsPerYear)
        json.pair("pairing", terms.pairing.rawValue)
    }

    private func write(
        _ key: String, _ version: ScriptVersion, _ equity: Double?, _ mean: Double, _ trades: Int, _ json: inout JSONWriter
    ) {
        json.key(key)
        json.object(.compact) { json in
            json.pair("script", version.path)
            json.pair("hash", version.hash)
            json.pair("equity", equity)
            json.pair("mean_return", mean)
            json.pair("trades", trades)
        }
    }

    private func writeDifference(_ json: inout JSONWriter) {
        let (test, perYear) = (experiment.sequential, terms.periodsPerYear)
        json.key("difference")
        json.object(.compact) { json in
            json.pair("mean", test.count > 0 ? test.mean : nil)
            json.pair("standard_deviation", test.standardDeviation)
            json.pair("yearly", test.count > 0 ? test.mean * perYear : nil)
        }
        json.key("sequential")
        json.object(.compact) { json in
            let interval = test.interval
            json.pair("interval", [interval.lowerBound, interval.upperBound])
            json.pair("interval_yearly", [interval.lowerBound * perYear, interval.upperBound * perYear])
            json.pair("e_value", test.evidence)
            json.pair("p_value", test.pValue)
            json.pair("treatment_ahead", test.positiveCount)
            json.pair("control_ahead", test.negativeCount)
        }
    }
}

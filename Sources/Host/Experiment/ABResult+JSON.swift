import Experiments
import Money
import Numerics
import Reporting
import Scripting

extension ABResult {
    /// The keys that docs/ab-testing.md lists; they are stable.
    func write(_ json: inout JSONWriter) {
        json.pair("run_id", runID(build: Build.identity))
        json.pair("verdict", report.decision.verdict.rawValue)
        json.pair("basis", report.decision.basis.rawValue)
        json.pair("reason", report.reason)
        json.key("decided")
        if let decision = experiment.decision, let time = decision.time {
            json.object(.compact) { json in
                json.pair("pair", decision.pair)
                json.pair(time: time)
            }
        } else {
            json.null()
        }
        json.key("rules")
        json.object { writeRules(&$0) }
        writeSpan(&json)
        json.key("control")
        json.object { write(report.control, control, &$0) }
        json.key("treatment")
        json.object { write(report.treatment, treatment, &$0) }
        json.key("difference")
        json.object { json in
            json.pair("mean", report.difference.mean)
            json.pair("standard_deviation", report.difference.standardDeviation)
            json.pair("yearly", report.difference.yearly)
        }
        json.key("sequential")
        json.object { writeSequential(&$0) }
        report.writeFixedSample(&json)
        json.pair("notes", report.notes)
        json.key("returns")
        json.array { json in
            for pair in experiment.pairs.list {
                json.array(.compact) { json in
                    json.value(time: pair.time)
                    json.value(pair.control)
                    json.value(pair.treatment)
                }
            }
        }
        json.key("timing")
        json.object(.compact) { json in
            json.pair("load_seconds", control.loadSeconds + treatment.loadSeconds)
            json.pair("run_seconds", control.runSeconds + treatment.runSeconds)
        }
        json.key("host")
        json.object(.compact) { json in
            json.pair("build", Build.identity)
            json.pair("machine", HostMachine.description())
        }
    }

    private func writeRules(_ json: inout JSONWriter) {
        json.pair("treatment_share", options.share)
        json.pair("minimum_days", options.minimumDays)
        json.pair("minimum_trades", options.minimumTrades)
        json.key("maximum_days")
        if let most = options.maximumDays { json.value(most) } else { json.null() }
        json.pair("significance", options.significance)
        json.pair("smallest_effect", options.smallestEffect)
        json.pair("pairing", options.isDaily ? "day" : "bar")
        json.pair("seed", Int(options.control.limits.seed))
    }

    private func writeSpan(_ json: inout JSONWriter) {
        json.pair("pairs", report.pairs)
        json.pair("days", report.days)
        json.key("from")
        json.value(time: experiment.pairs.list[0].time)
        json.key("to")
        json.value(time: experiment.pairs.list[report.pairs - 1].time)
        json.pair("periods_per_year", report.periodsPerYear)
        json.pair("periods_per_year_reason", periodsReason)
    }

    private func write(_ arm: ArmSummary, _ session: BacktestSession, _ json: inout JSONWriter) {
        json.pair("script", session.options.script)
        json.pair("hash", session.instance.hash)
        json.key("params")
        json.object(.compact) { json in
            for parameter in session.instance.parameters { json.pair(parameter.name, parameter.value) }
        }
        json.pair("cash", session.options.cash.doubleValue)
        json.pair("total_return", arm.totalReturn)
        json.pair("mean_return", arm.meanReturn)
        json.pair("volatility", arm.volatility)
        json.pair("sharpe", arm.sharpe)
        json.pair("max_drawdown", arm.maximumDrawdown)
        json.pair("trades", arm.trades)
    }

    private func writeSequential(_ json: inout JSONWriter) {
        let found = report.sequential
        json.pair("interval", [found.interval.lowerBound, found.interval.upperBound])
        json.pair(
            "interval_yearly",
            [found.interval.lowerBound * report.periodsPerYear, found.interval.upperBound * report.periodsPerYear])
        json.pair("e_value", found.evidence)
        json.pair("p_value", found.pValue)
        json.key("first_rejection")
        if let rejection = found.rejection, let time = found.rejectionTime {
            json.object(.compact) { json in
                json.pair("pair", rejection.observation)
                json.pair(time: time)
                json.pair("treatment_ahead", rejection.isPositive)
            }
        } else {
            json.null()
        }
        json.pair("warm_up", found.warmUp)
        json.pair("least_of_each_sign", found.leastOfEachSign)
        json.pair("treatment_ahead", found.positive)
        json.pair("control_ahead", found.negative)
        json.pair("variance_inflation", found.varianceInflation)
        json.key("forecast_pairs")
        if let forecast = found.forecast { json.value(forecast) } else { json.null() }
    }
}

extension JSONWriter {
    fileprivate mutating func pair(time: Int64) {
        key("time")
        value(time: time)
    }
}

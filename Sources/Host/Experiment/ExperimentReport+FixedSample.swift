import Experiments
import Numerics
import Reporting

extension ExperimentReport {
    /// The statistics of a fixed sample: right for one look that was planned before, and shown beside the test that allows any number.
    func fixedSample(_ treatment: String, over control: String) -> String {
        var text = ""
        if let welch = welch {
            text += "  Welch t            t \(FigureText.fixed(welch.statistic, 2)), p \(TableText.probability(welch.pValue))\n"
        }
        if let test = mannWhitney {
            text +=
                "  Mann-Whitney       P(\(treatment) > \(control)) \(FigureText.percent(test.effectSize, 1)), p \(TableText.probability(test.pValue))\n"
        }
        if let sharpe = sharpeDifference {
            text +=
                "  Sharpe difference  \(FigureText.fixed(sharpe.estimate, 2, signed: true)), \(FigureText.plain((1 - rules.significance) * 100, 2)) % "
                + "interval \(FigureText.fixed(sharpe.interval.lowerBound, 2, signed: true)) to \(FigureText.fixed(sharpe.interval.upperBound, 2, signed: true)), "
                + "p \(TableText.probability(sharpe.pValue)) (stationary bootstrap, \(FigureText.count(sharpe.resamples)) resamples, "
                + "blocks of \(FigureText.fixed(sharpe.meanBlockLength, 1)))\n"
        }
        return text
    }

    func writeFixedSample(_ json: inout JSONWriter) {
        json.key("welch")
        if let welch = welch {
            json.object(.compact) { json in
                json.pair("t", welch.statistic)
                json.pair("degrees_of_freedom", welch.degreesOfFreedom)
                json.pair("p_value", welch.pValue)
            }
        } else {
            json.null()
        }
        json.key("mann_whitney")
        if let test = mannWhitney {
            json.object(.compact) { json in
                json.pair("u", test.statistic)
                json.pair("p_value", test.pValue)
                json.pair("effect_size", test.effectSize)
                json.pair("method", test.method.rawValue)
            }
        } else {
            json.null()
        }
        json.key("sharpe_difference")
        if let sharpe = sharpeDifference {
            json.object(.compact) { json in
                json.pair("estimate", sharpe.estimate)
                json.pair("interval", [sharpe.interval.lowerBound, sharpe.interval.upperBound])
                json.pair("p_value", sharpe.pValue)
                json.pair("mean_block_length", sharpe.meanBlockLength)
                json.pair("resamples", sharpe.resamples)
            }
        } else {
            json.null()
        }
    }
}

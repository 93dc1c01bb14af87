import Desk
import Experiments
import Market
import Numerics
import Reporting
import Scripting

extension ABSummary {
    private static func time(_ time: Timestamp) -> String { time.nanoseconds == .min ? "the start" : time.text }

    /// One line, for tests that are over.
    var line: String {
        "\(name): closed, since \(ABSummary.time(startedAt)), \(FigureText.count(experiment.pairs.count)) pairs: "
            + "\(verdict.words): \(reason)"
    }

    func text(width: Int) -> String {
        var text = "\(name): \(verdict.words) (\(phase), since \(ABSummary.time(startedAt)))\n"
        text += "  \(reason)\n"
        if !missing.isEmpty { text += "  missing: \(missing.joined(separator: ", "))\n" }
        return text + books(width) + sequential + (statistics?.fixedSample("treatment", over: "control") ?? "")
    }

    private func books(_ width: Int) -> String {
        let (pairs, means, perYear) = (experiment.pairs, meanReturns, terms.periodsPerYear)
        var table = TextTable(["", "control", "treatment", "difference"])
        table.add(["version", String(control.hash.prefix(12)), String(treatment.hash.prefix(12)), ""])
        if let equity {
            table.add(["equity", FigureText.money(equity.control), FigureText.money(equity.treatment), ""])
        }
        table.add([
            "mean return × \(FigureText.plain(perYear, 1))", FigureText.percent(means.control * perYear, 2),
            FigureText.percent(means.treatment * perYear, 2),
            FigureText.percent((means.treatment - means.control) * perYear, 2, signed: true),
        ])
        table.add(["trades", FigureText.count(pairs.controlTrades), FigureText.count(pairs.treatmentTrades), ""])
        return table.text(width: width, color: false)
    }

    private var sequential: String {
        let (test, perYear) = (experiment.sequential, terms.periodsPerYear)
        let interval = test.interval
        let isBounded = interval.lowerBound.isFinite && interval.upperBound.isFinite
        let range =
            "\(FigureText.percent(interval.lowerBound * perYear, 2, signed: true)) to "
            + FigureText.percent(interval.upperBound * perYear, 2, signed: true)
        return
            "  \(FigureText.count(experiment.pairs.days)) days, \(FigureText.count(experiment.pairs.count)) pairs; "
            + "the mean difference of a year "
            + "\(isBounded ? "is in \(range)" : "has no bounds yet"); e-value \(TableText.significant(test.evidence)) "
            + "(\(FigureText.plain(1 / test.significance, 2)) decides), "
            + "treatment ahead in \(FigureText.count(test.positiveCount)), control in \(FigureText.count(test.negativeCount))\n"
    }
}

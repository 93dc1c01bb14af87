import Experiments
import Market
import Money
import Numerics
import Reporting
import Scripting

extension ABResult {
    func text(width: Int, color: Bool) -> String {
        let pairs = experiment.pairs.list
        var text =
            "A/B test over \(FigureText.count(report.days)) days, \(Timestamp(nanoseconds: pairs[0].time).text) to "
            + "\(Timestamp(nanoseconds: pairs[pairs.count - 1].time).text) (a year of \(periodsReason))\n"
        text += "  A, control    \(version(control)), \(FigureText.percent(1 - options.share, 1)) of the cash\n"
        text += "  B, treatment  \(version(treatment)), \(FigureText.percent(options.share, 1)) of the cash\n\n"
        text += books(width, color)
        text += "\nVerdict: \(title(report.decision.verdict))\n  \(report.reason).\n"
        if experiment.decision == nil, report.decision.verdict == .continue { text += mend }
        text += "\nSequential test (decides; valid at every look)\n\(sequential)"
        text += "\nTests of one look (describe; not valid when looked at again and again)\n\(report.fixedSample("B", over: "A"))"
        for note in report.notes { text += "note: \(note)\n" }
        return text
    }

    private func version(_ session: BacktestSession) -> String {
        let values = session.instance.parameters.map { "\($0.name)=\(FigureText.plain($0.value, 6))" }
        return session.options.script + (values.isEmpty ? "" : " (\(values.joined(separator: ", ")))")
    }

    private func title(_ verdict: Verdict) -> String {
        switch verdict {
        case .continue: "continue"
        case .adoptTreatment: "adopt the treatment, B"
        case .keepControl: "keep the control, A"
        case .noDifference: "no difference"
        }
    }

    /// What the user can do where the data decided nothing.
    private var mend: String {
        switch report.decision.basis {
        case .fewTrades: "  Longer data, or --min-trades with a smaller number, before the test begins.\n"
        case .fewDays: "  Longer data, or --min-days with a smaller number, before the test begins.\n"
        default: ""
        }
    }

    private func books(_ width: Int, _ color: Bool) -> String {
        let (a, b) = (report.control, report.treatment)
        var table = TextTable(["", "A", "B", "B less A"])
        func percent(_ name: String, _ x: Double, _ y: Double) {
            table.add([name, FigureText.percent(x, 2), FigureText.percent(y, 2), FigureText.percent(y - x, 2, signed: true)])
        }
        percent("total return", a.totalReturn, b.totalReturn)
        percent(
            "mean return × \(FigureText.plain(report.periodsPerYear, 1))", a.meanReturn * report.periodsPerYear,
            b.meanReturn * report.periodsPerYear)
        percent("volatility", a.volatility, b.volatility)
        table.add([
            "Sharpe ratio", FigureText.fixed(a.sharpe, 2), FigureText.fixed(b.sharpe, 2),
            FigureText.fixed(b.sharpe - a.sharpe, 2, signed: true),
        ])
        percent("worst drawdown", a.maximumDrawdown, b.maximumDrawdown)
        table.add([
            "trades", FigureText.count(a.trades), FigureText.count(b.trades),
            FigureText.fixed(Double(b.trades - a.trades), 0, signed: true),
        ])
        return table.text(width: width, color: color)
    }

    private var sequential: String {
        let found = report.sequential
        var text = ""
        if let rejection = found.rejection, let time = found.rejectionTime {
            text +=
                "  first decided on \(Timestamp(nanoseconds: time).text), pair \(FigureText.count(rejection.observation)), "
                + "with \(rejection.isPositive ? "B" : "A") ahead\n"
        } else {
            text += "  has not decided\n"
        }
        let interval = "\(yearly(found.interval.lowerBound)) to \(yearly(found.interval.upperBound))"
        text +=
            "  mean difference a year  \(yearly(report.difference.mean)), interval "
            + "\(found.interval.lowerBound.isFinite && found.interval.upperBound.isFinite ? interval : "without bounds yet")\n"
        text +=
            "  e-value \(TableText.significant(found.evidence)), p-value \(TableText.probability(found.pValue)); "
            + "ahead: B \(FigureText.count(found.positive)), A \(FigureText.count(found.negative)) of \(FigureText.count(report.pairs)) pairs; "
            + "variance × \(FigureText.fixed(found.varianceInflation, 2)) for serial correlation\n"
        return text
    }

    private func yearly(_ value: Double) -> String { FigureText.percent(value * report.periodsPerYear, 2, signed: true) }
}

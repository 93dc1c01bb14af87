import Desk
import Market
import Money
import Reporting

extension RunReport {
    /// The report for people.
    func text(width: Int) -> String {
        let (desk, book) = (host.desk, host.book)
        let time = desk.now.nanoseconds == .min ? "no event" : desk.now.text
        let equity = book.equity(desk)
        var text =
            "run \(host.configuration.name): \(RunReport.words(outcome)) at \(time), \(FigureText.count(Int(desk.sequence))) events"
        if host.faults > 0 { text += ", \(FigureText.count(host.faults)) refused" }
        text +=
            "\nequity \(FigureText.money(equity)) (\(FigureText.percent(equity / book.cash.doubleValue - 1, 2, signed: true)))"
        text += ", of which in no strategy \(FigureText.money(book.reserve.doubleValue))\n\n"
        var table = TextTable(
            ["strategy", "state", "stage", "version", "P&L", "equity", "drawdown", "trades", "swaps"], textColumns: [1, 2, 3],
            optional: [8, 6, 3])
        for seat in desk.seats {
            let record = host.record(of: seat.name)
            table.add([
                seat.name, RunHost.state(seat).rawValue, seat.stage.isEmpty ? FigureText.missing : seat.stage,
                String(seat.version.hash.prefix(12)),
                FigureText.money(seat.profit, signed: true), FigureText.money(seat.equity), FigureText.percent(seat.drawdown),
                "\(record?.tally.count ?? 0)",
                "\(record?.swapped ?? 0)",
            ])
        }
        return text + table.text(width: width, color: false)
    }

    private static func words(_ outcome: RunOutcome) -> String {
        switch outcome {
        case .ended: "ended"
        case .until: "ended by --until"
        case .stopped: "stopped"
        case .failed: "failed"
        }
    }
}

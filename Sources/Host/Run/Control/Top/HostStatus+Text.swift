import Market
import Reporting

extension HostStatus {
    /// The whole status for people: what `perigee ctl status` and `perigee top --once` print.
    func text(width: Int, color: Bool = false) -> String {
        let head = headline.map { ControlCommand.printable($0) + "\n" }.joined()
        guard !strategies.isEmpty else { return head + "\nno strategy has a seat yet\n" }
        let lines =
            table(strategies, selected: nil, width: width, color: color) + strategies.compactMap(\.failure).map { "  " + $0 }
        return head + "\n" + lines.joined(separator: "\n") + "\n"
    }

    /// The run, and what it does as a whole.
    var headline: [String] {
        var first = ["run \(run)", profile, "process \(process)"]
        if !clutchIsOn { first.append("CLUTCH OFF: no order passes") }
        var second = [time?.text ?? "no event yet", speedText, "\(rate) events/s", "\(FigureText.count(events)) events"]
        if let journal {
            second.append(
                "journal \(FigureText.count(journal.sequence))"
                    + (journal.unflushed > 0 ? ", \(FigureText.count(journal.unflushed)) not yet on disk" : ""))
        } else {
            second.append("no journal")
        }
        return [first.joined(separator: " · "), second.joined(separator: " · "), totals]
    }

    private var rate: String { FigureText.fixed(eventsPerSecond, eventsPerSecond < 10 ? 1 : 0) }

    private var speedText: String {
        guard let speed else { return "as fast as possible" }
        return speed == 1 ? "real time" : "\(FigureText.plain(speed, 2)) × real time"
    }

    private var totals: String {
        let live = strategies.filter { $0.role == "live" }
        let states = StrategyStatus.State.allCases.compactMap { state in
            let count = live.count { $0.state == state }
            return count > 0 ? "\(count) \(state.rawValue)" : nil
        }
        // What the treatment of an A/B test has is a strategy's money.
        let book = strategies.filter { $0.role == "live" || $0.role.hasPrefix("treatment of ") }
        let equity = book.reduce(0) { $0 + $1.equity }
        let pnl = book.reduce(0) { $0 + $1.pnl }
        let others = strategies.count - live.count
        return
            ([
                "\(live.count) strateg\(live.count == 1 ? "y" : "ies")\(states.isEmpty ? "" : ": " + states.joined(separator: ", "))"
            ]
            + (others > 0 ? ["\(others) shadow or experiment"] : [])
            + ["equity \(FigureText.money(equity))", "P&L \(FigureText.money(pnl, signed: true))"]).joined(separator: " · ")
    }

    /// Cents only where no value of the column reaches a thousand.
    private static func money(_ values: [Double], signed: Bool = false) -> [String] {
        let isSmall = values.allSatisfy { !($0.magnitude >= 1000) }
        return values.map { FigureText.fixed($0, isSmall ? 2 : 0, signed: signed) }
    }

    /// The titles and one line a strategy, each at most `width` columns; the selected one is marked, and inverted where there is colour.
    func table(_ shown: [StrategyStatus], selected: String?, width: Int, color: Bool) -> [String] {
        let titles = [
            "strategy", "state", "version", "stage", "P&L", "equity", "drawdown", "exposure", "pos", "orders", "events", "p50 µs",
            "p99 µs", "memory", "errors",
            "note",
        ]
        // Left out in this order where the width is short: what an operator misses least first.
        var table = TextTable(titles, textColumns: [1, 2, 3, 15], optional: [3, 8, 10, 9, 13, 11, 5, 15, 12, 6, 2, 14, 7])
        let (pnl, equity) = (HostStatus.money(shown.map(\.pnl), signed: true), HostStatus.money(shown.map(\.equity)))
        for (index, strategy) in shown.enumerated() { table.add(strategy.cells(pnl: pnl[index], equity: equity[index])) }
        let lines = table.text(width: width, color: false, indent: 2).split(separator: "\n").map(String.init)
        return lines.enumerated().map { index, line in
            guard index > 0 else { return color ? "\u{1B}[2m\(line)\u{1B}[0m" : line }
            let strategy = shown[index - 1]
            let isSelected = strategy.name == selected
            let text = isSelected ? "> " + line.dropFirst(2) : line
            guard color else { return text }
            let codes = (strategy.color.map { [$0] } ?? []) + (isSelected ? ["7"] : [])
            return codes.isEmpty ? text : "\u{1B}[\(codes.joined(separator: ";"))m\(text)\u{1B}[0m"
        }
    }
}

extension StrategyStatus {
    /// The terminal's code for a state that wants attention.
    fileprivate var color: String? {
        switch state {
        case .running: clutchIsOn ? nil : "33"
        case .paused: "33"
        case .suspended, .killed: "31"
        }
    }

    /// Why it decides no more, with its name.
    var failure: String? { suspension.map { ControlCommand.printable("\(name): \($0)") } }

    fileprivate func cells(pnl: String, equity: String) -> [String] {
        [
            name, state.rawValue, "\(version) \(hash.prefix(7))", stage ?? FigureText.missing, pnl, equity,
            FigureText.percent(drawdown), FigureText.percent(exposure, 0), "\(positions)", "\(workingOrders)",
            FigureText.count(events),
            microseconds(callback?.p50), microseconds(callback?.p99), StrategyStatus.memory(memoryBytes), "\(errors)", note,
        ]
    }

    private func microseconds(_ value: Double?) -> String {
        value.map { FigureText.fixed($0, $0 < 100 ? 1 : 0) } ?? FigureText.missing
    }

    private static func memory(_ bytes: Int) -> String {
        bytes < 1_000_000 ? "\(FigureText.count((bytes + 500) / 1000)) kB" : "\(FigureText.fixed(Double(bytes) / 1e6, 1)) MB"
    }

    private var note: String {
        var notes: [String] = role == "live" ? [] : [role]
        if !clutchIsOn { notes.append("clutch off") }
        if probationLeft > 0 { notes.append("probation \(FigureText.count(probationLeft))") }
        if let staged { notes.append("staged \(staged.prefix(7))") }
        return notes.joined(separator: ", ")
    }
}

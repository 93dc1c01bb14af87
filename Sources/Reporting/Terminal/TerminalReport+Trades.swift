extension TerminalReport {
    private static let symbolsShown = 20

    /// One row a symbol, the largest results first when there are too many, and the total.
    func symbols() -> [TerminalLine] {
        guard !result.symbols.isEmpty else { return [] }
        var table = TerminalTable(columns: [
            .init(title: "Symbol", isNumber: false), .init(title: "Bars", dropOrder: 4), .init(title: "Trades"),
            .init(title: "Won"), .init(title: "Profit"), .init(title: "Fees", dropOrder: 2),
            .init(title: "Days held", dropOrder: 3), .init(title: "Buy & hold", dropOrder: 1),
        ])
        var shown = result.symbols
        if shown.count > Self.symbolsShown {
            let order = shown.indices.sorted { (-shown[$0].pnl.magnitude, $0) < (-shown[$1].pnl.magnitude, $1) }
            shown = order.prefix(Self.symbolsShown).map { shown[$0] }
        }
        let total = result.symbols.reduce(0) { $0 + $1.pnl }
        let fees = result.symbols.reduce(0) { $0 + $1.fees }
        let profits = FigureText.money(shown.map(\.pnl) + [total])
        let fee = FigureText.money(shown.map(\.fees) + [fees])
        table.rows = shown.indices.map { symbolRow(shown[$0], profits[$0], fee[$0]) }
        if result.symbols.count > 1 {
            table.total = symbolTotal(.signed(profits[shown.count], total), .init(fee[shown.count]))
        }
        var lines = [title("Symbols")] + table.lines(width: width)
        let hidden = result.symbols.count - shown.count
        if hidden > 0 { lines.append(TerminalLine("the total holds \(hidden) more with smaller results", .dim)) }
        return lines
    }

    private func symbolRow(_ row: BacktestResult.SymbolRow, _ profit: String, _ fees: String) -> [TerminalTable.Cell] {
        [
            .init(TerminalText.printable(row.symbol)), .init(FigureText.count(row.bars)), .init(FigureText.count(row.trades)),
            .init(FigureText.percent(row.winRate, 0)), .signed(profit, row.pnl),
            .init(fees), .init(FigureText.fixed(row.averageHoldingDays, 1)),
            .init(FigureText.percent(row.buyAndHoldReturn, 1)),
        ]
    }

    private func symbolTotal(_ profit: TerminalTable.Cell, _ fees: TerminalTable.Cell) -> [TerminalTable.Cell] {
        let rows = result.symbols
        let trades = rows.reduce(0) { $0 + $1.trades }
        let traded = rows.filter { $0.trades > 0 }
        let won = traded.reduce(0) { $0 + $1.winRate * Double($1.trades) } / Double(trades)
        let days = traded.reduce(0) { $0 + $1.averageHoldingDays * Double($1.trades) } / Double(trades)
        return [
            .init("Total", .bold), .init(FigureText.count(rows.reduce(0) { $0 + $1.bars })), .init(FigureText.count(trades)),
            .init(FigureText.percent(won, 0)), profit, fees, .init(FigureText.fixed(days, 1)), .init(""),
        ]
    }

    func exits() -> [TerminalLine] {
        let exits = ExitSummary.all(of: result.trades)
        guard !exits.isEmpty else { return [] }
        var table = TerminalTable(columns: [
            .init(title: "Exit", isNumber: false), .init(title: "Trades"), .init(title: "Won"), .init(title: "Profit"),
            .init(title: "Average return", dropOrder: 1),
        ])
        let profits = FigureText.money(exits.map(\.pnl))
        table.rows = zip(exits, profits).map { exit, profit in
            [
                .init(TerminalText.printable(exit.reason)), .init(FigureText.count(exit.count)),
                .init(FigureText.percent(Double(exit.won) / Double(exit.count), 0)), .signed(profit, exit.pnl),
                .signed(FigureText.percent(exit.averageReturn, 2), exit.averageReturn),
            ]
        }
        return [title("Exits")] + table.lines(width: width)
    }

    func openTrades() -> [TerminalLine] {
        guard !result.openTrades.isEmpty else { return [] }
        var table = TerminalTable(columns: [
            .init(title: "Symbol", isNumber: false), .init(title: "Side", isNumber: false), .init(title: "Quantity"),
            .init(title: "Since", isNumber: false, dropOrder: 2), .init(title: "Entry", dropOrder: 1), .init(title: "Marked at"),
            .init(title: "Profit"),
        ])
        let shown = result.openTrades.prefix(Self.symbolsShown)
        let profits = FigureText.money(shown.map(\.pnl))
        table.rows = zip(shown, profits).map { trade, profit in
            [
                .init(TerminalText.printable(trade.symbol)), .init(trade.isLong ? "long" : "short"),
                .init(FigureText.plain(trade.quantity)), .init(TimeText.date(trade.entryTime)),
                .init(FigureText.plain(trade.entryPrice)), .init(FigureText.plain(trade.exitPrice)),
                .signed(profit, trade.pnl),
            ]
        }
        var lines = [title("Still open at the end")] + table.lines(width: width)
        let hidden = result.openTrades.count - table.rows.count
        if hidden > 0 { lines.append(TerminalLine("and \(hidden) more", .dim)) }
        return lines
    }

    /// Counts, then each refusal with its reason and how to mend it.
    func orders() -> [TerminalLine] {
        let orders = result.orders
        let rejected = orders.rejected.reduce(0) { $0 + $1.count }
        var counts = ["\(FigureText.count(orders.submitted)) submitted", "\(FigureText.count(orders.filled)) filled"]
        if orders.cancelled > 0 { counts.append("\(FigureText.count(orders.cancelled)) cancelled") }
        if orders.expired > 0 { counts.append("\(FigureText.count(orders.expired)) expired") }
        counts.append("\(FigureText.count(rejected)) rejected")
        var lines = [title("Orders")] + paragraph(counts.joined(separator: " · "))
        for rejection in orders.rejected {
            var line = TerminalLine("✗ ", .warning)
            line.append("\(FigureText.count(rejection.count)) × \(TerminalText.printable(rejection.reason))", .bold)
            var place = "  first \(TimeText.text(rejection.firstTime))"
            if rejection.firstLine > 0 { place += ", line \(rejection.firstLine)" }
            line.append(place, .dim)
            lines.append(line)
            lines += paragraph(rejection.explanation, indent: 2)
        }
        return lines
    }
}

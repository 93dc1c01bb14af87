extension HTMLReport {
    func drawdowns(_ html: inout HTMLWriter) {
        guard !result.drawdowns.isEmpty else { return }
        html.section("drawdowns", "Worst drawdowns") { html in
            html.table(
                ["Depth", "From", "Lowest", "Recovered", "Days"], textColumns: [0, 1, 2, 3],
                result.drawdowns.prefix(20).map { row in
                    [
                        FigureText.percent(-row.depth.magnitude, 2), TimeText.date(row.start), TimeText.date(row.trough),
                        row.recovery.map(TimeText.date) ?? "not yet", FigureText.fixed(row.days, 0),
                    ]
                })
        }
    }

    func symbols(_ html: inout HTMLWriter) {
        guard !result.symbols.isEmpty else { return }
        html.section("symbols", "Symbols") { html in
            html.table(
                ["Symbol", "Bars", "Trades", "Won", "Profit", "Fees", "Days held", "Buy & hold"], textColumns: [0],
                result.symbols.map { row in
                    [
                        row.symbol, FigureText.count(row.bars), FigureText.count(row.trades), FigureText.percent(row.winRate, 0),
                        FigureText.fixed(row.pnl, 2), FigureText.fixed(row.fees, 2), FigureText.fixed(row.averageHoldingDays, 1),
                        FigureText.percent(row.buyAndHoldReturn, 1),
                    ]
                })
        }
        let exits = ExitSummary.all(of: result.trades)
        guard !exits.isEmpty else { return }
        html.section("exits", "Exits") { html in
            html.table(
                ["Exit", "Trades", "Won", "Profit", "Average return"], textColumns: [0],
                exits.map { exit in
                    [
                        exit.reason, FigureText.count(exit.count), FigureText.percent(Double(exit.won) / Double(exit.count), 0),
                        FigureText.fixed(exit.pnl, 2), FigureText.percent(exit.averageReturn, 2),
                    ]
                })
        }
    }

    /// The rows are made by the page itself from its data: sorted, filtered, a thousand at a time.
    func trades(_ html: inout HTMLWriter) {
        html.section("trades", "Trades") { html in
            guard !result.trades.isEmpty || !result.openTrades.isEmpty else {
                return html.element("p", "", "No trade was made.")
            }
            html.element("div", "class=\"bar screen\"") { html in
                html.raw("<input id=\"filter\" type=\"search\" aria-label=\"Filter trades\" ")
                html.raw("placeholder=\"Filter: symbol, side, date, exit\">")
                html.raw("<span id=\"shown\" class=\"dim\"></span>")
            }
            html.raw("<div class=\"scroll\"><table id=\"trade-table\"><thead></thead><tbody></tbody></table></div>\n")
            html.raw("<button id=\"more\" class=\"screen\" hidden>Load more</button>\n")
            html.raw("<noscript><p>The trade table needs JavaScript; the JSON file holds all trades.</p></noscript>\n")
        }
    }

    func orders(_ html: inout HTMLWriter) {
        let orders = result.orders
        let rejected = orders.rejected.reduce(0) { $0 + $1.count }
        html.section("orders", "Orders") { html in
            html.element(
                "p", "",
                "\(FigureText.count(orders.submitted)) submitted, \(FigureText.count(orders.filled)) filled, "
                    + "\(FigureText.count(orders.cancelled)) cancelled, \(FigureText.count(orders.expired)) expired, "
                    + "\(FigureText.count(rejected)) rejected.")
            guard !orders.rejected.isEmpty else { return }
            html.table(
                ["Rejected for", "Count", "Why, and what to do", "First at", "Script line"], textColumns: [0, 2, 3],
                orders.rejected.map { row in
                    [
                        row.reason, FigureText.count(row.count), row.explanation, TimeText.text(row.firstTime),
                        row.firstLine > 0 ? String(row.firstLine) : FigureText.missing,
                    ]
                })
        }
    }

    func inputs(_ html: inout HTMLWriter) {
        if !result.script.parameters.isEmpty {
            html.section("parameters", "Parameters") { html in
                html.table(
                    ["Name", "Value", "Default", "Least", "Most", "Meaning"], textColumns: [0, 5],
                    result.script.parameters.map { row in
                        let numbers = [row.value, row.defaultValue, row.minimum ?? .nan, row.maximum ?? .nan]
                        return [row.name] + numbers.map { FigureText.plain($0, 6) } + [row.summary]
                    })
            }
        }
        html.section("configuration", "Configuration") { html in
            let script = [
                ["script", result.script.path], ["script hash", result.script.hash], ["script version", result.script.version],
                ["periods per year", "\(FigureText.plain(result.equity.periodsPerYear)) (\(result.equity.periodsPerYearReason))"],
            ]
            html.table(["Setting", "Value"], textColumns: [0, 1], script + result.configuration.map { [$0.name, $0.value] })
        }
        html.section("sources", "Data") { html in
            html.table(
                ["Symbol", "Bars", "From", "To", "File", "Hash", "Notes"], textColumns: [0, 2, 3, 4, 5, 6],
                result.data.map { row in
                    [
                        row.symbol, FigureText.count(row.bars), TimeText.text(row.from), TimeText.text(row.to), row.path,
                        row.hash, row.notes.joined(separator: "; "),
                    ]
                })
        }
    }

    func log(_ html: inout HTMLWriter) {
        guard !result.log.isEmpty else { return }
        let shown = result.log.suffix(500)
        html.section("log", "Log") { html in
            if shown.count < result.log.count {
                html.element("p", "class=\"hint\"", "The last \(shown.count) of \(FigureText.count(result.log.count)) lines.")
            }
            html.table(
                ["Time", "Line", "Text"], textColumns: [0, 2],
                shown.map { [TimeText.text($0.time), String($0.line), $0.text] })
        }
    }
}

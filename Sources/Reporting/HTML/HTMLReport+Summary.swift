extension HTMLReport {
    func tiles(_ html: inout HTMLWriter) {
        html.element("div", "class=\"tiles\"") { html in
            equityTiles(&html)
            let wanted = [
                ["cagr"], ["sharpe", "sharpe_ratio"], ["max_drawdown", "maximum_drawdown"],
                ["trades", "trade_count"], ["win_rate"], ["profit_factor"],
            ]
            for ids in wanted {
                guard let metric = result.metrics.first(where: { ids.contains($0.id) }) else { continue }
                let held = metric.benchmark.isFinite ? "buy & hold \(FigureText.metric(metric.benchmark, metric.unit))" : ""
                html.tile(metric.title, FigureText.metric(metric.value, metric.unit), "", held, metric.convention)
            }
        }
    }

    private func equityTiles(_ html: inout HTMLWriter) {
        guard let first = result.equity.values.first, let last = result.equity.values.last else { return }
        let change = last / first - 1
        html.tile(
            "Equity at the end", FigureText.money(last), "",
            "\(result.cash.currency), from \(FigureText.money(first))", "")
        var note = ""
        if let start = result.equity.buyAndHold.first, let end = result.equity.buyAndHold.last, start != 0 {
            note = "buy & hold \(FigureText.percent(end / start - 1, 1, signed: true))"
        }
        html.tile(
            "Total return", FigureText.percent(change, 1, signed: true), change < 0 ? "bad" : "good", note,
            "Equity at the end over equity at the start, minus one.")
    }

    /// The groups of measures; the convention of each shows on hover or focus.
    func measures(_ html: inout HTMLWriter) {
        guard !result.metrics.isEmpty else { return }
        var groups: [String] = []
        for metric in result.metrics where !groups.contains(metric.group) { groups.append(metric.group) }
        html.section("measures", "Measures") { html in
            html.element("p", "class=\"hint\"", "Point at a measure, or tap it, to see how it is defined.")
            html.element("div", "class=\"cards\"") { html in
                for group in groups { card(&html, group, result.metrics.filter { $0.group == group }) }
            }
        }
    }

    private func card(_ html: inout HTMLWriter, _ name: String, _ metrics: [BacktestResult.Metric]) {
        let isCompared = metrics.contains { $0.benchmark.isFinite }
        html.element("div", "class=\"card\"") { html in
            html.element("h3", "", name)
            html.element("table", "class=\"metrics\"") { html in
                if isCompared {
                    html.raw("<thead><tr><th></th><th class=\"n\">strategy</th><th class=\"n\">buy &amp; hold</th></tr></thead>")
                }
                html.element("tbody") { html in
                    for metric in metrics {
                        html.element("tr", "tabindex=\"0\"") { html in
                            html.element("td") { html in
                                html.text(metric.title)
                                html.element("span", "class=\"tip\" role=\"note\"", metric.convention)
                            }
                            html.element("td", "class=\"n\"", FigureText.metric(metric.value, metric.unit))
                            guard isCompared else { return }
                            let held = metric.benchmark.isFinite ? FigureText.metric(metric.benchmark, metric.unit) : ""
                            html.element("td", "class=\"n dim\"", held)
                        }
                    }
                }
            }
        }
    }

    /// Years down, months across, the colour by the size of the return.
    func calendar(_ html: inout HTMLWriter) {
        let years = CalendarReturns(times: result.equity.times, values: result.equity.values).years
        guard !years.isEmpty else { return }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        html.section("calendar", "Returns by month, %") { html in
            html.element("div", "class=\"scroll\"") { html in
                html.element("table", "class=\"heat\"") { html in
                    html.element("thead") { html in
                        html.element("tr") { html in
                            for title in [""] + months + ["Year"] { html.element("th", "", title) }
                        }
                    }
                    html.element("tbody") { html in
                        for year in years.reversed() {
                            html.element("tr") { html in
                                html.element("th", "", String(year.year))
                                for month in year.months { heat(&html, month, full: 0.1) }
                                heat(&html, year.total, full: 0.4)
                            }
                        }
                    }
                }
            }
        }
    }

    private func heat(_ html: inout HTMLWriter, _ value: Double?, full: Double) {
        guard let value, value.isFinite else { return html.raw("<td></td>") }
        let strength = 0.08 + 0.62 * min(1, value.magnitude / full)
        let alpha = FigureText.fixed(strength, 2)
        html.element("td", "class=\"\(value < 0 ? "down" : "up")\" style=\"--a:\(alpha)\"", FigureText.fixed(value * 100, 1))
    }
}

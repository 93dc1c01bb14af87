extension HTMLReport {
    /// Static pictures first; with Plotly the page replaces them by linked ones.
    func charts(_ html: inout HTMLWriter) {
        guard result.equity.values.count > 1 else { return }
        html.section("charts", "Equity, drawdown, trades") { html in
            if isInteractive {
                controls(&html)
            } else {
                html.noteOnStaticCharts()
            }
            html.element("div", "id=\"figure\"") { html in
                staticCharts(&html)
            }
            for note in payload.notes { html.element("p", "class=\"hint\"", note) }
        }
    }

    private func controls(_ html: inout HTMLWriter) {
        html.element("div", "class=\"bar screen\" id=\"controls\"") { html in
            if payload.charts.count > 1 {
                html.element("label") { html in
                    html.text("Prices of ")
                    html.element("select", "id=\"symbol\"") { html in
                        for (index, chart) in payload.charts.enumerated() {
                            html.element("option", "value=\"\(index)\"", chart.symbol)
                        }
                    }
                }
            }
            html.element("span", "class=\"group\" role=\"group\" aria-label=\"Range\"") { html in
                for (days, title) in [("30", "1M"), ("182", "6M"), ("365", "1Y"), ("1826", "5Y"), ("0", "All")] {
                    html.element("button", "data-days=\"\(days)\"", title)
                }
            }
            html.raw("<label><input type=\"checkbox\" id=\"log-scale\"> log scale</label>\n")
        }
    }

    private func staticCharts(_ html: inout HTMLWriter) {
        let equity = result.equity
        let money = "\(FigureText.money(equity.values.min() ?? .nan)) to \(FigureText.money(equity.values.max() ?? .nan))"
        figure(&html, "Equity", "\(money) \(result.cash.currency); grey: buy and hold") {
            SVGChart.lines([(equity.buyAndHold, "hold"), (equity.values, "equity")])
        }
        let drawdown = equity.drawdown
        figure(&html, "Drawdown", "deepest \(FigureText.percent(drawdown.filter(\.isFinite).min() ?? .nan, 2))") {
            SVGChart.lines([(drawdown, "drawdown")])
        }
    }

    private func figure(_ html: inout HTMLWriter, _ title: String, _ note: String, _ svg: () -> String) {
        html.element("figure") { html in
            html.element("figcaption") { html in
                html.element("strong", "", title)
                html.text(" " + note)
            }
            html.raw(svg())
            html.element("div", "class=\"axis\"") { html in
                html.element("span", "", TimeText.date(result.equity.times.first ?? 0))
                html.element("span", "", TimeText.date(result.equity.times.last ?? 0))
            }
        }
    }

    func distributions(_ html: inout HTMLWriter) {
        let drawn = payload.histograms.filter { !$0.histogram.counts.isEmpty }
        guard !drawn.isEmpty else { return }
        html.section("distributions", "Distributions") { html in
            html.element("div", "class=\"cards wide\"") { html in
                for item in drawn {
                    html.element("figure", "class=\"card\"") { html in
                        html.element("figcaption") { html in
                            html.element("strong", "", item.title)
                            html.text(" \(FigureText.count(item.histogram.counts.reduce(0, +))) values")
                            if item.zeros > 0 { html.text(", without \(FigureText.count(item.zeros)) of exactly zero") }
                        }
                        html.raw(SVGChart.bars(item.histogram))
                        html.element("div", "class=\"axis\"") { html in
                            let bins = Double(item.histogram.counts.count)
                            html.element("span", "", FigureText.percent(item.histogram.low, 2))
                            html.element("span", "", FigureText.percent(item.histogram.low + bins * item.histogram.binWidth, 2))
                        }
                    }
                }
            }
            html.element("p", "class=\"hint\"", "The outermost half percent at each end is counted in the last bars.")
        }
    }
}

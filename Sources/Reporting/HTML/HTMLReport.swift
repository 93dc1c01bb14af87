/// The result of a backtest as one HTML file that opens from disk without a network.
///
/// The same result gives the same bytes: no clock, no random ids, no timing of the machine.
public struct HTMLReport {
    let result: BacktestResult
    let payload: ReportPayload
    let isInteractive: Bool

    /// - Parameter plotlyJS: the text of `plotly.min.js`. Without it the charts are static and a note says how to get it.
    /// - Returns: UTF-8.
    public static func render(_ result: BacktestResult, plotlyJS: String?) -> [UInt8] {
        let payload = ReportPayload(result)
        let report = HTMLReport(result: result, payload: payload, isInteractive: plotlyJS != nil)
        var html = HTMLWriter()
        report.page(&html, plotlyJS)
        return html.bytes
    }

    private func page(_ html: inout HTMLWriter, _ plotlyJS: String?) {
        html.page("\(scriptName) · backtest \(result.runID)") { html in
            html.element("main") { html in
                header(&html)
                findings(&html)
                tiles(&html)
                charts(&html)
                measures(&html)
                calendar(&html)
                distributions(&html)
                drawdowns(&html)
                symbols(&html)
                trades(&html)
                orders(&html)
                inputs(&html)
                log(&html)
                footer(&html)
            }
            html.data(payload.json())
            if let plotlyJS { html.script(plotlyJS) }
            for script in [HTMLScripts.basis + HTMLScripts.core, HTMLScripts.panels, HTMLScripts.charts, HTMLScripts.trades] {
                html.script(script)
            }
        }
    }

    var scriptName: String {
        let last = result.script.path.split(separator: "/").last.map(String.init) ?? result.script.path
        return last.hasSuffix(".lua") ? String(last.dropLast(4)) : last
    }

    private func header(_ html: inout HTMLWriter) {
        html.element("header") { html in
            html.element("h1", "", scriptName)
            if result.wasInterrupted { html.element("p", "class=\"warning\"", "Stopped before the end of the data.") }
            html.element("p", "class=\"lead\"", result.script.summary)
            html.element("p", "class=\"facts\"") { html in
                let symbols = result.data.prefix(8).map(\.symbol).joined(separator: ", ")
                let hidden = result.data.count > 8 ? " and \(result.data.count - 8) more" : ""
                html.element("span", "", symbols + hidden)
                if let from = result.equity.times.first, let to = result.equity.times.last {
                    html.element("span", "", "\(TimeText.date(from)) – \(TimeText.date(to))")
                }
                for parameter in result.script.parameters {
                    html.element("span", "", "\(parameter.name) = \(FigureText.plain(parameter.value, 6))")
                }
                html.element("span", "class=\"mono\"", "run \(result.runID)")
            }
        }
    }

    private func findings(_ html: inout HTMLWriter) {
        guard !result.findings.isEmpty else { return }
        html.section("findings", "Findings") { html in
            for severity in [BacktestResult.Finding.Severity.critical, .warning, .note] {
                for finding in result.findings where finding.severity == severity {
                    html.element("article", "class=\"finding \(severity.rawValue)\"") { html in
                        html.element("h3") { html in
                            html.element("span", "class=\"badge\"", severity.rawValue)
                            html.text(finding.title)
                        }
                        html.element("p", "", finding.evidence)
                    }
                }
            }
        }
    }

    private func footer(_ html: inout HTMLWriter) {
        html.element("footer") { html in
            html.text("Run ")
            html.element("span", "class=\"mono\"", result.runID)
            html.text(". The same data, script, parameters and build give the same report. All times are UTC.")
        }
    }
}

extension PlotFigure {
    /// The picture where no chart library is there: curves as lines on one scale, the others as tables.
    func writeStatic(_ html: inout HTMLWriter) {
        switch content {
        case .curves(let curves): writeCurves(curves, &html)
        case .bars(let bars):
            let rows = bars.categories.indices.map { row in [bars.categories[row]] + bars.sets.map { text($0.values[row], y) } }
            html.table([""] + bars.sets.map(\.name), textColumns: [0], rows)
        case .heatmap(let map): writeMap(map, &html)
        }
    }

    private func text(_ value: Double, _ axis: Axis) -> String {
        switch axis.format {
        case .number: FigureText.plain(value)
        case .percent: FigureText.percent(value, 2)
        case .time: TimeText.date(Int64(exactly: value.rounded()) ?? 0)
        }
    }

    private func writeCurves(_ curves: [PlotCurve], _ html: inout HTMLWriter) {
        let points = curves.flatMap { curve in
            curve.x.indices.filter { curve.x[$0].isFinite && curve.y[$0].isFinite }.map { (curve.x[$0], curve.y[$0]) }
        }
        guard let left = points.map(\.0).min(), let right = points.map(\.0).max(), left < right,
            let low = points.map(\.1).min(), let high = points.map(\.1).max(), low < high
        else { return html.element("p", "", "Too few points for a picture.") }
        func place(_ x: Double, _ y: Double) -> (String, String) {
            (
                FigureText.fixed((x - left) / (right - left) * 1000, 1, grouped: false),
                FigureText.fixed((high - y) / (high - low) * 236 + 2, 1, grouped: false)
            )
        }
        html.raw("<figure><svg viewBox=\"0 0 1000 240\" preserveAspectRatio=\"none\" role=\"img\">")
        let names = spans.map(\.name).reduce(into: [String]()) { if $0.last != $1, !$0.contains($1) { $0.append($1) } }
        for span in spans {
            let (from, to) = (place(max(span.from, left), low).0, place(min(span.to, right), low).0)
            let shade =
                names.firstIndex(of: span.name).map { ["accent", "series1", "series2", "series3", "series4"][$0 % 5] } ?? "hold"
            html.raw("<polygon style=\"fill:var(--\(shade));opacity:.2\" points=\"\(from),0 \(to),0 \(to),240 \(from),240\"/>")
        }
        for curve in curves {
            let kept = Decimation.indices(curve.y, limit: 1500).filter { curve.x[$0].isFinite && curve.y[$0].isFinite }
            let places = kept.map { place(curve.x[$0], curve.y[$0]) }
            let style = curve.isReference ? "hold" : "line"
            if curve.kind == .scatter {
                for (x, y) in places { html.raw("<circle class=\"gain\" cx=\"\(x)\" cy=\"\(y)\" r=\"3\"/>") }
            } else {
                html.raw("<polyline class=\"\(style)\" points=\"\(places.map { "\($0.0),\($0.1)" }.joined(separator: " "))\"/>")
            }
        }
        html.raw("</svg>\n")
        html.element("div", "class=\"axis\"") { html in
            html.element("span", "", "\(x.title) \(text(left, x)) to \(text(right, x))")
            html.element("span", "", "\(y.title) \(text(low, y)) to \(text(high, y))")
        }
        html.raw("</figure>\n")
    }

    private func writeMap(_ map: PlotHeatmap, _ html: inout HTMLWriter) {
        let finite = map.values.flatMap { $0 }.filter(\.isFinite)
        let largest = max(
            finite.reduce(0) { max($0, $1.magnitude) },
            map.range.map { max($0.lowerBound.magnitude, $0.upperBound.magnitude) } ?? 0)
        html.element("div", "class=\"scroll\"") { html in
            html.element("table", "class=\"heat\"") { html in
                html.element("thead") { html in
                    html.element("tr") { html in for name in [""] + map.columns { html.element("th", "", name) } }
                }
                html.element("tbody") { html in
                    for (name, values) in zip(map.rows, map.values) {
                        html.element("tr") { html in
                            html.element("th", "", name)
                            for value in values {
                                guard value.isFinite, largest > 0 else {
                                    html.raw("<td></td>")
                                    continue
                                }
                                let alpha = FigureText.fixed(0.7 * value.magnitude / largest, 2)
                                html.element(
                                    "td", "class=\"\(value < 0 ? "down" : "up")\" style=\"--a:\(alpha)\"", text(value, y))
                            }
                        }
                    }
                }
            }
        }
    }
}

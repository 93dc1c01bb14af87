/// The figures of a page as one line of JSON for the script that draws them.
enum PlotPayload {
    /// More points than a picture has room for: lines are drawn by the lowest and the highest of each stretch.
    static let pointsPerCurve = 20_000

    static func json(_ figures: [PlotFigure]) -> [UInt8] {
        var json = JSONWriter()
        json.array(.compact) { json in
            for figure in figures {
                json.object { json in
                    json.key("x")
                    write(figure.x, &json)
                    json.key("y")
                    write(figure.y, &json)
                    write(figure.content, figure.x, &json)
                    if !figure.spans.isEmpty { write(figure.spans, figure.x, &json) }
                }
            }
        }
        return json.bytes
    }

    private static func write(_ axis: PlotFigure.Axis, _ json: inout JSONWriter) {
        json.object { json in
            json.key("title")
            json.value(axis.title)
            json.key("format")
            json.value(axis.format.rawValue)
            json.key("log")
            json.value(axis.isLog)
        }
    }

    private static func write(_ content: PlotFigure.Content, _ x: PlotFigure.Axis, _ json: inout JSONWriter) {
        switch content {
        case .curves(let curves):
            json.key("curves")
            json.array { json in for curve in curves { write(curve, x, &json) } }
        case .bars(let bars):
            json.key("stacked")
            json.value(bars.isStacked)
            json.key("categories")
            write(bars.categories, &json)
            json.key("bars")
            json.array { json in
                for set in bars.sets {
                    json.object { json in
                        json.key("name")
                        json.value(set.name)
                        write("values", set.values, &json)
                    }
                }
            }
        case .heatmap(let map): write(map, &json)
        }
    }

    private static func write(_ curve: PlotCurve, _ x: PlotFigure.Axis, _ json: inout JSONWriter) {
        let isLine = curve.kind == .line && curve.labels.isEmpty
        let kept = isLine ? Decimation.indices(curve.y, limit: pointsPerCurve) : Array(curve.y.indices)
        json.object { json in
            json.key("name")
            json.value(curve.name)
            json.key("kind")
            json.value(curve.kind.rawValue)
            json.key("reference")
            json.value(curve.isReference)
            json.key("x")
            json.array { json in for index in kept { write(place: curve.x[index], x, &json) } }
            write("y", kept.map { curve.y[$0] }, &json)
            if !curve.low.isEmpty { write("low", kept.map { curve.low[$0] }, &json) }
            if !curve.names.isEmpty {
                json.key("names")
                write(kept.map { curve.names[$0] }, &json)
            }
            guard !curve.labels.isEmpty else { return }
            json.key("labels")
            write(kept.map { curve.labels[$0] }, &json)
        }
    }

    /// Times are the milliseconds that JavaScript counts, in full.
    private static func write(place value: Double, _ axis: PlotFigure.Axis, _ json: inout JSONWriter) {
        axis.format == .time ? json.value((value / 1e6).rounded()) : json.approximate(value)
    }

    private static func write(_ spans: [PlotSpan], _ axis: PlotFigure.Axis, _ json: inout JSONWriter) {
        json.key("spans")
        json.array { json in
            for span in spans {
                json.array { json in
                    json.value(span.name)
                    write(place: span.from, axis, &json)
                    write(place: span.to, axis, &json)
                }
            }
        }
    }

    private static func write(_ map: PlotHeatmap, _ json: inout JSONWriter) {
        json.key("columns")
        write(map.columns, &json)
        json.key("rows")
        write(map.rows, &json)
        if let range = map.range { write("range", [range.lowerBound, range.upperBound], &json) }
        json.key("heat")
        json.array { json in
            for row in map.values {
                json.array { json in for value in row { json.approximate(value) } }
            }
        }
    }

    private static func write(_ key: String, _ values: [Double], _ json: inout JSONWriter) {
        json.key(key)
        json.array { json in for value in values { json.approximate(value) } }
    }

    private static func write(_ texts: [String], _ json: inout JSONWriter) {
        json.array { json in for text in texts { json.value(text) } }
    }
}

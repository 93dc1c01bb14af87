/// Pictures without a library, stretched to the width of their place; colours come from the style sheet by class.
enum SVGChart {
    private static let width = 1000.0
    private static let height = 240.0

    /// Lines on one scale. A line that is empty or has fewer than two finite values is left out.
    static func lines(_ lines: [(values: [Double], style: String)]) -> String {
        let drawn = lines.filter { $0.values.count > 1 }
        let finite = drawn.flatMap { $0.values.filter(\.isFinite) }
        guard let low = finite.min(), let high = finite.max(), low < high else { return "" }
        var svg = open
        for line in drawn {
            let last = Double(line.values.count - 1)
            var points = ""
            for index in Decimation.indices(line.values, limit: 1500) where line.values[index].isFinite {
                let x = FigureText.fixed(Double(index) / last * width, 1, grouped: false)
                let y = FigureText.fixed((high - line.values[index]) / (high - low) * (height - 4) + 2, 1, grouped: false)
                points += points.isEmpty ? "\(x),\(y)" : " \(x),\(y)"
            }
            svg += "<polyline class=\"\(line.style)\" points=\"\(points)\"/>"
        }
        return svg + "</svg>\n"
    }

    /// Bars from the ground; those left of zero in the colour of a loss, each with its range and count on hover.
    static func bars(_ histogram: Histogram) -> String {
        guard let highest = histogram.counts.max(), highest > 0 else { return "" }
        let step = width / Double(histogram.counts.count)
        var svg = open
        for (index, count) in histogram.counts.enumerated() {
            let tall = Double(count) / Double(highest) * (height - 4)
            let from = histogram.low + Double(index) * histogram.binWidth
            let isLoss = from + histogram.binWidth / 2 < 0
            let x = FigureText.fixed(Double(index) * step + step * 0.06, 1, grouped: false)
            let y = FigureText.fixed(height - tall, 1, grouped: false)
            let wide = FigureText.fixed(step * 0.88, 1, grouped: false)
            svg += "<rect class=\"\(isLoss ? "loss" : "gain")\" x=\"\(x)\" y=\"\(y)\" width=\"\(wide)\" "
            svg += "height=\"\(FigureText.fixed(tall, 1, grouped: false))\"><title>\(FigureText.percent(from, 2)) to "
            svg += "\(FigureText.percent(from + histogram.binWidth, 2)): \(FigureText.count(count))</title></rect>"
        }
        return svg + "</svg>\n"
    }

    private static let open = "<svg viewBox=\"0 0 1000 240\" preserveAspectRatio=\"none\" role=\"img\">"
}

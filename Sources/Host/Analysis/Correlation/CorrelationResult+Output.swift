import Market
import Numerics
import Reporting
import Risk

extension CorrelationResult {
    private static let widestMatrix = 12

    func text(width: Int, color: Bool) -> String {
        let pairs = CorrelationResult.pairs(matrix)
        var text = TableText.source(table)
        text += "\(matrix.method.rawValue), average of \(pairs.count) pair\(pairs.count == 1 ? "" : "s") \(FigureText.fixed(averageCorrelation(matrix.coefficients), 3))\n"
        if table.assets <= CorrelationResult.widestMatrix {
            text += "\nCorrelations\n" + grid(matrix.coefficients, width, color) { FigureText.fixed($0, 3) }
            text += "\nP-values of no correlation, not corrected for there being \(pairs.count)\n"
            text += grid(matrix.pValues, width, color, diagonal: "") { TableText.probability($0) }
        } else {
            let sorted = pairs.enumerated().sorted { ($1.element.coefficient, $0.offset) < ($0.element.coefficient, $1.offset) }.map(\.element)
            text += "\nHighest (all in --json)\n" + list(Array(sorted.prefix(8)), width, color)
            text += "\nLowest\n" + list(sorted.suffix(8).reversed(), width, color)
        }
        if let rolling { text += rollingText(rolling) }
        if !regimes.isEmpty { text += regimeText(width, color) }
        return text
    }

    private func grid(_ values: Matrix, _ width: Int, _ color: Bool, diagonal: String? = nil, _ format: (Double) -> String) -> String {
        var grid = TextTable([""] + table.names)
        for row in 0..<values.rows {
            grid.add([table.names[row]] + (0..<values.columns).map { $0 == row ? diagonal ?? format(values[row, $0]) : format(values[row, $0]) })
        }
        return grid.text(width: max(width, 20 + 9 * table.assets), color: color)
    }

    private func list(_ pairs: [Pair], _ width: Int, _ color: Bool) -> String {
        var grid = TextTable(["pair", "correlation", "p-value"])
        for pair in pairs {
            grid.add(["\(table.names[pair.first]) · \(table.names[pair.second])", FigureText.fixed(pair.coefficient, 3), TableText.probability(pair.pValue)])
        }
        return grid.text(width: width, color: color)
    }

    private func rollingText(_ rolling: Rolling) -> String {
        guard let last = rolling.average.last, let time = rolling.times.last, let low = rolling.average.min(), let high = rolling.average.max(),
            let atLow = rolling.average.firstIndex(of: low), let atHigh = rolling.average.firstIndex(of: high)
        else { return "" }
        func date(_ index: Int) -> String { Timestamp(nanoseconds: rolling.times[index]).text }
        return "\nAverage correlation over the last \(rolling.window) rows\n"
            + "  now      \(FigureText.fixed(last, 3))  \(Timestamp(nanoseconds: time).text)\n"
            + "  lowest   \(FigureText.fixed(low, 3))  \(date(atLow))\n  highest  \(FigureText.fixed(high, 3))  \(date(atHigh))\n"
    }

    private func regimeText(_ width: Int, _ color: Bool) -> String {
        var grid = TextTable(["regime", "rows", "average", "lowest", "highest", "significant"])
        for item in regimes {
            let pairs = item.matrix.map { CorrelationResult.pairs($0) } ?? []
            let values = pairs.map(\.coefficient)
            let significant = pairs.isEmpty ? FigureText.missing : FigureText.percent(Double(pairs.count { $0.pValue < 0.05 }) / Double(pairs.count), 0)
            grid.add([
                item.regime.name, FigureText.count(item.rows), FigureText.fixed(mean(values), 3), FigureText.fixed(values.min() ?? .nan, 3),
                FigureText.fixed(values.max() ?? .nan, 3), significant,
            ])
        }
        return "\nBy regime of \(regimeOf) (significant: pairs with a p-value below 5 %)\n" + grid.text(width: width, color: color)
    }

    func json() -> String {
        JSONWriter.text { json in
            json.source(table)
            json.pair("method", matrix.method.rawValue)
            json.pair("average", averageCorrelation(matrix.coefficients))
            json.pair("correlations", matrix.coefficients)
            json.pair("p_values", matrix.pValues)
            json.pair("rows_per_pair", matrix.counts)
            json.key("rolling")
            if let rolling {
                json.object { json in
                    json.pair("window", rolling.window)
                    json.pair("dates", dates: rolling.times)
                    json.pair("average", rolling.average)
                    json.pair("lowest", rolling.lowest)
                    json.pair("highest", rolling.highest)
                }
            } else {
                json.null()
            }
            json.key("regimes")
            json.array { json in for item in regimes { json.object { regime(item, &$0) } } }
        }
    }

    private func regime(_ item: InRegime, _ json: inout JSONWriter) {
        json.pair("regime", item.regime.name)
        json.pair("of", regimeOf)
        json.pair("rows", item.rows)
        json.pair("average", item.matrix.map { averageCorrelation($0.coefficients) })
        for (key, values) in [("correlations", item.matrix?.coefficients), ("p_values", item.matrix?.pValues)] {
            if let values {
                json.pair(key, values)
            } else {
                json.key(key)
                json.null()
            }
        }
    }
}

extension TerminalReport {
    private static let gap = 4
    private static let narrowestBlock = 36

    /// Groups of measures side by side: as many columns as fit without cutting a title, two where they nearly do.
    func metrics() -> [TerminalLine] {
        let blocks = MetricBlock.all(of: result.metrics)
        let natural = blocks.map(\.naturalWidth).max() ?? 0
        guard natural > 0 else { return [] }
        var count = max(1, (width + Self.gap) / (max(natural, Self.narrowestBlock) + Self.gap))
        if count == 1, width >= 2 * Self.narrowestBlock + Self.gap { count = 2 }
        count = min(count, blocks.count)
        let room = (width - (count - 1) * Self.gap) / count
        let blockWidth = min(room, max(natural + 2, Self.narrowestBlock))

        var columns = Array(repeating: [TerminalLine](), count: count)
        for block in blocks {
            let shortest = columns.indices.min { columns[$0].count < columns[$1].count } ?? 0
            if !columns[shortest].isEmpty { columns[shortest].append(TerminalLine()) }
            columns[shortest] += block.lines(width: blockWidth)
        }
        return [title("Measures")]
            + (0..<(columns.map(\.count).max() ?? 0)).map { row in
                var line = TerminalLine()
                for (index, column) in columns.enumerated() where row < column.count {
                    line.pad(to: index * (blockWidth + Self.gap))
                    line.append(column[row].fitted(blockWidth))
                }
                return line
            }
    }
}

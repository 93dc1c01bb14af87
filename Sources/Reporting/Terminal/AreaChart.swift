/// A curve as a filled area of Unicode eighth blocks: `rows` lines, one column per bucket of points.
enum AreaChart {
    private static let blocks: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// Top line first. Empty for fewer than two finite values. A flat curve is drawn at half height.
    static func lines(_ values: [Double], width: Int, rows: Int) -> [String] {
        let points = buckets(values.filter(\.isFinite), width)
        guard let low = points.min(), let high = points.max(), points.count > 1, rows > 0 else { return [] }
        let levels = Double(rows * 8 - 1)
        let heights = points.map { high > low ? 1 + Int((($0 - low) / (high - low) * levels).rounded()) : rows * 4 }
        return (0..<rows).reversed().map { row in
            String(heights.map { blocks[min(8, max(0, $0 - row * 8))] })
        }
    }

    /// The last value of each of `width` equal stretches; a short curve is stretched.
    private static func buckets(_ values: [Double], _ width: Int) -> [Double] {
        guard values.count > 1, width > 1 else { return [] }
        return (0..<width).map { values[($0 * (values.count - 1)) / (width - 1)] }
    }
}

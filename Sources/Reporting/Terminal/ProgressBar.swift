/// The line that shows how far a long run is. Pure: the caller measures the time and writes the line.
public struct ProgressBar: Sendable {
    public var label: String
    /// What is counted, such as `bars`.
    public var unit: String

    public init(label: String, unit: String = "bars") {
        self.label = label
        self.unit = unit
    }

    /// - Parameters:
    ///   - fraction: done so far, 0 to 1; clamped.
    ///   - rate: units a second; left out when not positive.
    ///   - remaining: seconds; left out when not finite.
    /// - Returns: a line of exactly `width` columns (so that it overwrites the one before), at least 10.
    public func render(fraction: Double, rate: Double, remaining: Double, width: Int) -> String {
        let width = max(10, width)
        let done = fraction.isFinite ? min(1, max(0, fraction)) : 0
        var tail = " " + padded(FigureText.fixed(done * 100, 0), 3) + " %"
        if rate > 0, rate.isFinite { tail += "  " + FigureText.rate(rate) + " " + unit + "/s" }
        if remaining >= 0, remaining.isFinite { tail += "  " + FigureText.duration(seconds: max(1, remaining.rounded())) + " left" }
        let head = TerminalText.printable(label) + " "
        var line = TerminalLine(head)
        let room = width - line.width - TerminalText.columns(tail)
        if room >= 8 { line.append(bar(done, room)) }
        line.append(tail)
        var fitted = line.fitted(width)
        fitted.pad(to: width)
        return fitted.text(color: true)
    }

    private func bar(_ done: Double, _ width: Int) -> String {
        let eighths = Int((done * Double(width * 8)).rounded(.down))
        let partial: [String] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        let full = String(repeating: "█", count: eighths / 8) + partial[eighths % 8]
        let rest = width - TerminalText.columns(full)
        return full + String(repeating: "░", count: rest)
    }

    private func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.utf8.count)) + text
    }
}

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
        // Rounded down: 100 % is shown only when it is done.
        var tail = " " + padded(FigureText.fixed((done * 100).rounded(.down), 0), 3) + " %"
        var line = TerminalLine(TerminalText.fitted(TerminalText.printable(label), width / 3) + " ")
        for part in [rateText(rate), remainingText(remaining)] where line.width + tail.count + part.count + 8 <= width {
            tail += part
        }
        let room = width - line.width - TerminalText.columns(tail)
        if room >= 8 { line.append(bar(done, room)) }
        line.append(tail)
        var fitted = line.fitted(width)
        fitted.pad(to: width)
        return fitted.text(color: true)
    }

    private func rateText(_ rate: Double) -> String {
        rate > 0 && rate.isFinite ? "  \(FigureText.rate(rate)) \(TerminalText.printable(unit))/s" : ""
    }

    private func remainingText(_ seconds: Double) -> String {
        guard seconds >= 0, seconds.isFinite else { return "" }
        return "  " + (seconds < 120 ? FigureText.fixed(seconds, 0) + " s" : FigureText.duration(seconds: seconds)) + " left"
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

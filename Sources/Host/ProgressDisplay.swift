import Reporting

/// Shows how far a run is, on a terminal, once it has taken a second.
final class ProgressDisplay {
    private let bar: ProgressBar
    private let total: Int
    private let start = Clock.seconds()
    private var last = 0.0
    private var isShown = false
    private let isOn: Bool

    init(_ label: String, total: Int, isQuiet: Bool) {
        bar = ProgressBar(label: label)
        self.total = total
        isOn = !isQuiet && Terminal.isErrorInteractive
    }

    func update(_ done: Int) {
        let now = Clock.seconds()
        guard isOn, now - start > 1, now - last > 0.1 else { return }
        last = now
        isShown = true
        let rate = Double(done) / (now - start)
        Terminal.error("\r" + bar.render(fraction: Double(done) / Double(max(total, 1)), rate: rate, remaining: Double(total - done) / max(rate, 1), width: Terminal.width))
    }

    func finish() { if isShown { Terminal.error("\r" + String(repeating: " ", count: Terminal.width) + "\r") } }
}

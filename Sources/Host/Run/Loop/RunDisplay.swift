import Desk
import Market
import Reporting

/// What a run shows on a terminal: problems and what becomes of versions as they happen, and one line of how far it is.
final class RunDisplay {
    private unowned let host: RunHost
    private let isQuiet: Bool
    private var last = Clock.seconds()
    private var isShown = false

    init(_ host: RunHost, isQuiet: Bool) {
        (self.host, self.isQuiet) = (host, isQuiet)
    }

    func show(_ remark: RunRemark) {
        guard remark.isProblem || (!isQuiet && [.reload, .file, .policy, .test].contains(remark.kind)) else { return }
        clear()
        Terminal.error("\(ControlCommand.printable(remark.line, keepsLines: true))\n")
    }

    func update() {
        guard !isQuiet, Terminal.isErrorInteractive else { return }
        let now = Clock.seconds()
        guard now - last > 0.2 else { return }
        last = now
        isShown = true
        let time = host.now.nanoseconds == .min ? "waiting" : host.now.text
        let line =
            "\(host.configuration.name)  \(time)  \(FigureText.count(Int(host.desk.sequence))) events"
            + "  \(FigureText.count(Int(host.rate.perSecond)))/s  equity \(FigureText.money(host.book.equity(host.desk)))"
        Terminal.error("\r\u{1B}[K" + line.prefix(max(Terminal.width - 1, 20)))
    }

    func finish() { clear() }

    private func clear() {
        guard isShown else { return }
        isShown = false
        Terminal.error("\r\u{1B}[K")
    }
}

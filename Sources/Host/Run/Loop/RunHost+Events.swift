import Desk
import Kernel
import Market
import Money
import Trading

// How an event gets into the desk.
extension RunHost {
    /// Takes an event of the source: refused where it is faulty, else processed after what its time brings about.
    /// - Parameter moment: when it is complete, in nanoseconds.
    func take(_ event: DeskEvent, moment: Int64) {
        if let fault = desk.fault(event) {
            faults += 1
            // A source that is faulty throughout must not drown what else happens.
            if faults <= 20 || faults.isMultiple(of: 1_000) {
                remark(.data, "", "event refused: \(fault) (\(faults) so far)", isProblem: true)
            }
            return
        }
        // The nanosecond before it is complete lies in the period that it belongs to, also where that ends at midnight.
        newestMoment = moment
        asItself { pass(to: moment - 1) }
        if configuration.carriesOutVerdicts, !desk.tests.isEmpty { carryOutVerdicts() }
        releaseWaiting()
        submit(event)
        if book.isUnwinding { asItself { finishUnwinding() } }
    }

    /// What follows from the events alone: a replay comes to it again.
    private func asItself(_ body: () -> Void) {
        journal?.own(true)
        body()
        journal?.own(false)
    }

    /// A command to a seat, or to all of them.
    @discardableResult
    func submit(_ seat: String, _ command: SeatCommand, author: String, reason: String = "") -> [DeskNotice] {
        submit(.command(DeskEvent.Order(seat: seat, command: command, author: author, reason: reason)))
    }

    /// Journals an event, lets the desk process it, and takes note of what came of it.
    @discardableResult
    func submit(_ event: DeskEvent) -> [DeskNotice] {
        guard outcome != .failed else { return [] }
        do {
            try journal?.record(event)
            apply(event)
            let notices = desk.notices
            desk.clearNotices()
            try journal?.record(notices)
            digest(notices)
            return notices
        } catch {
            fail("\(error)")
            return []
        }
    }

    /// The event and what the books of the run make of it; the same in a replay.
    func apply(_ event: DeskEvent) {
        let treatments = desk.tests.map(\.treatment)
        defer { for seat in treatments where desk.test(ofTreatment: seat) == nil { meter.forget(seat) } }
        guard case .command(let order) = event else { return desk.process(event) }
        let seat = desk.seat(order.seat)
        let before = seat.map { SeatMoney($0, desk) }
        desk.process(event)
        if let seat, desk.seat(order.seat) !== seat { meter.forget(seat) }
        book.note(order.command, seat: order.seat, before: before, after: desk.seat(order.seat).map { SeatMoney($0, desk) })
    }

    private func digest(_ notices: [DeskNotice]) {
        for notice in notices {
            switch notice.content {
            case .effect, .report: break
            case .trade(let trade): book.note(trade, seat: notice.seat)
            case .log(let line, let text): remark(.script, notice.seat, "line \(line): \(text)")
            case .suspended(let text): remark(.script, notice.seat, "suspended: \(text)", isProblem: true)
            case .reverted(let version, let reason):
                record(of: notice.seat)?.reverted += 1
                remark(
                    .reload, notice.seat, "sent back to \(version.hash.prefix(12)): \(reason)", isProblem: true, version: version)
            case .committed(let version):
                remark(.reload, notice.seat, "\(version.hash.prefix(12)) has passed its probation", version: version)
            case .test(let test): note(test, of: notice.seat)
            case .done(let text): remark(.operation, notice.seat, text)
            case .refused(let text): remark(.operation, notice.seat, "refused: \(text)", isProblem: true)
            }
        }
    }
}

/// What counts as a seat's money at one moment.
struct SeatMoney {
    let isLive: Bool
    let cash: Amount
    let transferred: Amount
    let equity: Double

    /// What the treatment of a test works with is the strategy's.
    init(_ seat: Seat, _ desk: Desk) {
        isLive = seat.role == .live
        cash = seat.kernel.account.cash
        transferred = seat.transferred + (desk.test(of: seat.name)?.capital ?? .zero)
        equity = desk.equityWithTreatment(seat)
    }
}

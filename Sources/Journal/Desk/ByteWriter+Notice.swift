import Desk
import Kernel
import Market
import Money
import Trading

/// The first byte of a notice. Codes are never reused.
enum NoticeCode: UInt8 {
    case effect = 1, report, trade, log, suspended, reverted, committed, done, refused, test

    /// Set beside the code where the seat is that of the notice before.
    static let sameSeat: UInt8 = 0x80
}

extension ByteWriter {
    mutating func notices(_ notices: [DeskNotice]) {
        unsigned(UInt64(notices.count))
        var seat: String?
        for notice in notices {
            let isSame = notice.seat == seat
            byte(NoticeCode(notice.content).rawValue | (isSame ? NoticeCode.sameSeat : 0))
            if !isSame { text(notice.seat) }
            seat = notice.seat
            content(of: notice.content)
        }
    }

    private mutating func content(of content: DeskNotice.Content) {
        switch content {
        case .effect(let effect): self.effect(effect)
        case .report(let report): self.report(report)
        case .trade(let trade): self.trade(trade)
        case .log(let line, let text):
            signed(Int64(line))
            self.text(text)
        case .suspended(let text), .done(let text), .refused(let text): self.text(text)
        case .reverted(let version, let reason):
            self.version(version)
            text(reason)
        case .committed(let version): self.version(version)
        case .test(let notice): test(notice)
        }
    }

    private mutating func trade(_ trade: ClosedTrade) {
        signed(Int64(trade.instrument.index))
        byte(trade.side.rawValue)
        signed(trade.quantity.raw)
        signed(trade.entryTime.nanoseconds)
        signed(trade.entryPrice.raw)
        signed(trade.exitTime.nanoseconds)
        signed(trade.exitPrice.raw)
        signed(trade.fees.raw)
        byte(trade.exitBasis.rawValue)
        signed(trade.entryOrder.raw)
        signed(trade.exitOrder.raw)
    }
}

extension NoticeCode {
    init(_ content: DeskNotice.Content) {
        self =
            switch content {
            case .effect: .effect
            case .report: .report
            case .trade: .trade
            case .log: .log
            case .suspended: .suspended
            case .reverted: .reverted
            case .committed: .committed
            case .done: .done
            case .refused: .refused
            case .test: .test
            }
    }
}

import Desk
import Kernel
import Market
import Money
import Trading

extension ByteReader {
    mutating func notices(_ texts: Texts) throws(CodecError) -> [DeskNotice] {
        let count = try count("the number of notices")
        guard count > 0 else { return [] }
        var notices: [DeskNotice] = []
        notices.reserveCapacity(min(count, 64))
        var seat: String?
        for _ in 0..<count {
            let mark = try byte("the kind of notice")
            guard let kind = NoticeCode(rawValue: mark & ~NoticeCode.sameSeat) else {
                throw error("the kind of notice \(mark) is not one that this version knows")
            }
            if mark & NoticeCode.sameSeat == 0 {
                let name = try text("the seat")
                guard name != seat else { throw error("a seat is written out again: it has a shorter form") }
                seat = name
            }
            guard let name = seat else { throw error("the first notice names no seat") }
            notices.append(DeskNotice(seat: name, try notice(kind, texts)))
        }
        return notices
    }

    private mutating func notice(_ kind: NoticeCode, _ texts: Texts) throws(CodecError) -> DeskNotice.Content {
        switch kind {
        case .effect: return .effect(try effect())
        case .report: return .report(try report())
        case .trade: return .trade(try trade())
        case .log:
            let line = try int("the line")
            return .log(line: line, text: try text("what was said"))
        case .suspended: return .suspended(try text("the reason"))
        case .reverted:
            let version = try version(texts)
            return .reverted(to: version, because: try text("the reason"))
        case .committed: return .committed(try version(texts))
        case .done: return .done(try text("what was done"))
        case .refused: return .refused(try text("the reason"))
        case .test: return .test(try testNotice())
        }
    }

    private mutating func trade() throws(CodecError) -> ClosedTrade {
        let instrument = try instrument()
        let side = try code(Side.self, "the side")
        let quantity = try quantity("the quantity")
        let entryTime = try time()
        let entryPrice = try price("the entry price")
        let exitTime = try time()
        let exitPrice = try price("the exit price")
        let fees = Amount(raw: try signed128("the fees"))
        let basis = try code(FillBasis.self, "the basis")
        let entry = try order()
        return ClosedTrade(
            instrument: instrument, side: side, quantity: quantity, entryTime: entryTime, entryPrice: entryPrice,
            exitTime: exitTime,
            exitPrice: exitPrice, fees: fees, exitBasis: basis, entryOrder: entry, exitOrder: try order())
    }
}

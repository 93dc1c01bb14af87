import Desk
import Kernel
import Market
import Money
import Scripting
import Trading

extension ByteReader {
    typealias Texts = (String) -> String?

    mutating func list<T>(_ what: StaticString, _ read: (inout ByteReader) throws(CodecError) -> T) throws(CodecError) -> [T] {
        let count = try count(what)
        var items: [T] = []
        for _ in 0..<count { items.append(try read(&self)) }
        return items
    }

    mutating func int(_ what: StaticString) throws(CodecError) -> Int { Int(try signed(what)) }

    mutating func deskEvent(_ kind: RecordKind, _ texts: Texts) throws(CodecError) -> (DeskEvent, isOwn: Bool) {
        switch kind {
        case .deskBars: return (.bars(try bars()), false)
        case .deskClock: return (.clock(try time()), false)
        case .deskAction: return (.corporateAction(try corporateAction()), false)
        case .deskEnd: return (.end, false)
        case .deskCommand:
            let isOwn = try flag("the mark of the host's own commands")
            let seat = try text("the seat")
            let command = try command(texts)
            let author = try text("the author")
            return (
                .command(DeskEvent.Order(seat: seat, command: command, author: author, reason: try text("the reason"))), isOwn
            )
        default: throw error("a record of kind \(kind.key) where an event of a desk was expected")
        }
    }

    private mutating func bars() throws(CodecError) -> [Bar] {
        let count = try count("the number of bars")
        var bars: [Bar] = []
        bars.reserveCapacity(min(count, 64))
        var (instrument, time) = (Int64(-1), Int64(0))
        for _ in 0..<count {
            let distance = try signed("the instrument")
            let (sum, isTooLarge) = instrument.addingReportingOverflow(distance)
            guard !isTooLarge, let index = Int32(exactly: sum) else { throw error("an instrument of more than 32 bits") }
            instrument = sum
            time = time &+ (try signed("the time"))
            let open = try double("the open")
            let high = try double("the high")
            let low = try double("the low")
            let close = try double("the close")
            bars.append(
                Bar(
                    instrument: InstrumentID(index), time: Timestamp(nanoseconds: time), open: open, high: high, low: low,
                    close: close,
                    volume: try double("the volume")))
        }
        return bars
    }

    private mutating func command(_ texts: Texts) throws(CodecError) -> SeatCommand {
        switch try code(SeatCommandCode.self, "the command") {
        case .open: return .open(try terms(texts))
        case .swap:
            let version = try version(texts)
            let events = Int(Int64(bitPattern: try unsigned("the events of the probation")))
            let bound = try flag("the mark of a bound") ? try int("the divergences allowed") : nil
            return .swap(
                version, ProbationTerms(events: events, divergences: bound, rejections: try int("the rejections allowed")))
        case .rollback: return .rollback
        case .pause: return .pause
        case .resume: return .resume
        case .kill: return .kill(flatten: try flag("the mark of flattening"))
        case .reset: return .reset
        case .cancel: return .cancel
        case .clutch: return .clutch(isOn: try flag("the clutch"))
        case .parameters: return .parameters(try changes())
        case .close: return .close
        case .transfer: return .transfer(Amount(raw: try signed128("the amount")))
        case .limits: return .limits(try limits())
        case .stage:
            let stage = try text("the stage")
            return .stage(stage, capital: try double("the share of the capital"))
        case .startTest: return .startTest(try test(texts))
        case .stopTest: return .stopTest
        }
    }

    mutating func version(_ texts: Texts) throws(CodecError) -> ScriptVersion {
        let path = try text("the script's path")
        let hash = try text("the script's hash")
        return ScriptVersion(path: path, hash: hash, text: texts(hash) ?? "")
    }

    mutating func abort() throws(CodecError) -> DeskAbort {
        let seat = try text("the seat")
        let place = try code(DeskAbort.Place.self, "the place of the abort")
        let turn = try unsigned("the turn")
        let message = try text("the message")
        let line = try int("the line")
        let traceback = try text("the traceback")
        let callback = try text("the callback")
        let event = try unsigned("the event")
        var abort = ClockAbort(turn: turn, message: message, line: line, traceback: traceback, callback: callback, event: event)
        if try flag("the mark of a state") {
            abort.state = try list("the length of the state") { reader throws(CodecError) in try reader.byte("the state") }
        }
        abort.nextOrderHandle = try signed("the next order's number")
        abort.timerNames = try list("the number of timers") { reader throws(CodecError) in try reader.text("a timer's name") }
        abort.log = try list("the number of lines") { reader throws(CodecError) in
            let step = try reader.int("the step")
            let line = try reader.int("the line")
            return ScriptLog.Line(step: step, line: line, text: try reader.text("what was said"))
        }
        return DeskAbort(seat: seat, place: place, abort: abort)
    }
}

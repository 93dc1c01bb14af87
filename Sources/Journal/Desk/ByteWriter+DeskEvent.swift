import Desk
import Kernel
import Market
import Money
import Scripting
import Trading

/// The first byte of a command. Codes are never reused.
enum SeatCommandCode: UInt8 {
    case open = 1, swap, rollback, pause, resume, kill, reset, cancel, clutch, parameters, close, transfer, limits, stage
    case startTest, stopTest
}

extension ByteWriter {
    mutating func list<T>(_ items: [T], _ write: (T, inout ByteWriter) -> Void) {
        unsigned(UInt64(items.count))
        for item in items { write(item, &self) }
    }

    mutating func flag(_ value: Bool) { byte(value ? 1 : 0) }

    /// The fields of an event, without its kind.
    mutating func content(of event: DeskEvent, isOwn: Bool) {
        switch event {
        case .bars(let bars): self.bars(bars)
        case .clock(let time): signed(time.nanoseconds)
        case .corporateAction(let action): corporateAction(action)
        case .command(let order):
            flag(isOwn)
            text(order.seat)
            command(order.command)
            text(order.author)
            text(order.reason)
        case .end: break
        }
    }

    /// Instruments and times as their distance from the bar before.
    private mutating func bars(_ bars: [Bar]) {
        unsigned(UInt64(bars.count))
        var (instrument, time) = (Int64(-1), Int64(0))
        for bar in bars {
            signed(Int64(bar.instrument.index) - instrument)
            signed(bar.time.nanoseconds &- time)
            for value in [bar.open, bar.high, bar.low, bar.close, bar.volume] { double(value) }
            (instrument, time) = (Int64(bar.instrument.index), bar.time.nanoseconds)
        }
    }

    private mutating func command(_ command: SeatCommand) {
        byte(SeatCommandCode(command).rawValue)
        switch command {
        case .open(let terms): self.terms(terms)
        case .swap(let version, let probation):
            self.version(version)
            unsigned(UInt64(bitPattern: Int64(probation.events)))
            flag(probation.divergences != nil)
            if let bound = probation.divergences { signed(Int64(bound)) }
            signed(Int64(probation.rejections))
        case .kill(let value), .clutch(let value): flag(value)
        case .parameters(let changes): self.changes(changes)
        case .transfer(let amount): signed(amount.raw)
        case .limits(let limits): self.limits(limits)
        case .stage(let stage, let capital):
            text(stage)
            double(capital)
        case .rollback, .pause, .resume, .reset, .cancel, .close, .stopTest: break
        case .startTest(let terms): test(terms)
        }
    }

    mutating func version(_ version: ScriptVersion) {
        text(version.path)
        text(version.hash)
    }

    mutating func changes(_ changes: [ParameterChange]) {
        list(changes) { change, writer in
            writer.text(change.name)
            writer.double(change.value)
        }
    }

    mutating func abort(_ stopped: DeskAbort) {
        let abort = stopped.abort
        text(stopped.seat)
        byte(stopped.place.rawValue)
        unsigned(abort.turn)
        text(abort.message)
        signed(Int64(abort.line))
        text(abort.traceback)
        text(abort.callback)
        unsigned(abort.event)
        flag(abort.state != nil)
        if let state = abort.state { list(state) { $1.byte($0) } }
        signed(abort.nextOrderHandle)
        list(abort.timerNames) { $1.text($0) }
        list(abort.log) { line, writer in
            writer.signed(Int64(line.step))
            writer.signed(Int64(line.line))
            writer.text(line.text)
        }
    }
}

extension SeatCommandCode {
    init(_ command: SeatCommand) {
        self =
            switch command {
            case .open: .open
            case .swap: .swap
            case .rollback: .rollback
            case .pause: .pause
            case .resume: .resume
            case .kill: .kill
            case .reset: .reset
            case .cancel: .cancel
            case .clutch: .clutch
            case .parameters: .parameters
            case .close: .close
            case .transfer: .transfer
            case .limits: .limits
            case .stage: .stage
            case .startTest: .startTest
            case .stopTest: .stopTest
            }
    }
}

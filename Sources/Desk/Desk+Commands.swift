import Kernel
import Market
import Money
import Scripting
import Simulation
import Trading

extension Desk {
    /// A command that cannot be carried out changes nothing and is noticed as refused.
    func carryOut(_ order: DeskEvent.Order) {
        if case .open(let terms) = order.command { return open(order.seat, terms) }
        let chosen = order.seat.isEmpty ? seats.filter { $0.role == .live } : seats.filter { $0.name == order.seat }
        guard !chosen.isEmpty else {
            let known = seats.map(\.name).joined(separator: ", ")
            notices.append(DeskNotice(seat: order.seat, .refused("no seat '\(order.seat)': there are \(known.isEmpty ? "none" : known)")))
            return
        }
        for seat in chosen {
            do {
                if !tests.isEmpty { try checkTests(order.command, seat) }
                notice(seat, .done(try carryOut(order.command, seat)))
                if !tests.isEmpty { followCommand(order.command, seat) }
            } catch {
                notice(seat, .refused("\(error)"))
            }
            collectAborts(seat)
        }
    }

    func open(_ name: String, _ terms: SeatTerms) {
        do {
            guard seat(name) == nil else { throw Refusal("there is a seat '\(name)' already") }
            guard let view = market.view(of: try indices(of: terms.symbols)) else { throw Refusal("no address space for its market") }
            let instance = try making(name, terms.version) {
                try Seat.instance(terms.version, parameters: terms.parameters, limits: terms.scriptLimits, view: view)
            }
            let seat = Seat(name, terms, instance, view: view, now: market.now)
            seats.append(seat)
            // What came before the opening is history: the script decides on later steps only.
            seat.kernel.skip(to: view.data.stepCount - 1)
            markVenue(seat, view.data.stepCount - 1)
            send(.start, to: seat)
            notice(seat, .done("open"))
        } catch {
            notices.append(DeskNotice(seat: name, .refused("\(error)")))
        }
    }

    private func indices(of symbols: [String]) throws -> [Int] {
        guard !symbols.isEmpty else { return Array(instruments.indices) }
        return try symbols.map { symbol in
            guard let index = instruments.firstIndex(where: { $0.symbol == symbol }) else {
                throw Refusal("unknown symbol '\(symbol)': there are \(instruments.prefix(20).map(\.symbol).joined(separator: ", "))")
            }
            return index
        }
    }

    /// - Returns: what was done, in words.
    func carryOut(_ command: SeatCommand, _ seat: Seat) throws -> String {
        switch command {
        case .open: return ""
        case .swap(let version, let terms): try swap(seat, version, terms)
        case .rollback: return try rollback(seat)
        case .pause:
            guard !seat.isPaused else { throw Refusal("it is paused already") }
            seat.runtime.isPaused = true
        case .resume:
            guard seat.isPaused else { throw Refusal("it is not paused") }
            seat.runtime.isPaused = false
        case .kill(let flatten): kill(seat, flatten: flatten)
        case .reset:
            guard seat.isKilled || seat.suspension != nil else { throw Refusal("its kill switch is not pulled, and it is not suspended") }
            if seat.suspension != nil { try revive(seat) }
            seat.isKilled = false
        case .cancel: cancelAll(seat)
        case .clutch(let isOn): seat.clutchIsOn = isOn
        case .parameters(let changes): return try change(seat, changes)
        case .transfer(let amount): try transfer(seat, amount)
        case .limits(let limits): seat.kernel.limits = seat.terms.limits.narrowed(by: limits)
        case .stage(let stage, let capital):
            (seat.stage, seat.stageCapital, seat.stageSince) = (stage, capital, market.now)
            return "stage \(stage)"
        case .close: try close(seat)
        case .startTest(let terms): return try startTest(seat, terms)
        case .stopTest: return try stopTest(seat)
        }
        seat.kernel.closedBecause = seat.closedBecause
        return command.key
    }

    private func kill(_ seat: Seat, flatten: Bool) {
        seat.isKilled = true
        cancelAll(seat)
        if flatten { closePositions(seat) }
    }

    func cancelAll(_ seat: Seat) {
        let held = Set(seat.kernel.workingOrders.map(\.instrument)).sorted()
        seat.kernel.carryOut(held.map { Intent(kind: .cancelAll, instrument: $0) })
        carryOut(seat)
    }

    func closePositions(_ seat: Seat) {
        var wanted: [Intent] = []
        for (index, position) in seat.kernel.account.positions.enumerated() where !position.quantity.isZero {
            let handle = seat.runtime.active.nextOrderHandle
            seat.runtime.active.nextOrderHandle = handle + 1
            wanted.append(Intent(kind: .closePosition, instrument: InstrumentID(Int32(index)), handle: handle))
        }
        seat.kernel.carryOut(wanted)
        carryOut(seat)
    }

    func transfer(_ seat: Seat, _ amount: Amount) throws {
        guard !amount.isNegative || seat.kernel.account.cash + amount >= .zero else {
            throw Refusal("it holds \(seat.kernel.account.cash) in cash, less than the \(-amount) to be moved out")
        }
        seat.kernel.transfer(amount)
        seat.venue.transfer(amount)
        seat.venueIsIdle = seat.venue.isIdle
        seat.transferred += amount
        seat.shiftPeak(by: amount.doubleValue)
    }

    private func close(_ seat: Seat) throws {
        let isFlat = seat.kernel.account.heldInstruments == 0 && seat.kernel.workingOrders.isEmpty
        guard seat.role != .live || isFlat else { throw Refusal("it holds positions or working orders: kill --flatten closes them") }
        seat.runtime.retire()
        seats.removeAll { $0 === seat }
    }

    /// A command that cannot be carried out, and why.
    struct Refusal: Error, CustomStringConvertible {
        let description: String
        init(_ text: String) { description = text }
    }
}

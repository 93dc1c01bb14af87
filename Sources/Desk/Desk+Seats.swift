import Kernel
import Market
import Money
import Scripting
import Simulation
import Trading

// One step of one seat, in the order of `Simulation/Backtest.swift`: the venue acts on the bar, the script decides, the venue gets
// what is wanted. A test holds the two to the same fills.
extension Desk {
    func advance(_ seat: Seat) {
        let kernel = seat.kernel
        let step = seat.view.data.stepCount - 1
        if !seat.venueIsIdle {
            advanceVenue(seat, step)
            seat.venueIsIdle = seat.venue.isIdle
        }
        _ = kernel.advance(through: step..<(step + 1))
        seat.stepsDecided += 1
        if !kernel.effects.isEmpty { carryOut(seat) }
        settle(seat)
    }

    func send(_ event: Event, to seat: Seat) {
        seat.kernel.process(event)
        carryOut(seat)
        settle(seat)
    }

    func apply(_ action: CorporateAction, to seat: Seat) {
        guard let place = seat.instruments.firstIndex(of: Int(action.instrument.index)) else { return }
        let own = CorporateAction(instrument: InstrumentID(Int32(place)), time: action.time, kind: action.kind)
        seat.venue.apply(own)
        send(.corporateAction(own), to: seat)
        deliver(seat)
    }

    func end(_ seat: Seat) {
        if !seat.kernel.hasFailed { send(.end, to: seat) }
        seat.venue.end(at: market.now)
        deliver(seat)
        settle(seat)
    }

    private func advanceVenue(_ seat: Seat, _ step: Int) {
        let data = seat.view.data
        for index in data.bars.indices {
            let row = data.newRow(index, at: step)
            guard row >= 0 else { continue }
            let bars = data.bars[index]
            if !data.isUniform { seat.venue.openingMoment = data.opening(of: row, instrument: index) }
            seat.venue.advance(
                instrument: index, open: bars.open[row], high: bars.high[row], low: bars.low[row], close: bars.close[row],
                volume: bars.volume[row], time: Timestamp(nanoseconds: bars.time[row]))
        }
        seat.venue.endStep()
        deliver(seat)
        carryOut(seat)
    }

    func markVenue(_ seat: Seat, _ step: Int) {
        guard step >= 0 else { return }
        let data = seat.view.data
        for index in data.bars.indices {
            let row = data.latestRow(index, at: step)
            guard row >= 0 else { continue }
            seat.venue.mark(instrument: index, close: data.bars[index].close[row], volume: data.bars[index].volume[row], time: data.time(step))
        }
    }

    /// Gives the venue what the kernel wants, and the kernel what the venue says, until neither has more.
    func carryOut(_ seat: Seat) {
        let (kernel, data, venue) = (seat.kernel, seat.view.data, seat.venue)
        // A venue without business has not seen the bars since; what it is asked for now stands at the newest.
        if !kernel.effects.isEmpty, venue.isIdle { markVenue(seat, data.stepCount - 1) }
        while !kernel.effects.isEmpty {
            let time = kernel.step < 0 ? (data.stepCount > 0 ? data.time(data.stepCount - 1) : market.now) : data.time(kernel.step)
            if !data.isUniform { venue.decisionMoment = kernel.step < 0 ? .min : data.completion(kernel.step) }
            let count = kernel.effects.count
            var index = 0
            while index < count {
                if noticesEverything { notice(seat, .effect(kernel.effects[index])) }
                switch kernel.effects[index] {
                case .submit(let order): venue.submit(order, at: time)
                case .cancel(let id, let instrument): venue.cancel(id, instrument: instrument, at: time)
                case .modify(let change):
                    venue.modify(
                        change.order, instrument: change.instrument, quantity: change.quantity, limitPrice: change.limitPrice,
                        stopPrice: change.stopPrice, at: time)
                }
                index += 1
            }
            kernel.clearEffects()
            deliver(seat)
        }
        seat.venueIsIdle = venue.isIdle
    }

    private func deliver(_ seat: Seat) {
        guard !seat.venue.reports.isEmpty else { return }
        var index = 0
        while index < seat.venue.reports.count {
            let report = seat.venue.reports[index]
            if noticesEverything { notice(seat, .report(report)) }
            seat.kernel.process(.report(report))
            index += 1
        }
        seat.venue.clearReports()
    }

    /// What became of the version and the books in this event.
    func settle(_ seat: Seat) {
        let runtime = seat.runtime
        seat.noteEquity()
        if runtime.hasAborts { collectAborts(seat) }
        if runtime.active.hasLog { for line in runtime.active.takeLog() { notice(seat, .log(line: line.line, text: line.text)) } }
        if seat.kernel.hasTrades {
            for trade in seat.kernel.takeTrades() {
                seat.closedTrades += 1
                notice(seat, .trade(trade))
            }
        }
        if runtime.standby != nil || runtime.reversion != nil {
            _ = runtime.standby?.takeLog()
            judge(seat)
        }
        guard runtime.active.hasFailed else { return }
        if seat.suspension == nil, let failure = seat.runtime.active.failure {
            seat.suspension = failure.description
            seat.failures += 1
            notice(seat, .suspended(failure.description))
        }
    }

    /// Probation: ends by its length, by too many refused orders, or because the new version was sent back within the event.
    private func judge(_ seat: Seat) {
        let refused = seat.kernel.statistics.rejections.reduce(0) { $0 + $1.count } - seat.rejectionsBeforeSwap
        if seat.isOnProbation, refused > seat.probation.rejections {
            seat.runtime.revert(because: "\(refused) of its orders were refused, more than the \(seat.probation.rejections) allowed")
        }
        if let reason = seat.runtime.takeReversion() {
            seat.versions.removeLast()
            seat.failures += 1
            notice(seat, .reverted(to: seat.version, because: reason))
        } else if seat.isOnProbation, seat.runtime.passEvent() {
            seat.runtime.commit()
            notice(seat, .committed(seat.version))
        }
    }
}

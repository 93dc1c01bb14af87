import Desk
import Kernel
import Market
import Money
import Scripting
import Trading

// How capital follows weights and stages.
extension RunHost {
    /// Moves cash between strategies and the reserve towards their weights: first what is too much, as far as it is free, then what is
    /// missing, as far as there is a reserve. Differences below a thousandth of the whole stay, and so does the capital of a strategy
    /// of which an A/B test is made.
    func fund(_ records: [StrategyRecord], author: String) {
        let total = book.equity(desk)
        guard total > 0 else { return }
        let wanted: [(seat: Seat, weight: Double, difference: Double)] = records.compactMap { record in
            guard let seat = desk.seat(record.name), seat.role == .live, !record.isUnwinding, desk.test(of: record.name) == nil else {
                return nil
            }
            let weight = record.weight * seat.stageCapital
            return (seat, weight, weight * total - seat.equity)
        }.filter { $0.difference.magnitude >= total / 1_000 }
        for entry in wanted where entry.difference < 0 {
            move(-min(-entry.difference, freeCash(entry.seat)), entry.seat, entry.weight, author)
        }
        for entry in wanted where entry.difference > 0 {
            move(min(entry.difference, book.reserve.doubleValue), entry.seat, entry.weight, author)
        }
    }

    private func move(_ amount: Double, _ seat: Seat, _ weight: Double, _ author: String) {
        guard let exact = Amount(amount)?.rounded(toPlaces: 2, .towardZero), exact != .zero else { return }
        submit(
            seat.name, .transfer(exact), author: author,
            reason: "allocation: weight \(IndicatorCommand.plain((weight * 10_000).rounded() / 10_000))")
    }

    /// Cash that no position was borrowed for and no working order may take.
    func freeCash(_ seat: Seat) -> Double {
        let reserved = seat.kernel.workingOrders.reduce(0.0) { sum, order in
            guard order.side == .buy else { return sum }
            let instrument = seat.instruments[Int(order.instrument.index)]
            let price = order.limitPrice != .zero ? order.limitPrice.doubleValue : desk.latest(instrument)?.close ?? .infinity
            // A market order may fill a little higher than the newest close.
            return sum + order.quantity.doubleValue * price * 1.05
        }
        let account = seat.kernel.account
        return max(0, min(account.cash.doubleValue, seat.equity) - reserved)
    }

    /// Asks a lifecycle policy for each strategy and carries out what it decides.
    func advanceStages(_ policy: LifecyclePolicy) throws {
        for record in book.records {
            guard let seat = desk.seat(record.name), !record.isUnwinding else { continue }
            let decision = try policy.decide(stage: seat.stage, measures: record.measures(book.daysPerYear))
            guard let next = decision.to else {
                // A reloaded policy may give another share to the stage that a strategy is in.
                if decision.capital != seat.stageCapital {
                    change(
                        record, seat, to: seat.stage, capital: decision.capital,
                        "the stage \(seat.stage) has another share of capital now")
                }
                continue
            }
            let evidence = decision.checks.first { $0.to == next }?.evidence.map(\.description).joined(separator: "; ") ?? ""
            change(record, seat, to: next, capital: decision.capital, "\(decision.from) → \(next): \(evidence)")
        }
    }

    private func change(_ record: StrategyRecord, _ seat: Seat, to stage: String, capital: Double, _ reason: String) {
        remark(.policy, record.name, reason)
        submit(record.name, .stage(stage, capital: capital), author: "lifecycle", reason: reason)
        switch (seat.role == .live, capital > 0) {
        case (true, true): fund([record], author: "lifecycle")
        case (false, false): break
        case (false, true): reopen(record, share: capital)
        case (true, false):
            record.isUnwinding = true
            book.isUnwinding = true
            if let test = desk.test(of: record.name), test.phase != .closing {
                submit(record.name, .stopTest, author: "lifecycle", reason: "the stage \(stage) has no capital")
            }
            submit(record.name, .kill(flatten: true), author: "lifecycle", reason: "the stage \(stage) has no capital")
            finishUnwinding()
        }
    }

    /// Strategies that lose their capital go on paper as soon as they hold nothing.
    func finishUnwinding() {
        for record in book.records where record.isUnwinding {
            guard let seat = desk.seat(record.name), seat.isFlat, desk.test(of: record.name) == nil else { continue }
            record.isUnwinding = false
            reopen(record, share: 0)
        }
        book.isUnwinding = book.records.contains(where: \.isUnwinding)
    }

    /// Closes the seat of a strategy and opens it anew, flat: on paper, or with capital from the reserve.
    private func reopen(_ record: StrategyRecord, share: Double) {
        guard let seat = desk.seat(record.name) else { return }
        let (stage, isPaused, clutchIsOn) = (seat.stage, seat.isPaused, seat.clutchIsOn)
        let limits = seat.kernel.limits
        let wanted = min(record.weight * share * book.equity(desk), book.reserve.doubleValue)
        let cash = share == 0 ? record.terms.cash : Amount(wanted)?.rounded(toPlaces: 2, .down) ?? .zero
        submit(record.name, .close, author: "lifecycle", reason: "stage \(stage)")
        do {
            try open(record, seat.version, parameters: seat.parameters, capital: cash, isOnPaper: share == 0, author: "lifecycle")
        } catch {
            remark(.policy, record.name, "could not be opened in its stage \(stage): \(error)", isProblem: true)
            return
        }
        submit(record.name, .stage(stage, capital: share), author: "lifecycle", reason: "stage \(stage)")
        submit(record.name, .limits(limits), author: "lifecycle", reason: "as before")
        if isPaused { submit(record.name, .pause, author: "lifecycle", reason: "as before") }
        if !clutchIsOn { submit(record.name, .clutch(isOn: false), author: "lifecycle", reason: "as before") }
        if record.isKilledByOperator { submit(record.name, .kill(flatten: false), author: "lifecycle", reason: "as before") }
    }
}

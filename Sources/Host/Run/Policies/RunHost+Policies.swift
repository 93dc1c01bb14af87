import Desk
import Kernel
import Market
import Money
import Reporting
import Scripting
import Trading

// When policies are asked, and what becomes of one that fails.
extension RunHost {
    private static let day: Int64 = 86_400_000_000_000

    /// Loads the policies and asks each for the book as it is, so that one which cannot answer is known before the run.
    func openPolicies() throws {
        for terms in configuration.policies {
            let file = try journal?.script(terms.script) ?? ScriptFile.read(terms.script)
            var limits = ScriptLimits()
            limits.seed = configuration.seed
            let slot = try PolicySlot(terms, ScriptVersion(path: terms.script, hash: file.hash, text: file.text), limits: limits)
            policies.append(slot)
            // A trial on an instance of its own: what it leaves in its state is gone.
            try tryOut(try LoadedPolicy(slot.active.version, terms, limits: limits))
        }
    }

    func slot(_ kind: PolicyKind) -> PolicySlot? { policies.first { $0.terms.kind == kind } }

    var lifecycle: LifecyclePolicy? {
        guard case .lifecycle(let policy)? = slot(.lifecycle)?.active.rule else { return nil }
        return policy
    }

    /// Time goes on to `moment`: days end, and policies whose period has passed are asked with what was known until now.
    func pass(to moment: Int64) {
        let day = Timeframe(code: RunHost.day).period(of: moment)
        if let last = book.day, day > last {
            book.closeDay(desk, time: last * RunHost.day)
            book.day = day
        } else if book.day == nil {
            book.day = day
        }
        for slot in policies {
            let period = Timeframe(code: slot.terms.every).period(of: moment)
            defer { slot.period = period }
            guard let last = slot.period, period > last, slot.suspension == nil else { continue }
            ask(slot, moment)
        }
    }

    private func ask(_ slot: PolicySlot, _ moment: Int64) {
        do {
            try carryOut(slot.active, moment)
            if slot.noteAnswer() { remark(.reload, slot.name, "\(slot.active.version.hash.prefix(12)) has passed its probation") }
        } catch {
            slot.failures += 1
            if slot.revert() {
                remark(
                    .policy, slot.name, "sent back to \(slot.active.version.hash.prefix(12)): \(error)", isProblem: true,
                    version: slot.active.version)
                return ask(slot, moment)
            }
            slot.suspension = "\(error)"
            remark(.policy, slot.name, "suspended, what it decided last stays in force: \(error)", isProblem: true)
        }
    }

    /// Asks a policy for its answer to the book as it is, and does nothing with it.
    /// - Throws: `ScriptError`.
    func tryOut(_ policy: LoadedPolicy) throws {
        let moment = desk.now.nanoseconds == .min ? 0 : desk.now.nanoseconds
        switch policy.rule {
        case .allocation(let rule): _ = try rule.weights(for: allocationBook(moment))
        case .risk(let rule): _ = try rule.limits(for: riskBook(moment), within: loosestLimits)
        case .lifecycle(let rule):
            for record in book.records {
                let stage = desk.seat(record.name)?.stage ?? ""
                _ = try rule.decide(stage: stage.isEmpty ? rule.initial : stage, measures: record.measures(book.daysPerYear))
            }
        }
    }

    private func carryOut(_ policy: LoadedPolicy, _ moment: Int64) throws {
        switch policy.rule {
        case .allocation(let rule):
            let weights = try rule.weights(for: allocationBook(moment))
            for (record, weight) in zip(book.records, weights) { record.weight = weight.weight }
            fund(book.records, author: "allocation")
        case .risk(let rule): tighten(try rule.limits(for: riskBook(moment), within: loosestLimits))
        case .lifecycle(let rule): try advanceStages(rule)
        }
    }

    func date(_ moment: Int64) -> String { TimeText.date(moment) }

    func allocationBook(_ moment: Int64) -> AllocationBook {
        let total = book.equity(desk)
        let perYear = book.daysPerYear
        return AllocationBook(
            equity: total, cash: book.reserve.doubleValue, time: moment, date: date(moment),
            strategies: book.records.map { record in
                let seat = desk.seat(record.name)
                var entry = AllocationBook.Strategy(name: record.name, type: record.terms.type, stage: seat?.stage ?? "")
                let isLive = seat?.role == .live
                entry.equity = isLive ? seat.map(desk.equityWithTreatment) ?? 0 : 0
                entry.weight = total > 0 ? entry.equity / total : 0
                entry.returns = record.returns
                entry.sharpe = DailyFigures.sharpe(record.returns, perYear)
                entry.volatility = DailyFigures.volatility(record.returns, perYear)
                entry.drawdown = StrategyRecord.drawdown(record.returns).now
                entry.trades = record.tally.count
                entry.days = record.returns.count
                return entry
            })
    }

    func riskBook(_ moment: Int64) -> RiskBook {
        let equity = book.equity(desk)
        var risk = RiskBook(equity: equity, peak: max(book.peak, equity), time: moment, date: date(moment))
        risk.dailyReturn = book.dayStart > 0 ? equity / book.dayStart - 1 : 0
        risk.volatility = DailyFigures.volatility(Array(book.returns.suffix(63)), book.daysPerYear)
        let exposure = desk.seats.reduce(into: (gross: 0.0, net: 0.0)) { sum, seat in
            guard seat.role.hasMoneyOfTheBook else { return }
            let own = seat.exposure(desk)
            (sum.gross, sum.net) = (sum.gross + own.gross, sum.net + own.net)
        }
        if equity > 0 { (risk.grossExposure, risk.netExposure) = (exposure.gross / equity, exposure.net / equity) }
        return risk
    }

    /// A policy may ask for less than what binds the freest of the strategies.
    var loosestLimits: RiskLimits {
        book.records.map(\.terms.limits).reduce(RiskLimits(workingOrders: 0, orderValueToEquity: 0, grossExposureToEquity: 0)) {
            RiskLimits(
                workingOrders: max($0.workingOrders, $1.workingOrders),
                orderValueToEquity: max($0.orderValueToEquity, $1.orderValueToEquity),
                grossExposureToEquity: max($0.grossExposureToEquity, $1.grossExposureToEquity))
        }
    }

    private func tighten(_ limits: RiskLimits) {
        for seat in desk.seats where seat.role == .live {
            let wanted = seat.terms.limits.narrowed(by: limits)
            guard !wanted.isSame(as: seat.kernel.limits) else { continue }
            submit(seat.name, .limits(limits), author: "risk", reason: wanted.words)
        }
    }
}

extension RiskLimits {
    /// The same also where both are NaN.
    fileprivate func isSame(as other: RiskLimits) -> Bool {
        workingOrders == other.workingOrders && orderValueToEquity.bitPattern == other.orderValueToEquity.bitPattern
            && grossExposureToEquity.bitPattern == other.grossExposureToEquity.bitPattern
    }
}

extension Seat {
    /// The value of what is held at the newest closes, without and with its sign.
    func exposure(_ desk: Desk) -> (gross: Double, net: Double) {
        var (gross, net) = (0.0, 0.0)
        for (place, position) in kernel.account.positions.enumerated() where !position.quantity.isZero {
            let value = position.quantity.doubleValue * (desk.latest(instruments[place])?.close ?? .nan)
            (gross, net) = (gross + value.magnitude, net + value)
        }
        return (gross, net)
    }

    var isFlat: Bool { kernel.account.heldInstruments == 0 && kernel.workingOrders.isEmpty }
}

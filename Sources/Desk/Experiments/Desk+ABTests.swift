import Experiments
import Kernel
import Market
import Money
import Scripting
import Trading

// How a test begins and what is compared.
extension Desk {
    /// The test whose control a seat is.
    public func test(of name: String) -> ABTest? { tests.first { $0.name == name } }

    /// The test whose treatment a seat is.
    public func test(ofTreatment seat: Seat) -> ABTest? { tests.first { $0.treatment === seat } }

    /// The times of the steps of a seat's market that are remembered, ascending.
    public func rememberedTimes(of seat: Seat) -> [Int64] {
        let data = seat.view.data
        return (data.firstStep..<data.stepCount).map { data.time($0).nanoseconds }
    }

    /// The equity of a seat and of the treatment that works with a part of its money.
    public func equityWithTreatment(_ seat: Seat) -> Double { seat.equity + (test(of: seat.name)?.treatment.equity ?? 0) }

    /// Opens the treatment beside a seat, with a part of its cash.
    /// - Returns: what was done, in words.
    func startTest(_ seat: Seat, _ terms: ABTerms) throws -> String {
        try checkReady(seat, terms)
        let capital = try stake(seat, terms.rules.treatmentShare)
        let mark = notices.count
        var opening = seat.terms
        opening.version = terms.version
        opening.cash = capital
        opening.parameters = seat.parameters
        opening.role = .experiment(name: seat.name, isTreatment: true)
        let name = ABTest.treatmentName(of: seat.name)
        open(name, opening)
        do {
            guard let treatment = self.seat(name) else { throw Refusal(refusal(since: mark) ?? "it cannot be opened") }
            if let failure = treatment.suspension { throw Refusal("the treatment fails as it starts: \(failure)") }
            treatment.kernel.limits = seat.kernel.limits
            try transfer(seat, -capital)
            tests.append(try ABTest(seat, treatment, terms, capital: capital, now: market.now))
        } catch {
            seats.removeAll { $0.name == name }
            notices.removeLast(notices.count - mark)
            throw error
        }
        let text =
            "\(name) begins with \(capital.text(places: 2)) in version \(terms.version.hash.prefix(12)); the control has "
            + "\((Amount(seat.equity) ?? .zero).text(places: 2)) in version \(seat.version.hash.prefix(12))"
        notice(seat, .test(ABNotice(.started, .continue, text)))
        return "ab start: \(text)"
    }

    private func checkReady(_ seat: Seat, _ terms: ABTerms) throws {
        guard seat.role == .live else {
            throw Refusal("only a strategy that has money of the book can be tested; shadow NAME FILE compares on paper")
        }
        if let test = test(of: seat.name) {
            throw Refusal(
                "there is a test of it already, against \(test.treatment.version.hash.prefix(12)): ab stop \(seat.name) ends it")
        }
        guard seat.suspension == nil else { throw Refusal("it is suspended: reset it first") }
        guard !seat.isKilled else { throw Refusal("its kill switch is pulled: reset it first") }
        guard !seat.isPaused else { throw Refusal("it is paused: resume it first") }
        guard seat.clutchIsOn else { throw Refusal("its clutch is off: put it on first") }
        guard !seat.isOnProbation else {
            throw Refusal("its version is on probation for \(seat.probationLeft) events more: wait, or roll it back")
        }
        guard terms.version.hash != seat.version.hash, !ScriptText.isSameCode(terms.version.text, seat.version.text) else {
            throw Refusal("it runs this version already: there is nothing to tell apart")
        }
        guard terms.periodsPerYear > 0, terms.periodsPerYear.isFinite else {
            throw Refusal("\(terms.periodsPerYear) pairs in a year: expected a number above 0")
        }
    }

    private func refusal(since mark: Int) -> String? {
        for notice in notices[mark...] { if case .refused(let text) = notice.content { return text } }
        return nil
    }

    /// The treatment's part of the equity, where it lies in cash that is free.
    private func stake(_ seat: Seat, _ share: Double) throws -> Amount {
        guard let capital = Amount(share * seat.equity)?.rounded(toPlaces: 2, .down), capital > .zero else {
            throw Refusal("its equity is \(seat.equity): there is nothing to share")
        }
        let free = max(Amount(freeCash(seat))?.rounded(toPlaces: 2, .down) ?? .zero, .zero)
        guard capital <= free, capital <= seat.kernel.account.cash else {
            throw Refusal(
                "the share \(share) of its equity \((Amount(seat.equity) ?? .zero).text(places: 2)) is \(capital.text(places: 2)), but "
                    + "only \(free.text(places: 2)) of its cash is free: wait until it holds less, close positions (kill --flatten, then "
                    + "reset), or give a smaller --share")
        }
        return capital
    }

    /// Cash that neither a position nor a working order needs.
    private func freeCash(_ seat: Seat) -> Double {
        let account = seat.kernel.account
        var needed = 0.0
        for (place, position) in account.positions.enumerated() where position.quantity < .zero {
            needed -= position.quantity.doubleValue * (latest(seat.instruments[place])?.close ?? .infinity)
        }
        for order in seat.kernel.workingOrders where order.side == .buy {
            let newest = latest(seat.instruments[Int(order.instrument.index)])?.close ?? .infinity
            // A market order may fill a little higher than the newest close.
            needed += order.quantity.doubleValue * (order.limitPrice != .zero ? order.limitPrice.doubleValue : newest * 1.05)
        }
        return min(account.cash.doubleValue, seat.equity) - needed
    }

    /// After each event: failures end a test, bars give marks, what is being closed goes on.
    func followTests(_ event: DeskEvent) {
        for test in tests {
            if test.phase == .comparing { checkFailures(test) }
            if test.phase == .comparing {
                if case .bars = event, test.control.view.hasNewStep { mark(test) }
                if case .end = event, let pair = test.marks.close() { add(pair, test) }
            }
            if test.phase == .closing, !hasEnded { windDown(test) }
            // Commands reach the treatment by its control.
            collectAborts(test.treatment)
        }
    }

    private func checkFailures(_ test: ABTest) {
        if let failure = test.treatment.suspension {
            finish(test, .keepControl, "the treatment failed: \(failure)")
            beginClosing(test)
        } else if let failure = test.control.suspension {
            finish(test, .continue, "the control failed, so that there is nothing to compare with: \(failure)")
        }
    }

    private func mark(_ test: ABTest) {
        let data = test.control.view.data
        let (a, b) = (test.control.equity, test.treatment.equity)
        guard b > 0 else {
            finish(test, .keepControl, "the treatment has lost all its money: its equity is \(b)")
            return beginClosing(test)
        }
        guard a > 0 else { return finish(test, .continue, "the control has lost all its money: its equity is \(a)") }
        let pair = test.marks.mark(
            time: data.time(data.stepCount - 1).nanoseconds, control: a, treatment: b,
            trades: (test.control.closedTrades, test.treatment.closedTrades))
        if let pair { add(pair, test) }
    }

    private func add(_ pair: PairedReturn, _ test: ABTest) {
        let wasDecided = test.experiment.decision != nil
        do { try test.experiment.add(pair) } catch { return finish(test, .continue, "\(error)") }
        let day = ABTest.day(pair.time)
        if !wasDecided, test.experiment.decision != nil {
            notice(test.control, .test(ABNotice(.decided, test.verdict, "\(test.verdict.words): \(test.reason)")))
        } else if !wasDecided, test.lastLook != day {
            notice(test.control, .test(ABNotice(.looked, test.verdict, test.reason)))
        }
        test.lastLook = day
    }

    /// Nothing is compared from here on.
    func finish(_ test: ABTest, _ verdict: Verdict, _ reason: String) {
        guard test.end == nil else { return }
        test.end = ABTest.End(verdict: verdict, reason: reason, time: market.now)
        test.phase = .ended
        notice(test.control, .test(ABNotice(.ended, verdict, verdict == .continue ? reason : "\(verdict.words): \(reason)")))
    }
}

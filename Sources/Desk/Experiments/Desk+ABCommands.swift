import Experiments
import Kernel
import Money
import Scripting
import Simulation
import Trading

// What commands do to seats that are compared, and how a treatment leaves.
extension Desk {
    /// - Throws: `Refusal` for what would spoil a comparison that goes on.
    func checkTests(_ command: SeatCommand, _ seat: Seat) throws {
        if let test = test(ofTreatment: seat) {
            switch command {
            case .kill, .cancel: return
            default:
                throw Refusal(
                    "it is the treatment of the A/B test of \(test.name): commands to \(test.name) reach both, only kill reaches it "
                        + "alone, and ab stop \(test.name) ends the test")
            }
        }
        guard let test = test(of: seat.name) else { return }
        if case .close = command {
            throw Refusal("the treatment of its A/B test has cash of it: ab stop \(seat.name), and wait until that is closed")
        }
        guard test.phase == .comparing else { return }
        switch command {
        case .swap(let version, _) where version.hash == test.treatment.version.hash: return
        case .swap, .rollback, .parameters:
            throw Refusal(
                "an A/B test compares its version \(seat.version.hash.prefix(12)) with "
                    + "\(test.treatment.version.hash.prefix(12)): ab stop \(seat.name) --keep ends the test, ab stop \(seat.name) --adopt takes the other over")
        default: return
        }
    }

    /// What holds for the control holds for the treatment, so that the two stay comparable and no part of the money is left out.
    func followCommand(_ command: SeatCommand, _ seat: Seat) {
        if let test = test(ofTreatment: seat) { return afterKill(command, test) }
        guard let test = test(of: seat.name), test.phase != .closing else { return }
        switch command {
        case .pause, .resume, .kill, .reset, .clutch, .cancel, .limits:
            // What the treatment need not be told again is no mistake of whoever told the control.
            _ = try? carryOut(command, test.treatment)
        case .transfer: test.marks.moveControl(to: seat.equity)
        case .swap(let version, _) where version.hash == test.treatment.version.hash:
            finish(
                test, test.experiment.current.verdict,
                "the control took over version \(version.hash.prefix(12)); before that: \(test.reason)")
            beginClosing(test)
        default: break
        }
    }

    private func afterKill(_ command: SeatCommand, _ test: ABTest) {
        guard case .kill(let flatten) = command, !test.control.isKilled, test.phase != .closing else { return }
        finish(test, .keepControl, "the treatment was killed")
        if flatten { beginClosing(test) }
    }

    /// - Returns: what was done, in words.
    func stopTest(_ seat: Seat) throws -> String {
        guard let test = test(of: seat.name) else { throw Refusal("there is no test of it") }
        guard test.phase != .closing else { throw Refusal("its test has ended: the treatment is being closed") }
        finish(test, test.verdict, "stopped; it said: \(test.reason)")
        beginClosing(test)
        return "ab stop"
    }

    /// The treatment decides no more; what it holds is closed at its venue.
    func beginClosing(_ test: ABTest) {
        guard test.phase != .closing, !hasEnded else { return }
        test.phase = .closing
        let seat = test.treatment
        seat.isKilled = true
        seat.runtime.isPaused = true
        seat.kernel.closedBecause = seat.closedBecause
        cancelAll(seat)
        let held = seat.kernel.account.heldInstruments
        if held > 0 {
            notice(
                test.control,
                .test(ABNotice(.closing, test.verdict, "\(seat.name) closes \(held) position\(held == 1 ? "" : "s")")))
        }
        closePositions(seat)
        windDown(test)
    }

    /// Gives the cash back as soon as nothing is held and nothing works; asks again for what was refused or expired.
    func windDown(_ test: ABTest) {
        let seat = test.treatment
        // Whoever began the closing may have finished it.
        guard tests.contains(where: { $0 === test }), seat.kernel.workingOrders.isEmpty else { return }
        guard seat.kernel.account.heldInstruments == 0 else { return closePositions(seat) }
        let cash = seat.kernel.account.cash
        let control = test.control
        control.kernel.transfer(cash)
        control.venue.transfer(cash)
        // What the treatment earned is earned by the strategy: only the money that it began with was moved.
        control.transferred += test.capital
        control.shiftPeak(by: test.capital.doubleValue)
        control.noteEquity()
        collectAborts(seat)
        seats.removeAll { $0 === seat }
        tests.removeAll { $0 === test }
        let gain = cash - test.capital
        let words = "\(seat.name) is closed: \(cash.text(places: 2)) of its \(test.capital.text(places: 2)) go back"
        notice(control, .test(ABNotice(.closed, test.verdict, "\(words), \(gain.isNegative ? "" : "+")\(gain.text(places: 2))")))
        guard let end = test.end else { return }
        closedTests.append(
            ClosedABTest(
                name: test.name, control: test.controlVersion, treatment: seat.version, terms: test.terms,
                experiment: test.experiment, end: end, startedAt: test.startedAt, closedAt: market.now, capital: test.capital, returned: cash))
        if closedTests.count > 20 { closedTests.removeFirst() }
    }
}

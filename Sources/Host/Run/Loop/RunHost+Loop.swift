import Desk
import Glibc
import Kernel
import Market

// The loop: files, operators, and then as many events as are due, for a moment at most.
extension RunHost {
    /// The longest that files and operators wait while events come without a pause, in seconds.
    private static let slice = 0.005
    /// The longest sleep: signals are seen at least this often.
    private static let longestSleep = 0.25

    /// Runs until the source ends, `until` is reached, somebody stops it, or the journal cannot be written.
    /// - Parameter isStopped: asked between events; true ends the run in order.
    func run(isStopped: () -> Bool = { false }) -> RunOutcome {
        while outcome == nil {
            if isStopped() {
                outcome = .stopped
                break
            }
            turn()
        }
        return finish()
    }

    /// One turn of the loop.
    func turn() {
        let now = clock()
        serveFiles(now)
        switch source.next(now) {
        case .ready: takeDue(now)
        case .due(let time): wait(min(time - now, RunHost.longestSleep))
        case .waiting: wait(RunHost.longestSleep)
        case .end:
            outcome = .ended
            return
        }
        if case .ready = source.next(clock()) { wait(0) }
        keepWaiting()
    }

    private func takeDue(_ start: Double) {
        var count = 0
        while outcome == nil, case .ready(let moment) = source.next(count == 0 ? start : clock()) {
            // A day's bar is complete at midnight and belongs to the day.
            guard moment - 1 <= until else {
                outcome = .until
                break
            }
            take(source.take(), moment: moment)
            count += 1
            if count % 64 == 0, clock() - start > RunHost.slice { break }
        }
        rate.add(count, at: clock())
        do { try journal?.flush() } catch { fail("\(error)") }
    }

    /// Waits for operators, files and the source, and serves operators.
    private func wait(_ seconds: Double) {
        var limit = max(seconds, 0)
        if let deadline = scripts?.deadline { limit = min(limit, max(deadline - clock(), 0)) }
        for link in links { if let seconds = link.secondsToDeadline { limit = min(limit, seconds) } }
        var descriptors = links.flatMap(\.descriptors)
        if let scripts { descriptors.append(pollfd(fd: scripts.descriptor, events: Int16(POLLIN), revents: 0)) }
        for descriptor in source.descriptors { descriptors.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)) }
        let milliseconds = Int32((limit * 1_000).rounded(.up))
        let ready = poll(&descriptors, nfds_t(descriptors.count), milliseconds)
        for link in links { link.service(ready: ready > 0 ? descriptors : [], handler: self) }
    }

    /// Ends the run in order: strategies stop, working orders are cancelled, the journal is closed.
    private func finish() -> RunOutcome {
        let outcome = outcome ?? .ended
        guard outcome != .failed else {
            for link in links { link.close(RunHost.words(outcome)) }
            return outcome
        }
        self.outcome = nil
        if outcome == .stopped { cancelOrders() }
        submit(.end)
        self.outcome = self.outcome ?? outcome
        remark(.run, "", RunHost.words(outcome))
        do { try journal?.close(outcome) } catch { fail("\(error)") }
        for link in links { link.close(RunHost.words(outcome)) }
        return self.outcome ?? outcome
    }

    /// Orders that still work are an operator's to take away: they do not merely expire.
    private func cancelOrders() {
        for seat in desk.seats where !seat.kernel.workingOrders.isEmpty {
            submit(seat.name, .cancel, author: "host", reason: "the run is stopped")
        }
    }

    private static func words(_ outcome: RunOutcome) -> String {
        switch outcome {
        case .ended: "the sources have no more events: the run has ended"
        case .until: "the run has reached the moment given by --until"
        case .stopped: "the run was stopped: working orders are cancelled"
        case .failed: "the run has failed"
        }
    }
}

import Desk
import Kernel
import Scripting

/// One version for one or several strategies that use the same file: examined for all of them before it is swapped in at any.
///
/// Each step is told as a remark. What fails leaves everything as it was.
struct ReloadTransaction {
    /// What became of it.
    enum Result: Equatable {
        case swapped
        case staged
        /// There is nothing to change.
        case same(String)
        case refused(String)

        var text: String {
            switch self {
            case .swapped: "reloaded"
            case .staged: "staged"
            case .same(let text), .refused(let text): text
            }
        }
    }
    private let host: RunHost
    private let names: [String]
    private let version: ScriptVersion
    private let author: String
    private let reason: String

    init(_ host: RunHost, _ names: [String], _ version: ScriptVersion, author: String, reason: String) {
        (self.host, self.names, self.version, self.author, self.reason) = (host, names, version, author, reason)
    }

    private var subject: String { names.joined(separator: ", ") }
    private var short: String { String(version.hash.prefix(12)) }

    /// Examines, and swaps in now or as soon as the strategies' policies allow.
    ///
    /// - Parameter day: the day on which it was asked for, where that was before.
    func run(since day: Int64? = nil) -> Result {
        if let result = examined() { return result }
        let policies = names.compactMap { host.record(of: $0)?.terms.policy }
        guard !policies.contains(.never) else {
            return refuse("\(short) was not loaded: policy never: it takes effect at the next start of the host")
        }
        guard host.mayChange(names, since: day ?? host.book.day) else {
            keep(.condition)
            let words = policies.contains(.nextSession) ? "until the next day" : "until it holds nothing and no order works"
            host.remark(.reload, subject, "\(short) is staged \(words)", version: version, author: author)
            return .staged
        }
        return swap()
    }

    /// Examines and keeps the version for an operator to promote.
    func stage() -> Result {
        if let result = examined() { return result }
        keep(.promotion)
        host.remark(
            .reload, subject, "\(short) is staged: perigee ctl promote \(names[0]) swaps it in", version: version, author: author)
        return .staged
    }

    /// - Returns: nil where it may go on.
    private func examined() -> Result? {
        let seats = names.compactMap { host.desk.seat($0) }
        guard seats.count == names.count else { return refuse("there is no seat of \(subject)") }
        if seats.allSatisfy({ $0.version.hash == version.hash }) {
            host.staged.removeAll { $0.wait == .condition && $0.names == names }
            return same("the same text as the running version \(short): nothing to reload")
        }
        if seats.allSatisfy({ isVersionBefore($0) }) { return nil }
        var examinations: [Examination] = []
        for seat in seats { examinations.append(host.desk.examine(version, for: seat, events: host.configuration.reload.replay)) }
        if examinations.allSatisfy(\.isSameCode) {
            return same("\(version.path): \(examinations[0].reason ?? "the same code"): nothing to reload")
        }
        let failures = examinations.filter { !$0.passes && !$0.isSameCode }
        for failed in failures {
            for finding in failed.findings where finding.isFailure { tell(failed.seat, finding.step, finding.text, true) }
        }
        if let first = failures.first {
            let others = names.filter { name in !failures.contains { $0.seat == name } }
            let also = others.isEmpty ? "" : "; \(others.joined(separator: ", ")) would have taken it over too and did not"
            return refuse(
                "\(short) was refused, \(names.count == 1 ? "the running version goes" : "the running versions go") on: \(first.reason ?? "")\(also)"
            )
        }
        for passed in examinations { for finding in passed.findings { tell(passed.seat, finding.step, finding.text, false) } }
        return nil
    }

    /// On probation the version before is still warm: to go back to it is a rollback.
    private func isVersionBefore(_ seat: Seat) -> Bool {
        seat.isOnProbation && seat.versions.count > 1 && seat.versions[seat.versions.count - 2].hash == version.hash
    }

    private func swap() -> Result {
        var done: [String] = []
        for name in names {
            guard let seat = host.desk.seat(name), let record = host.record(of: name) else { continue }
            let before = String(seat.version.hash.prefix(12))
            if seat.isOnProbation {
                host.submit(name, .rollback, author: author, reason: "a newer version takes the place of the one on probation")
            }
            if seat.version.hash != version.hash {
                let notices = host.submit(name, .swap(version, record.terms.probation), author: author, reason: reason)
                if seat.version.hash != version.hash { return undo(done, name, notices) }
            }
            done.append(name)
            record.swapped += 1
            let probation = seat.isOnProbation ? ", on probation for \(seat.probationLeft) events" : ""
            host.remark(.reload, name, "\(before) → \(short)\(probation)", version: version, author: author)
        }
        host.staged.removeAll { staged in staged.names.contains { names.contains($0) } }
        return .swapped
    }

    /// Together or none: those that have it already go back.
    private func undo(_ done: [String], _ name: String, _ notices: [DeskNotice]) -> Result {
        for other in done { host.submit(other, .rollback, author: author, reason: "\(name) could not take over \(short)") }
        var why = "it could not be swapped in"
        for notice in notices { if case .refused(let text) = notice.content { why = text } }
        return refuse("\(short) was refused, the running version goes on: \(why)")
    }

    private func keep(_ wait: StagedVersion.Wait) {
        host.staged.removeAll { staged in staged.names.contains { names.contains($0) } }
        host.staged.append(
            StagedVersion(names: names, version: version, wait: wait, author: author, reason: reason, day: host.book.day ?? .min))
    }

    private func tell(_ name: String, _ step: Examination.Step, _ text: String, _ isProblem: Bool) {
        host.remark(.reload, name, "\(step.rawValue): \(text)", isProblem: isProblem, version: version, author: author)
    }

    private func refuse(_ text: String) -> Result {
        host.remark(.reload, subject, text, isProblem: true, version: version, author: author)
        return .refused(text)
    }

    private func same(_ text: String) -> Result {
        host.remark(.reload, subject, text, version: version, author: author)
        return .same(text)
    }
}

import Desk
import Kernel

// Changes that wait for their time.
extension RunHost {
    /// Whether the policies of all these strategies allow a change of their script now.
    /// - Parameter day: the day on which it was asked for.
    func mayChange(_ names: [String], since day: Int64?) -> Bool {
        names.allSatisfy { name in
            guard let record = record(of: name) else { return true }
            return allows(record.terms.policy, name, since: day)
        }
    }

    func allows(_ policy: ChangePolicy, _ name: String, since day: Int64?) -> Bool {
        switch policy {
        case .anytime: true
        case .whenFlat: desk.seat(name)?.isFlat ?? true
        // Before the first event no session has begun.
        case .nextSession: book.day.map { today in day.map { today > $0 } ?? true } ?? true
        case .never: false
        }
    }

    /// Makes the changes whose time has come, before the next event.
    func releaseWaiting() {
        if !waitingParameters.isEmpty { releaseParameters() }
        guard staged.contains(where: { $0.wait == .condition }) else { return }
        for entry in staged where entry.wait == .condition && mayChange(entry.names, since: entry.day) {
            staged.removeAll { $0.names == entry.names }
            remark(
                .reload, entry.names.joined(separator: ", "), "the time of \(entry.version.hash.prefix(12)) has come",
                version: entry.version)
            _ = ReloadTransaction(
                self, entry.names, entry.version, author: entry.author, reason: entry.reason
            ).run(since: entry.day)
        }
    }

    private func releaseParameters() {
        for (index, entry) in waitingParameters.enumerated().reversed() where allows(entry.policy, entry.name, since: entry.day) {
            waitingParameters.remove(at: index)
            submit(entry.name, .parameters(entry.changes), author: entry.author, reason: entry.reason)
        }
    }
}

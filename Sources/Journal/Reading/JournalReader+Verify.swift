/// The first thing in a journal that is not as it was written.
public struct JournalDamage: Hashable, Sendable, CustomStringConvertible {
    public let run: Int
    /// The entry's place in its run; 0 for the run itself.
    public let entry: Int64
    /// The last event before it: everything up to there is as it was written.
    public let lastGoodEvent: UInt64
    public let message: String

    public var description: String {
        entry == 0 ? "run \(run): \(message)" : "run \(run), entry \(entry): \(message); whole up to event \(lastGoodEvent)"
    }
}

extension JournalReader {
    /// Reads everything and computes every hash anew.
    /// - Returns: the first damage, or `nil` where all is as it was written.
    public func verify() throws(JournalError) -> JournalDamage? {
        for run in try runs() {
            if let damage = try verify(run) { return damage }
        }
        return nil
    }

    public func verify(_ run: RunSummary) throws(JournalError) -> JournalDamage? {
        func damage(_ message: String) -> JournalDamage { JournalDamage(run: run.run, entry: 0, lastGoodEvent: 0, message: message) }
        guard HashChain.digest(run.manifestBytes) == run.genesis else { return damage("the manifest was changed") }
        for script in run.manifest.scripts {
            guard let text = try text(script.hash) else { return damage("the text of \(script.path) (\(script.hash.prefix(12))) is missing") }
            guard HashChain.hexadecimal(HashChain.digest(Array(text.utf8))) == script.hash else {
                return damage("the text of \(script.path) (\(script.hash.prefix(12))) was changed")
            }
        }
        return try verifyEntries(run)
    }

    private func verifyEntries(_ run: RunSummary) throws(JournalError) -> JournalDamage? {
        var chain = HashChain(head: run.genesis)
        var number: Int64 = 0
        var event: UInt64 = 0
        var isClosed = false
        let cursor = try entries(of: run.run)
        while let entry = try cursor.next() {
            number += 1
            let problem: String?
            if entry.number != number {
                problem = "is missing"
            } else if isClosed {
                problem = "follows the end of the run"
            } else {
                problem = check(entry, after: event, &chain, &isClosed)
            }
            if let problem { return JournalDamage(run: run.run, entry: number, lastGoodEvent: event, message: problem) }
            event = entry.event
        }
        return nil
    }

    private func check(_ entry: JournalEntry, after event: UInt64, _ chain: inout HashChain, _ isClosed: inout Bool) -> String? {
        entry.payload.withUnsafeBytes { chain.extend(event: entry.event, time: entry.time, payload: $0) }
        guard chain.head == entry.hash else { return "was changed, or one before it was left out: its hash does not fit" }
        do throws(CodecError) {
            let record = try entry.record()
            guard Int64(record.kind.rawValue) == entry.kindCode else { return "its kind was changed" }
            guard entry.event == event + UInt64(record.eventCount) else { return "its event number was changed" }
            if case .closed = record.content { isClosed = true }
            return nil
        } catch {
            return "cannot be read: \(error)"
        }
    }
}

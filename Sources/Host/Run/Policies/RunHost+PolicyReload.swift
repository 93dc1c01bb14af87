import Desk
import Scripting

// Policies change as strategies do: examined on the book as it is, swapped whole or not at all, sent back where the new one fails.
extension RunHost {
    func reloadPolicy(_ slot: PolicySlot, _ version: ScriptVersion, author: String, reason: String) -> ReloadTransaction.Result {
        if let result = examinePolicy(slot, version, author: author) { return result }
        do {
            let before = slot.active.version.hash.prefix(12)
            // The version before may be gone by the time that a newer one fails.
            slot.swap(try slot.load(version))
            keep(PolicyChange(kind: .swap, policy: slot.name, version: version, author: author, reason: reason))
            staged.removeAll { $0.names == [slot.name] }
            remark(.reload, slot.name, "\(before) → \(version.hash.prefix(12)), decides from its next turn on", version: version, author: author)
            return .swapped
        } catch {
            return refusePolicy(slot, version, "\(error)", author)
        }
    }

    func stagePolicy(_ slot: PolicySlot, _ version: ScriptVersion, author: String, reason: String) -> ReloadTransaction.Result {
        if let result = examinePolicy(slot, version, author: author) { return result }
        staged.removeAll { $0.names == [slot.name] }
        staged.append(StagedVersion(names: [slot.name], version: version, wait: .promotion, author: author, reason: reason, day: book.day ?? .min))
        remark(.reload, slot.name, "\(version.hash.prefix(12)) is staged: perigee ctl promote \(slot.name) swaps it in", version: version, author: author)
        return .staged
    }

    func rollBackPolicy(_ slot: PolicySlot, author: String) -> ReloadTransaction.Result {
        if slot.revert() {
            keep(PolicyChange(kind: .rollback, policy: slot.name, version: slot.active.version, author: author, reason: "rollback"))
            remark(.reload, slot.name, "back to \(slot.active.version.hash.prefix(12))", version: slot.active.version, author: author)
            return .swapped
        }
        guard slot.versions.count > 1 else { return .refused("it has run no other version") }
        return reloadPolicy(slot, slot.versions[slot.versions.count - 2], author: author, reason: "rollback")
    }

    private func keep(_ change: PolicyChange) {
        do { try journal?.record(change) } catch { fail("\(error)") }
    }

    /// - Returns: nil where it may be swapped in.
    private func examinePolicy(_ slot: PolicySlot, _ version: ScriptVersion, author: String) -> ReloadTransaction.Result? {
        if version.hash == slot.active.version.hash {
            let text = "the same text as the running version \(version.hash.prefix(12)): nothing to reload"
            remark(.reload, slot.name, text, version: version, author: author)
            return .same(text)
        }
        do {
            try tryOut(try slot.load(version))
            return nil
        } catch {
            return refusePolicy(slot, version, "\(error)", author)
        }
    }

    private func refusePolicy(_ slot: PolicySlot, _ version: ScriptVersion, _ why: String, _ author: String) -> ReloadTransaction.Result {
        let text = "\(version.hash.prefix(12)) was refused, the running version goes on: \(why)"
        remark(.reload, slot.name, text, isProblem: true, version: version, author: author)
        return .refused(text)
    }
}

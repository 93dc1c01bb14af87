import Kernel
import Scripting
import Trading

extension Desk {
    /// A swap is whole or not at all: the new version is made, connected and given the state of the old one before anything changes.
    func swap(_ seat: Seat, _ version: ScriptVersion, _ terms: ProbationTerms) throws {
        guard version.hash != seat.version.hash else { throw Refusal("it runs this version already") }
        guard !seat.isOnProbation else { throw Refusal("its version is on probation for \(seat.probationLeft) events more: roll it back first, or wait") }
        let next = try successor(seat, version)
        let old = seat.runtime.active
        // A version that was suspended has no say in what its successor does.
        seat.runtime.swap(in: next, old.failure == nil ? terms : ProbationTerms(events: 0))
        seat.probation = terms
        seat.rejectionsBeforeSwap = seat.kernel.statistics.rejections.reduce(0) { $0 + $1.count }
        seat.suspension = nil
        seat.versions.append(version)
        if seat.versions.count > 20 { seat.versions.removeFirst() }
    }

    /// The new version with what it takes over.
    private func successor(_ seat: Seat, _ version: ScriptVersion) throws -> ScriptInstance {
        try making(seat.name, version) { try makeSuccessor(seat, version) }
    }

    private func makeSuccessor(_ seat: Seat, _ version: ScriptVersion) throws -> ScriptInstance {
        let old = seat.runtime.active
        let next = try Seat.instance(version, parameters: seat.parameters, limits: seat.terms.scriptLimits, view: seat.view)
        let state = try old.exportState()
        try next.adoptTimerNames(old.timerNames)
        next.nextOrderHandle = old.nextOrderHandle
        next.attach(seat.kernel.portfolio)
        if next.hasMigrate {
            try next.migrate(oldState: state, oldVersion: old.version)
        } else {
            try next.importState(state)
        }
        if let failure = next.failure { throw failure }
        next.pass(seat.view.data.stepCount - 1..<seat.view.data.stepCount)
        return next
    }

    /// A version that failed decides again, on a fresh instance with the state that it had.
    func revive(_ seat: Seat) throws {
        seat.runtime.replace(with: try successor(seat, seat.version))
        seat.suspension = nil
    }

    /// On probation the version before takes over at once; later it is swapped in as any other.
    func rollback(_ seat: Seat) throws -> String {
        if seat.isOnProbation {
            seat.runtime.revert(because: "an operator rolled it back")
            _ = seat.runtime.takeReversion()
            seat.versions.removeLast()
            return "rollback to \(seat.version.hash.prefix(12))"
        }
        guard seat.versions.count > 1 else { throw Refusal("it has run no other version") }
        let before = seat.versions[seat.versions.count - 2]
        try swap(seat, before, ProbationTerms(events: 0))
        return "rollback to \(before.hash.prefix(12))"
    }

    /// The script is made anew with the new values, its state kept, so that series which depend on a parameter follow it; then it hears of
    /// them by `on_params`.
    func change(_ seat: Seat, _ changes: [ParameterChange]) throws -> String {
        var merged = seat.parameters
        for change in changes {
            guard seat.instance.parameters.contains(where: { $0.name == change.name }) else {
                let names = seat.instance.parameters.map(\.name).joined(separator: ", ")
                throw Refusal("no parameter '\(change.name)': it has \(names.isEmpty ? "none" : names)")
            }
            merged.removeAll { $0.name == change.name }
            merged.append(change)
        }
        let before = seat.parameters
        seat.parameters = merged
        do {
            let next = try successor(seat, seat.version)
            seat.runtime.replace(with: next)
        } catch {
            seat.parameters = before
            throw error
        }
        send(.parametersChanged(changes), to: seat)
        return "parameters " + changes.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    }
}

import Kernel
import Market
import Scripting

extension Desk {
    /// Examines a version for a seat; the desk does not change.
    ///
    /// - Parameter events: how many of the newest steps to replay; fewer where the desk remembers fewer.
    public func examine(_ version: ScriptVersion, for seat: Seat, events: Int) -> Examination {
        var found = Examination(seat: seat.name, version: version)
        if ScriptText.isSameCode(version.text, seat.version.text) {
            found.isSameCode = true
            return found
        }
        let candidate: ScriptInstance
        do {
            candidate = try ScriptInstance(
                source: version.text, path: version.path, hash: version.hash, symbols: seat.view.data.instruments.map(\.symbol),
                overrides: seat.parameters.map { ($0.name, $0.value) }, limits: seat.terms.scriptLimits)
        } catch {
            found.fail(error.kind == .parameter ? .parameters : .compile, compileText(error, seat))
            return found
        }
        if let name = candidate.declaredName, name != seat.name {
            found.fail(.name, "\(version.path): the script calls itself '\(name)' and would run in the place of '\(seat.name)': set its name, or reload that one")
        }
        let running = seat.instance
        for text in VersionDifference.describe(from: running, to: candidate) { found.note(.differences, text) }
        let replay = replay(version, of: seat, events: events)
        found.replay = replay.result
        if let failure = replay.result.failure {
            found.fail(.replay, "\(failure.text) (event \(failure.event) of \(replay.result.events) replayed)")
            return found
        }
        found.note(.replay, replay.result.summary)
        checkMemory(replay.result, limit: seat.terms.scriptLimits.memoryBytes, &found)
        checkState(candidate, seat, end: replay.state, &found)
        return found
    }

    private func compileText(_ error: ScriptError, _ seat: Seat) -> String {
        error.kind == .parameter && !seat.parameters.isEmpty ? "\(error.message); \(seat.parameters.map(\.name).joined(separator: ", ")) set by an operator" : error.message
    }

    /// A leak: at the rate of the replay the version would reach its limit within a hundred thousand events.
    private func checkMemory(_ replay: ShadowReplay, limit: Int, _ found: inout Examination) {
        guard replay.events >= 200 else { return }
        let growth = Double(replay.memory.late - replay.memory.early) / (0.5 * Double(replay.events))
        guard growth > 0, Double(replay.memory.late) + growth * 100_000 > Double(limit) else { return }
        found.fail(
            .replay,
            "its memory grew from \(replay.memory.early) to \(replay.memory.late) bytes in half of \(replay.events) events: "
                + "at that rate it reaches its limit of \(limit) within 100000 events; keep less in tables")
    }

    /// The state that the version would take over must be the state that it works with.
    private func checkState(_ candidate: ScriptInstance, _ seat: Seat, end: ScriptValue?, _ found: inout Examination) {
        do {
            let old = try seat.instance.exportState()
            var taken = old
            if candidate.hasMigrate {
                taken = try candidate.migrate(oldState: old, oldVersion: seat.instance.version)
                for difference in StateDifference.compare(old, taken) { found.note(.migration, "migrate: \(difference)") }
            }
            guard let end else { return }
            for difference in StateDifference.compare(taken, end) {
                guard case .changed = difference.change else { continue }
                let mend = candidate.hasMigrate ? "let migrate convert it" : "define migrate(old_state, old_version) to convert it"
                found.fail(.state, "\(candidate.path): \(difference) in the new version: \(mend)")
            }
        } catch {
            found.fail(candidate.hasMigrate ? .migration : .state, error.message)
        }
    }

    private func replay(_ version: ScriptVersion, of seat: Seat, events: Int) -> (result: ShadowReplay, state: ScriptValue?) {
        var replay = ReplayPair(self, seat, version, events: events)
        return replay.run()
    }
}

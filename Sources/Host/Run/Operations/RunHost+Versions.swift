import Desk
import Reporting
import Scripting

// What operators do with versions, of strategies and of policies.
extension RunHost {
    func changeVersion(_ request: ControlRequest, _ word: String, _ name: String) -> ControlReply {
        let running: ScriptVersion
        let slot = policies.first { $0.name == name }
        if let slot {
            running = slot.active.version
        } else if let seat = desk.seat(name), record(of: name) != nil {
            running = seat.version
        } else {
            return .unknownStrategy(name, among: book.records.map(\.name) + policies.map(\.name), for: request)
        }
        let waiting = staged.first { $0.names.contains(name) }
        if let refusal = request.refusal(strategy: name, running: running.hash, staged: waiting?.version.hash) { return refusal }
        let mark = remarkCount
        switch word {
        case "diff": return difference(request, name, running, waiting)
        case "rollback": return rollBack(request, name, slot, mark)
        case "promote":
            guard let waiting else {
                return .refused("nothing is staged for \(name): perigee ctl stage \(name) FILE", for: request)
            }
            return load(request, waiting.names, slot, waiting.version, mark)
        default:
            let path = word == "stage" ? request.words.last ?? "" : running.path
            let file: ScriptFile
            do { file = try ScriptFile.read(path) } catch { return .refused("\(error)", exitCode: 2, for: request) }
            // The version keeps the name of the configuration's script: errors name the file that the text came from.
            let version = ScriptVersion(path: ScriptFile.shown(path), hash: file.hash, text: file.text)
            guard word == "stage" else { return load(request, [name], slot, version, mark) }
            let result =
                slot.map { stagePolicy($0, version, author: request.author, reason: request.reason) }
                ?? ReloadTransaction(self, [name], version, author: request.author, reason: request.reason).stage()
            return reply(request, name, result, version, mark)
        }
    }

    private func load(
        _ request: ControlRequest, _ names: [String], _ slot: PolicySlot?, _ version: ScriptVersion, _ mark: Int
    ) -> ControlReply {
        let result =
            slot.map { reloadPolicy($0, version, author: request.author, reason: request.reason) }
            ?? ReloadTransaction(self, names, version, author: request.author, reason: request.reason).run()
        return reply(request, names.joined(separator: ", "), result, version, mark)
    }

    private func rollBack(_ request: ControlRequest, _ name: String, _ slot: PolicySlot?, _ mark: Int) -> ControlReply {
        guard slot == nil else {
            let result = slot.map { rollBackPolicy($0, author: request.author) } ?? .refused("")
            return reply(request, name, result, slot?.active.version, mark)
        }
        guard let seat = desk.seat(name) else { return .unknownStrategy(name, among: book.records.map(\.name), for: request) }
        return order(
            request, [seat], .rollback,
            done: seat.isOnProbation ? "the version before decides again" : "back to the version before")
    }

    /// What was told of reloads since the request came, and how it ended.
    private func reply(
        _ request: ControlRequest, _ name: String, _ result: ReloadTransaction.Result, _ version: ScriptVersion?, _ mark: Int
    ) -> ControlReply {
        let steps = remarks.suffix(max(0, remarkCount - mark)).filter { $0.kind == .reload }
        let isRefused = if case .refused = result { true } else { false }
        guard request.wantsJSON else {
            let lines = steps.map { "\($0.subject): \($0.text)" }
            return ControlReply(
                exitCode: isRefused ? 1 : 0, text: lines.isEmpty ? "\(name): \(result.text)" : lines.joined(separator: "\n"))
        }
        return ControlReply(
            exitCode: isRefused ? 1 : 0,
            text: RunJSON.object { json in
                json.pair("strategy", name)
                json.pair("result", result.key)
                json.pair("text", result.text)
                json.pair("version", orNull: version?.hash)
                json.key("steps")
                json.array(.compact) { json in for step in steps { json.value(step.text) } }
            })
    }

    private func difference(
        _ request: ControlRequest, _ name: String, _ running: ScriptVersion, _ waiting: StagedVersion?
    ) -> ControlReply {
        guard let waiting else { return .refused("nothing is staged for \(name): perigee ctl stage \(name) FILE", for: request) }
        var findings: [String] = []
        if let seat = desk.seat(name) {
            let found = desk.examine(waiting.version, for: seat, events: configuration.reload.replay)
            findings = found.findings.map { "\($0.step.rawValue): \($0.text)" }
        }
        let lines = LineDifference.text(from: running.text, to: waiting.version.text)
        let text =
            "\(name): \(running.hash.prefix(12)) runs, \(waiting.version.hash.prefix(12)) is staged by \(waiting.author)\n"
            + findings.map { $0 + "\n" }.joined() + lines
        return answer(
            request, text: text,
            json: RunJSON.object { json in
                json.pair("strategy", name)
                json.pair("running", running.hash)
                json.pair("staged", waiting.version.hash)
                json.pair("author", waiting.author)
                json.key("findings")
                json.array(.compact) { json in for finding in findings { json.value(finding) } }
                json.pair("diff", lines)
            })
    }
}

extension ReloadTransaction.Result {
    /// The stable key in JSON.
    var key: String {
        switch self {
        case .swapped: "swapped"
        case .staged: "staged"
        case .same: "same"
        case .refused: "refused"
        }
    }
}

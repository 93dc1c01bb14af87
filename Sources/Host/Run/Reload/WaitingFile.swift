import Desk
import Glibc
import Kernel
import Reporting
import Store

/// What waits for an operator or for its time, in `waiting.json` of the run's folder: staged versions and changes of parameters are no
/// events until they are made, so the journal does not have them, and a host that was killed would have forgotten them.
struct WaitingFile {
    let path: String

    init(directory: String) { path = directory + "/waiting.json" }

    /// Replaces the file, whole or not at all; nothing that waits is no file.
    func write(_ staged: [StagedVersion], _ parameters: [WaitingParameters]) throws {
        guard !(staged.isEmpty && parameters.isEmpty) else {
            unlink(path)
            return
        }
        let file = try OutputFile(path)
        file.write(
            RunJSON.object { json in
                json.key("staged")
                json.array(.compact) { json in for entry in staged { WaitingFile.write(entry, &json) } }
                json.key("parameters")
                json.array(.compact) { json in for entry in parameters { WaitingFile.write(entry, &json) } }
            })
        try file.finish()
    }

    /// What waited when the file was written; nothing where there is none.
    /// - Throws: `CommandError` where the file is damaged.
    func read() throws -> (staged: [StagedVersion], parameters: [WaitingParameters]) {
        guard access(path, F_OK) == 0 else { return ([], []) }
        do {
            let file = try JSONObject(JSONValue(FileBytes.read(path, limit: 64 << 20)))
            return (
                try file.array("staged").map { try WaitingFile.staged(JSONObject($0)) },
                try file.array("parameters").map { try WaitingFile.parameters(JSONObject($0)) }
            )
        } catch {
            throw CommandError("\(path): \(error): delete it to go on without what was staged", exitCode: 1)
        }
    }

    private static func write(_ entry: StagedVersion, _ json: inout JSONWriter) {
        json.object(.compact) { json in
            json.pair("names", entry.names)
            json.pair("path", entry.version.path)
            json.pair("hash", entry.version.hash)
            json.pair("text", entry.version.text)
            json.pair("waits_for", entry.wait == .promotion ? "promotion" : "condition")
            json.pair("author", entry.author)
            json.pair("reason", entry.reason)
            json.pair("day", "\(entry.day)")
        }
    }

    private static func write(_ entry: WaitingParameters, _ json: inout JSONWriter) {
        json.object(.compact) { json in
            json.pair("name", entry.name)
            json.pair("keys", entry.changes.map(\.name))
            // By their bits: a value comes back as it was.
            json.pair("values", entry.changes.map { "\($0.value.bitPattern)" })
            json.pair("policy", entry.policy.rawValue)
            json.pair("author", entry.author)
            json.pair("reason", entry.reason)
            json.pair("day", "\(entry.day)")
        }
    }

    private static func staged(_ object: JSONObject) throws -> StagedVersion {
        StagedVersion(
            names: try texts(object, "names"),
            version: ScriptVersion(path: try object.text("path"), hash: try object.text("hash"), text: try object.text("text")),
            wait: try object.text("waits_for") == "promotion" ? .promotion : .condition, author: try object.text("author"),
            reason: try object.text("reason"), day: try day(object))
    }

    private static func parameters(_ object: JSONObject) throws -> WaitingParameters {
        let (keys, values) = (try texts(object, "keys"), try texts(object, "values"))
        guard keys.count == values.count, let policy = ChangePolicy(rawValue: try object.text("policy")) else {
            throw JSONError("parameters without a value or a policy")
        }
        let changes = try zip(keys, values).map { key, value in
            guard let bits = UInt64(value) else { throw JSONError("'\(value)' is no value of \(key)") }
            return ParameterChange(name: key, value: Double(bitPattern: bits))
        }
        return WaitingParameters(
            name: try object.text("name"), changes: changes, policy: policy, author: try object.text("author"),
            reason: try object.text("reason"), day: try day(object))
    }

    private static func texts(_ object: JSONObject, _ key: String) throws -> [String] {
        try object.array(key).map { value in
            guard case .text(let text) = value else { throw JSONError("'\(key)': expected texts, found \(value.kind)") }
            return text
        }
    }

    private static func day(_ object: JSONObject) throws -> Int64 {
        guard let day = Int64(try object.text("day")) else { throw JSONError("'day': expected a number of days") }
        return day
    }
}

extension RunHost {
    /// Writes what waits where that has changed; after the journal, so that nothing is taken off here which is not yet there.
    func keepWaiting() {
        guard waitingHasChanged, let waitingFile else { return }
        waitingHasChanged = false
        do {
            try (journal as? DeskJournal)?.commit()
            try waitingFile.write(staged, waitingParameters)
        } catch {
            remark(.reload, "", "what is staged could not be kept for a restart: \(error)", isProblem: true)
        }
    }

    /// Takes up what waited when the host was cut off, but for versions that run already and strategies that are gone.
    func takeUpWaiting() throws {
        guard let waitingFile else { return }
        let found = try waitingFile.read()
        let known = Set(desk.seats.map(\.name) + policies.map(\.name))
        staged = found.staged.filter { entry in
            entry.names.allSatisfy { known.contains($0) }
                && !entry.names.allSatisfy { name in
                    (desk.seat(name)?.version ?? policies.first { $0.name == name }?.active.version)?.hash == entry.version.hash
                }
        }
        waitingParameters = found.parameters.filter { known.contains($0.name) }
    }
}

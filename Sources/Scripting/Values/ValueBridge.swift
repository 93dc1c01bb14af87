import CLuaBridge

/// Values into a script and out of it, with the errors of the script they belong to.
struct ValueBridge {
    let script: OpaquePointer
    let path: String
    let hash: String
    var event: UInt64 = 0

    /// Bytes of the bridge are its own codec's: they can always be read.
    private func take(_ status: pg_status, _ bytes: pg_bytes, _ what: String, line: Int = 0) throws(ScriptError) -> ScriptValue {
        defer { pg_value_release(script) }
        guard status == PG_OK else {
            throw ScriptError(script, status, path: path, hash: hash, callback: what, event: event, line: line)
        }
        do {
            return try ScriptValue(bytes: UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.length))
        } catch {
            throw ScriptError("\(what): \(error)", path: path, line: line, hash: hash, kind: .host)
        }
    }

    func exportState() throws(ScriptError) -> ScriptValue {
        var bytes = pg_bytes()
        let status = pg_state_export(script, &bytes)
        return try take(status, bytes, "ctx.state")
    }

    func importState(_ state: ScriptValue) throws(ScriptError) {
        let bytes = state.bytes
        let status = bytes.withUnsafeBufferPointer { pg_state_import(script, $0.baseAddress, $0.count) }
        guard status == PG_OK else { throw ScriptError(script, status, path: path, hash: hash, callback: "ctx.state", event: event) }
    }

    /// A global of the script; functions in it are records of their number and line.
    func global(_ name: String, line: Int = 0) throws(ScriptError) -> ScriptValue {
        var bytes = pg_bytes()
        let status = pg_value_global(script, name, &bytes)
        return try take(status, bytes, name, line: line)
    }

    /// - Parameters:
    ///   - function: the number that `global` gave the function; 0 calls the global `name`.
    ///   - line: where the function is defined.
    ///   - makesState: the result becomes `ctx.state`.
    func call(
        _ name: String, function: Int64 = 0, _ arguments: [ScriptValue], line: Int, makesState: Bool = false
    ) throws(ScriptError) -> ScriptValue {
        var given: [UInt8] = []
        for argument in arguments { argument.append(to: &given) }
        var result = pg_bytes()
        let status = given.withUnsafeBufferPointer { bytes in
            name.withCString { name in
                var request = pg_value_call_request(
                    name: name, function: function, bytes: bytes.baseAddress, length: bytes.count, count: Int32(arguments.count),
                    makes_state: makesState)
                return pg_value_call(script, &request, &result)
            }
        }
        return try take(status, result, name, line: line)
    }

    /// The global functions of the script with the lines that define them, by name.
    func functions() -> [(name: String, line: Int)] {
        let collector = Collector()
        pg_value_functions(
            script,
            { context, name, line in
                guard let context, let name else { return }
                Unmanaged<Collector>.fromOpaque(context).takeUnretainedValue().found.append((String(cString: name), Int(line)))
            }, Unmanaged.passUnretained(collector).toOpaque())
        return collector.found.sorted { $0.name < $1.name }
    }

    private final class Collector {
        var found: [(name: String, line: Int)] = []
    }

    /// The global `version`, 1 where there is none.
    func version(line: Int) throws(ScriptError) -> Int {
        switch try global("version", line: line) {
        case .none: return 1
        case .integer(let version) where version >= 1: return Int(version)
        case let other:
            throw ScriptError(
                "version is \(other): expected a whole number from 1 up, as in version = 2", path: path, line: line, hash: hash)
        }
    }

    func migrate(_ oldState: ScriptValue, _ oldVersion: Int, line: Int) throws(ScriptError) -> ScriptValue {
        try call("migrate", [oldState, .integer(Int64(oldVersion))], line: line, makesState: true)
    }
}

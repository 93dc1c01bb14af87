import CLuaBridge
import Numerics

/// A script that decides about strategies instead of orders: how capital is divided, which stage a strategy is in, how tight limits
/// are.
///
/// It lives in the sandbox of strategies, with their budget, memory cap, random numbers, parameters and libraries, and without a
/// market: no prices, series or orders. Of `ctx` it has `state` and `rng`. Its functions are called with values and answer with values.
public final class PolicyScript {
    public let path: String
    public let source: String
    public let hash: String
    public internal(set) var log: ScriptLog
    /// What the script says with `version = N`; 1 where it says nothing.
    public private(set) var version = 1
    public var parameters: [ScriptParameter] { declarations.parameters }
    /// Global functions of the script, by name.
    public var functions: [String] { lines.map(\.name) }
    public private(set) var kind: PolicyKind?

    let declarations: Declarations
    let script: OpaquePointer
    private var lines: [(name: String, line: Int)] = []
    private let context = PolicyContext()
    var values: ValueBridge { ValueBridge(script: script, path: path, hash: hash) }

    /// Loads a policy. Nothing of it remains when this throws.
    /// - Parameters:
    ///   - path: shown in errors.
    ///   - hash: content hash of `source`.
    ///   - overrides: values of parameters that differ from their defaults.
    /// - Throws: `ScriptError`.
    public init(
        source: String, path: String, hash: String, overrides: [(name: String, value: Double)] = [], limits: ScriptLimits = ScriptLimits()
    ) throws(ScriptError) {
        self.path = path
        self.source = source
        self.hash = hash
        log = ScriptLog(limit: limits.logLines)
        declarations = Declarations(symbols: [], overrides: overrides)
        var bridged = limits.bridged
        guard let script = pg_script_new(&bridged, Unmanaged.passRetained(context).toOpaque()) else {
            Unmanaged.passUnretained(context).release()
            throw ScriptError(
                "no sandbox could be made: the memory limit is \(limits.memoryBytes) bytes", path: path, line: 0, hash: hash, kind: .memory)
        }
        self.script = script
        context.policy = self
        try load()
    }

    deinit {
        pg_script_free(script)
        Unmanaged.passUnretained(context).release()
    }

    /// Bytes the script holds now.
    public var memoryBytes: Int { pg_script_memory(script).used }

    private func load() throws(ScriptError) {
        var functions = pg_host_functions(lookup: policyLookup, declare: policyDeclare, stream: policyStream, native: hostNative)
        try check(pg_bind(script, &functions))
        pg_bind_policy(script)
        pg_script_set_log(script, policyLog)
        try check(pg_script_load(script, source, source.utf8.count, "=" + path))
        let names = GlobalNames(of: script)
        if let names, let unknown = names.firstUnknown(PolicyNames.isKnown) {
            let hint = PolicyNames.hint(for: unknown.name, assigned: names.assigned)
            throw mistake("undeclared name '\(unknown.name)': \(hint)", line: unknown.line)
        }
        try check(pg_script_run(script))
        pg_bind_close(script)
        lines = values.functions()
        version = try values.version(line: names?.lineAssigning("version") ?? 0)
        try declarations.checkOverrides(path: path, hash: hash)
        kind = try findKind()
    }

    private func check(_ status: pg_status) throws(ScriptError) {
        guard status != PG_OK else { return }
        throw ScriptError(script, status, path: path, hash: hash, callback: "")
    }

    /// The line at which a global function is defined.
    func line(of function: String) -> Int { lines.first { $0.name == function }?.line ?? 0 }

    /// Calls a global function of the script under its budget.
    /// - Returns: its first result.
    /// - Throws: `ScriptError` where there is no such function, it fails, or its result cannot leave the script.
    public func call(_ name: String, _ arguments: [ScriptValue]) throws(ScriptError) -> ScriptValue {
        guard functions.contains(name) else {
            let near = nearestName(to: name, among: functions).map { ": did you mean '\($0)'?" }
            let known = functions.isEmpty ? ": the policy defines none" : ": it has \(functions.joined(separator: ", "))"
            throw mistake("no function '\(name)'\(near ?? known)", line: 0)
        }
        return try values.call(name, arguments, line: line(of: name))
    }

    func mistake(_ message: String, line: Int, kind: ScriptError.Kind = .declaration) -> ScriptError {
        ScriptError(message, path: path, line: line, hash: hash, kind: kind)
    }

    private func findKind() throws(ScriptError) -> PolicyKind? {
        var found = PolicyKind.allCases.filter { functions.contains($0.entry) }
        let isTable = !found.contains(.lifecycle)
        found.removeAll { $0 == .lifecycle }
        if isTable, case .table = try values.global(PolicyKind.lifecycle.entry) { found.append(.lifecycle) }
        guard found.count > 1 else { return found.first }
        let names = found.map { "'\($0.entry)'" }.joined(separator: " and ")
        throw mistake("defines \(names): a policy is of one kind: put each into a file of its own", line: 0)
    }
}

/// The state of a policy, as that of a strategy.
extension PolicyScript {
    public func exportState() throws(ScriptError) -> ScriptValue { try values.exportState() }
    public func importState(_ state: ScriptValue) throws(ScriptError) { try values.importState(state) }
    public var hasMigrate: Bool { functions.contains("migrate") }

    /// See `ScriptInstance.migrate`.
    @discardableResult
    public func migrate(oldState: ScriptValue, oldVersion: Int) throws(ScriptError) -> ScriptValue {
        try values.migrate(oldState, oldVersion, line: line(of: "migrate"))
    }
}

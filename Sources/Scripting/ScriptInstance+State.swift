import CLuaBridge

/// What passes from one version of a script to the next.
extension ScriptInstance {
    private var values: ValueBridge { ValueBridge(script: script, path: path, hash: hash, event: eventNumber) }

    /// `ctx.state`: always a table.
    /// - Throws: `ScriptError` that names the field which cannot be kept outside of the script (`ctx.state.levels[3].f is a function`).
    public func exportState() throws(ScriptError) -> ScriptValue { try values.exportState() }

    /// Makes `state` the script's `ctx.state`.
    /// - Throws: `ScriptError` where it is no table or does not fit into the script's memory; the state is then what it was.
    public func importState(_ state: ScriptValue) throws(ScriptError) { try values.importState(state) }

    /// Whether the script defines `migrate(old_state, old_version)`.
    public var hasMigrate: Bool { migrateLine != nil }

    /// Hands the state of another version to the script's `migrate`; what it returns becomes `ctx.state`.
    /// - Returns: the new state.
    /// - Throws: `ScriptError` where there is no such function, it fails, runs over the budget of a callback, or returns anything but
    ///   a table that can be kept; `ctx.state` is then the table that it was.
    @discardableResult
    public func migrate(oldState: ScriptValue, oldVersion: Int) throws(ScriptError) -> ScriptValue {
        try values.migrate(oldState, oldVersion, line: migrateLine ?? 0)
    }

    /// The handle that the next order gets. A successor goes on from that of its predecessor, so that no two orders share one.
    public var nextOrderHandle: Int64 {
        get { pg_bind_next_handle(script) }
        set { pg_bind_set_next_handle(script, newValue) }
    }

    /// Names of timers by the number that the kernel knows them by.
    public var timerNames: [String] {
        (0..<Int64(pg_bind_timer_count(script))).map { index in pg_bind_timer_name(script, index).map { String(cString: $0) } ?? "" }
    }

    /// Gives the timers of a predecessor their numbers. Comes before the script has run a callback.
    public func adoptTimerNames(_ names: [String]) throws(ScriptError) {
        guard timerNames.isEmpty else { throw mistake("timers are taken over before the script starts one", line: 0, kind: .host) }
        try adoptMoreTimerNames(names)
    }

    /// Adds those of `names` that follow the ones it has.
    func adoptMoreTimerNames(_ names: [String]) throws(ScriptError) {
        for name in names.dropFirst(timerNames.count) where !pg_bind_add_timer_name(script, name) {
            throw mistake("no room for timer '\(name)' of the version before", line: 0, kind: .memory)
        }
    }

    /// Reads what the script says of itself.
    func readVersion(_ names: GlobalNames?) throws(ScriptError) {
        migrateLine = values.functions().first { $0.name == "migrate" }?.line
        let line = names?.lineAssigning("version") ?? 0
        version = try values.version(line: line)
    }

    /// What the script calls itself with a global `name`, where it does.
    public var declaredName: String? {
        var buffer = [CChar](repeating: 0, count: 200)
        guard pg_script_global_text(script, "name", &buffer, buffer.count) else { return nil }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

import CLuaBridge
import Indicators
import Numerics

extension ScriptInstance {
    func load() throws(ScriptError) {
        var functions = pg_host_functions(lookup: hostLookup, declare: hostDeclare, stream: hostStream, native: hostNative)
        try check(pg_bind(script, &functions))
        pg_script_set_log(script, hostLog)
        let length = source.utf8.count
        try check(pg_script_load(script, source, length, "=" + path))
        let globalNames = GlobalNames(of: script)
        let names = try scanNames(globalNames)
        for name in Declarations.priceNames where names.contains(name) { try check(pg_bind_touch(script, name)) }
        keptHandles = Set(declarations.handles.indices.map { Int32($0) })
        try check(pg_script_run(script))
        try check(pg_bind_collect(script))
        try readVersion(globalNames)
        try declarations.checkOverrides(path: path, hash: hash)
        collectSeries()
        try bindParameters()
        try checkCallbacks()
    }

    func check(_ status: pg_status, callback: String = "") throws(ScriptError) {
        guard status != PG_OK else { return }
        throw error(status, callback: callback)
    }

    func mistake(_ message: String, line: Int, kind: ScriptError.Kind = .declaration) -> ScriptError {
        ScriptError(message, path: path, line: line, hash: hash, kind: kind)
    }

    /// A name that is neither of the host nor assigned anywhere in the script is a mistake, found before anything runs.
    /// - Returns: the names that the script reads.
    private func scanNames(_ found: GlobalNames?) throws(ScriptError) -> Set<String> {
        guard let found else {
            readLater = nil
            return Set(Declarations.priceNames)
        }
        readLater = GlobalNames(of: script, functionsOnly: true).map { Set($0.names.map(\.name)) }
        guard let first = found.firstUnknown(Declarations.isKnown) else { return Set(found.names.map(\.name)) }
        throw mistake("undeclared name '\(first.name)': \(hint(for: first.name, assigned: found.assigned))", line: first.line)
    }

    private func hint(for name: String, assigned: Set<String>) -> String {
        if let instead = Declarations.absent[name] { return instead }
        if let near = nearestName(to: name, among: assigned.sorted()) { return "did you mean '\(near)'?" }
        return Declarations.hint(for: name)
    }

    private func collectSeries() {
        let found = SeriesList()
        _ = pg_bind_visit_series(
            script,
            { context, name, id in
                let list = Unmanaged<SeriesList>.fromOpaque(context!).takeUnretainedValue() // passed below, never nil
                list.found.append((name.map { String(cString: $0) }, id))
            }, Unmanaged.passUnretained(found).toOpaque())
        for (name, id) in found.found {
            // A global that no function reads cannot be read after the chunk has run: its column is not needed.
            if let name { globals[name] = id }
            if name.map({ keepsAllSeries || readLater?.contains($0) ?? true }) ?? true { keptHandles.insert(id) }
        }
        series = globals.keys.sorted().map { name in
            let id = declarations.handles[Int(globals[name] ?? 0)]
            return (name, declarations.graph.describe(id) { symbol in self.symbolName(symbol) }, id)
        }
    }

    func symbolName(_ index: Int32) -> String {
        declarations.symbols.indices.contains(Int(index)) ? declarations.symbols[Int(index)] : "symbol \(index)"
    }

    private func checkCallbacks() throws(ScriptError) {
        let decides = [ScriptCallback.onStart, .onBar, .onStep, .onTimer].contains { hasCallback($0) } || triggerCount > 0
        guard !decides else { return }
        let near = ["on_start", "on_bar", "on_step", "on_timer"].joined(separator: ", ")
        throw mistake("the script never decides: define one of \(near), or a trigger with on(condition, function)", line: 0)
    }
}

final class SeriesList {
    var found: [(name: String?, id: Int32)] = []
}

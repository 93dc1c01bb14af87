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
        let names = try scanNames()
        for name in Declarations.priceNames where names.contains(name) { try check(pg_bind_touch(script, name)) }
        keptHandles = Set(declarations.handles.indices.map { Int32($0) })
        try check(pg_script_run(script))
        try check(pg_bind_collect(script))
        try checkOverrides()
        collectSeries()
        try bindParameters()
        try checkCallbacks()
    }

    func check(_ status: pg_status, callback: String = "") throws(ScriptError) {
        guard status != PG_OK else { return }
        throw error(status, callback: callback)
    }

    func mistake(_ message: String, line: Int, kind: ScriptError.Kind = .declaration) -> ScriptError {
        let place = line > 0 ? "\(path):\(line): " : "\(path): "
        return ScriptError(
            kind: kind, message: place + message, path: path, line: line, traceback: "", hash: hash, callback: "", event: 0)
    }

    /// A name that is neither of the host nor assigned anywhere in the script is a mistake, found before anything runs.
    /// - Returns: the names that the script reads.
    private func scanNames() throws(ScriptError) -> Set<String> {
        guard let all = names(pg_script_globals) else {
            readLater = nil
            return Set(Declarations.priceNames)
        }
        readLater = names(pg_script_function_globals).map { Set($0.names.map(\.name)) }
        let found = all
        let assigned = Set(found.names.filter(\.isWrite).map(\.name))
        let unknown = found.names.filter { !$0.isWrite && !assigned.contains($0.name) && !Declarations.isKnown($0.name) }
        guard let first = unknown.min(by: { $0.line < $1.line }) else { return Set(found.names.map(\.name)) }
        throw mistake("undeclared name '\(first.name)': \(hint(for: first.name, assigned: assigned))", line: first.line)
    }

    private func names(
        _ scan: (OpaquePointer?, pg_global_visitor?, UnsafeMutableRawPointer?) -> Bool
    ) -> NameList? {
        let found = NameList()
        let isScanned = scan(
            script,
            { context, name, line, isWrite in
                let list = Unmanaged<NameList>.fromOpaque(context!).takeUnretainedValue() // passed two lines below, never nil
                list.names.append((String(cString: name!), Int(line), isWrite)) // the scan hands a text of its own
            }, Unmanaged.passUnretained(found).toOpaque())
        return isScanned ? found : nil
    }

    private func hint(for name: String, assigned: Set<String>) -> String {
        if let instead = Declarations.absent[name] { return instead }
        if let near = nearestName(to: name, among: assigned.sorted()) { return "did you mean '\(near)'?" }
        return Declarations.hint(for: name)
    }

    private func checkOverrides() throws(ScriptError) {
        for (name, _) in declarations.overrides where !parameters.contains(where: { $0.name == name }) {
            let names = parameters.map(\.name)
            let near = nearestName(to: name, among: names).map { ": did you mean '\($0)'?" } ?? ""
            let known = names.isEmpty ? "the script declares none" : "it has \(names.joined(separator: ", "))"
            throw mistake("no parameter '\(name)'\(near.isEmpty ? ": \(known)" : near)", line: 0, kind: .parameter)
        }
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

final class NameList {
    var names: [(name: String, line: Int, isWrite: Bool)] = []
}

final class SeriesList {
    var found: [(name: String?, id: Int32)] = []
}

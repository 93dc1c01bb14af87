import CLuaBridge

/// The names that a compiled script reads and writes as globals, in the order of its code.
struct GlobalNames {
    var names: [(name: String, line: Int, isWrite: Bool)] = []

    /// Of the chunk compiled last; `nil` where the scan is not possible.
    /// - Parameter functionsOnly: leaves out what only the chunk itself does, before any of its functions is called.
    init?(of script: OpaquePointer, functionsOnly: Bool = false) {
        let collector = Collector()
        let context = Unmanaged.passUnretained(collector).toOpaque()
        let visit: pg_global_visitor = { context, name, line, isWrite in
            guard let context, let name else { return }
            let collector = Unmanaged<Collector>.fromOpaque(context).takeUnretainedValue()
            collector.names.append((String(cString: name), Int(line), isWrite))
        }
        let scan = functionsOnly ? pg_script_function_globals : pg_script_globals
        guard scan(script, visit, context) else { return nil }
        names = collector.names
    }

    private final class Collector {
        var names: [(name: String, line: Int, isWrite: Bool)] = []
    }

    var assigned: Set<String> { Set(names.lazy.filter(\.isWrite).map(\.name)) }

    /// The line that assigns the name last; 0 where none does.
    func lineAssigning(_ name: String) -> Int { names.last { $0.isWrite && $0.name == name }?.line ?? 0 }

    /// The first name that is read, never assigned, and not known either.
    func firstUnknown(_ isKnown: (String) -> Bool) -> (name: String, line: Int)? {
        let assigned = assigned
        let unknown = names.filter { !$0.isWrite && !assigned.contains($0.name) && !isKnown($0.name) }
        return unknown.min { $0.line < $1.line }.map { ($0.name, $0.line) }
    }
}

import CLuaBridge
import Numerics

/// The libraries of the host: `stats`, `risk`, `optimize`, `regime`.
enum NativeLibrary {
    static let names = ["stats", "risk", "optimize", "regime"]
    /// In the order of the documentation.
    static let all: [NativeFunction] = StatsLibrary.functions + RiskLibrary.functions + OptimizeLibrary.functions + RegimeLibrary.functions
    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    static func find(_ name: String) -> NativeFunction? { byName[name] }

    /// What to say of a function that is not there.
    static func hint(for name: String) -> String {
        let near = nearestName(to: name, among: all.map(\.name)).map { ": did you mean '\($0)'?" }
        let library = name.prefix { $0 != "." } + "."
        let there = all.filter { $0.name.hasPrefix(library) }.map { $0.name.dropFirst(library.count) }.joined(separator: ", ")
        return "no function '\(name)'\(near ?? ": \(library.dropLast()) has \(there)")"
    }
}

let hostNative: pg_native_function = { host, name, arguments, count, roots, results, errorText, capacity in
    guard let host, let name else { return -1 }
    let context = Unmanaged<HostContext>.fromOpaque(host).takeUnretainedValue()
    let text = String(cString: name)
    guard let function = NativeLibrary.find(text) else {
        write(NativeLibrary.hint(for: text), to: errorText, capacity)
        return -1
    }
    guard roots >= 0 else { return 0 }
    do {
        try LinearAlgebra.require()
        let values = try function.call(NativeValue.read(UnsafeBufferPointer(start: arguments, count: Int(count))))
        context.results.set(values)
        results?.pointee = context.results.pointer
        return context.results.count
    } catch {
        let message = "\(error)"
        write(message.hasPrefix(text) ? message : "\(text): \(message)", to: errorText, capacity)
        return -1
    }
}

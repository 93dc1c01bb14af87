import Indicators
import Numerics

/// The names that a policy may use, and what to say of the others.
enum PolicyNames {
    private static let host = ["param", "ctx", "log", "vector", "matrix"] + NativeLibrary.names
    private static let known = Set(host + Declarations.libraryNames)
    private static let orders = Declarations.hostNames.filter { !host.contains($0) && $0 != "on" && $0 != "whenever" && $0 != "stream" }

    static func isKnown(_ name: String) -> Bool { known.contains(name) }

    static func hint(for name: String, assigned: Set<String> = []) -> String {
        if let instead = Declarations.absent[name] { return instead }
        if let near = nearestName(to: name, among: assigned.sorted()) { return "did you mean '\(near)'?" }
        if Declarations.priceNames.contains(name) { return "a policy sees no prices: it decides on what its arguments hold" }
        if orders.contains(name) { return "a policy places no orders: it returns its answer" }
        if Declarations.isKnown(name) { return "a policy has no series or triggers: it decides on what its arguments hold" }
        if let near = nearestName(to: name, among: host + Declarations.libraryNames) { return "did you mean '\(near)'?" }
        return "a policy has its arguments, \(host.joined(separator: ", ")) and the functions of Lua"
    }
}

/// How to mend a name that is none of those that there are.
func suggestion(for name: String, among known: [String]) -> String {
    nearestName(to: name, among: known).map { "did you mean '\($0)'?" } ?? "there are \(known.joined(separator: ", "))"
}

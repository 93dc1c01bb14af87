/// Why a script could not be loaded or was stopped, with everything needed to find and mend it.
public struct ScriptError: Error, Sendable, CustomStringConvertible {
    public enum Kind: String, Sendable {
        case syntax, declaration, parameter, runtime, memory, budget, host
    }
    public let kind: Kind
    /// Begins with `path:line:` where the line is known.
    public let message: String
    public let path: String
    /// 0 where it is unknown.
    public let line: Int
    /// One frame a line; empty where there is none.
    public let traceback: String
    /// Content hash of the script's text.
    public let hash: String
    /// The callback that failed, such as `on_bar`; empty while loading.
    public let callback: String
    /// Sequence number of the event that was being decided; 0 while loading.
    public let event: UInt64

    public var description: String {
        var text = message
        if !callback.isEmpty { text += "\n  in \(callback) at event \(event), script \(hash.prefix(12))" }
        if !traceback.isEmpty { text += "\n" + traceback.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n") }
        return text
    }
}

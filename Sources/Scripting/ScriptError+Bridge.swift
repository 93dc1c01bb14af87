import CLuaBridge

extension ScriptError {
    /// What the sandbox said last.
    /// - Parameters:
    ///   - callback: empty while loading.
    ///   - line: for an error that no line of the script raised, such as one about what a function has returned.
    init(_ script: OpaquePointer, _ status: pg_status, path: String, hash: String, callback: String, event: UInt64 = 0, line: Int = 0) {
        let detail = pg_script_error(script).pointee
        let kind: Kind =
            switch status {
            case PG_ERR_SYNTAX: .syntax
            case PG_ERR_MEMORY: .memory
            case PG_ERR_BUDGET: .budget
            case PG_ERR_RUNTIME: callback.isEmpty ? .declaration : .runtime
            default: .host
            }
        var message = text(detail.message)
        let place = detail.line > 0 ? Int(detail.line) : line
        if detail.line == 0 && !message.hasPrefix(path) { message = "\(path):\(line > 0 ? "\(line):" : "") \(message)" }
        self.init(
            kind: kind, message: message, path: path, line: place, traceback: text(detail.traceback), hash: hash,
            callback: callback, event: event)
    }

    /// A mistake that the host found.
    init(_ message: String, path: String, line: Int, hash: String, kind: Kind = .declaration) {
        let place = line > 0 ? "\(path):\(line): " : "\(path): "
        self.init(kind: kind, message: place + message, path: path, line: line, traceback: "", hash: hash, callback: "", event: 0)
    }
}

import Scripting

/// Policies read from files.
enum PolicyFile {
    /// - Throws: `CommandError` where the file cannot be read, `ScriptError` where it is no policy.
    static func load(_ path: String, overrides: [(name: String, value: Double)] = [], limits: ScriptLimits = ScriptLimits()) throws -> PolicyScript {
        let file = try ScriptFile.read(path)
        return try PolicyScript(source: file.text, path: path, hash: file.hash, overrides: overrides, limits: limits)
    }
}

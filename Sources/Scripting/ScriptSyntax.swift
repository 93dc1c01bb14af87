import CLuaBridge

/// Whether a text is whole as a text, before anything of it runs.
public enum ScriptSyntax {
    /// What does not compile, with file and line; nil where all does.
    public static func fault(_ source: String, path: String) -> String? {
        var limits = ScriptLimits().bridged
        guard let script = pg_script_new(&limits, nil) else { return "\(path): no sandbox could be made to compile it" }
        defer { pg_script_free(script) }
        let status = pg_script_load(script, source, source.utf8.count, "=" + path)
        guard status != PG_OK else { return nil }
        return ScriptError(script, status, path: path, hash: "", callback: "").message
    }
}

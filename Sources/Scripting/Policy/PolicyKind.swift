import CLuaBridge

/// What a policy decides, told by the global name that it defines.
public enum PolicyKind: String, CaseIterable, Sendable {
    /// Weights of strategies: the function `allocate`.
    case allocation
    /// Stages of strategies: the table `lifecycle`.
    case lifecycle
    /// Limits below the native ones: the function `tighten`.
    case risk

    public var entry: String {
        switch self {
        case .allocation: "allocate"
        case .lifecycle: "lifecycle"
        case .risk: "tighten"
        }
    }

    /// The kind of a text that defines the name of one and neither callback nor trigger of a strategy; `nil` of any other text, or one
    /// that does not compile. Runs nothing.
    public static func of(source: String) -> PolicyKind? {
        var limits = ScriptLimits().bridged
        guard let script = pg_script_new(&limits, nil) else { return nil }
        defer { pg_script_free(script) }
        guard pg_script_load(script, source, source.utf8.count, "=policy") == PG_OK, let names = GlobalNames(of: script) else { return nil }
        let assigned = names.assigned
        let isStrategy = Declarations.callbackNames.contains(where: assigned.contains)
            || names.names.contains { ["on", "whenever"].contains($0.name) && !assigned.contains($0.name) }
        return isStrategy ? nil : allCases.first { assigned.contains($0.entry) }
    }
}

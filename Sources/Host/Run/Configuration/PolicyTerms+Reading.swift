import Configuration
import Kernel
import Scripting

extension PolicyTerms {
    /// The policies of a configuration, in the order in which they are asked: stages first, then capital, then limits.
    static func read(_ root: YAMLMapping, _ paths: ConfiguredPaths, isAutomatic: Bool) throws -> [PolicyTerms] {
        try [PolicyKind.lifecycle, .allocation, .risk].compactMap { kind in
            guard let node = root[kind.rawValue] else { return nil }
            let keys = try node.mapping(keys: ["script", "every", "params", "reload"])
            var terms = PolicyTerms(
                kind: kind, script: try paths.existing(keys.required("script"), "a policy in Lua"),
                every: try keys["every"].map { try RunConfiguration.period($0) } ?? standardPeriod(kind), node: node)
            terms.isAutomatic = try keys.choice("reload", ["auto", "manual"]).map { $0 == "auto" } ?? isAutomatic
            if let parameters = try keys.mapping("params") {
                terms.parameters = try parameters.entries.map {
                    ParameterChange(name: $0.key.text, value: try RunConfiguration.parameter($0.value))
                }
            }
            return terms
        }
    }

    /// Limits follow the market more closely than capital does.
    private static func standardPeriod(_ kind: PolicyKind) -> Int64 { kind == .risk ? 60_000_000_000 : 86_400_000_000_000 }
}

import Kernel
import Scripting

/// How a version differs from another, in words.
enum VersionDifference {
    static func describe(from old: ScriptInstance, to new: ScriptInstance) -> [String] {
        var lines: [String] = []
        if old.version != new.version { lines.append("version \(old.version) → \(new.version)") }
        lines += parameters(old.parameters, new.parameters)
        lines += series(old.series.map { ($0.name, $0.definition) }, new.series.map { ($0.name, $0.definition) })
        for callback in ScriptCallback.allCases where old.hasCallback(callback) != new.hasCallback(callback) {
            lines.append("\(callback.name) is \(new.hasCallback(callback) ? "new" : "gone")")
        }
        if old.triggerCount != new.triggerCount { lines.append("triggers: \(old.triggerCount) → \(new.triggerCount)") }
        if old.hasMigrate != new.hasMigrate { lines.append("migrate is \(new.hasMigrate ? "new" : "gone")") }
        return lines.isEmpty ? ["the same parameters, series and callbacks; only code inside functions differs"] : lines
    }

    private static func parameters(_ old: [ScriptParameter], _ new: [ScriptParameter]) -> [String] {
        var lines: [String] = []
        for parameter in new {
            guard let before = old.first(where: { $0.name == parameter.name }) else {
                lines.append("parameter \(parameter.name) is new (\(text(parameter.value)))")
                continue
            }
            if before.defaultValue != parameter.defaultValue {
                lines.append("parameter \(parameter.name): default \(text(before.defaultValue)) → \(text(parameter.defaultValue))")
            }
            if before.minimum != parameter.minimum || before.maximum != parameter.maximum {
                lines.append("parameter \(parameter.name): range \(range(before)) → \(range(parameter))")
            }
        }
        for parameter in old where !new.contains(where: { $0.name == parameter.name }) { lines.append("parameter \(parameter.name) is gone") }
        return lines
    }

    private static func series(_ old: [(String, String)], _ new: [(String, String)]) -> [String] {
        var lines: [String] = []
        for (name, definition) in new {
            guard let before = old.first(where: { $0.0 == name }) else {
                lines.append("series \(name) = \(definition) is new")
                continue
            }
            if before.1 != definition { lines.append("series \(name): \(before.1) → \(definition)") }
        }
        for (name, _) in old where !new.contains(where: { $0.0 == name }) { lines.append("series \(name) is gone") }
        return lines
    }

    private static func range(_ parameter: ScriptParameter) -> String {
        "\(parameter.minimum.map(text) ?? "…") to \(parameter.maximum.map(text) ?? "…")"
    }

    private static func text(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }
}

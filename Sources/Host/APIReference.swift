/// Makes the Lua API reference out of the annotations.
enum APIReference {
    static func markdown(_ annotations: String) -> String {
        var text = "# The Lua API\n\nWritten by `perigee api --reference` from the annotations that editors use; do not edit.\n"
        var comments: [String] = []
        var tags: [String] = []
        for line in annotations.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("--# ") {
                text += "\n## \(line.dropFirst(4))\n"
            } else if line.hasPrefix("---@alias ") {
                text += alias(line)
            } else if line.hasPrefix("---@") {
                tags.append(String(line.dropFirst(4)))
            } else if line.hasPrefix("---   ") {
                tags.append("option " + line.dropFirst(6))
            } else if line.hasPrefix("--- ") {
                comments.append(String(line.dropFirst(4)))
            } else if line.hasPrefix("function ") {
                text += function(line, comments, tags)
                (comments, tags) = ([], [])
            } else if line.isEmpty || line.hasPrefix("local ") || line.contains(" = ") {
                if let name = tags.first(where: { $0.hasPrefix("class ") }) { text += type(name, comments, tags) }
                (comments, tags) = ([], [])
            }
        }
        return text
    }

    private static func function(_ line: String, _ comments: [String], _ tags: [String]) -> String {
        let signature = line.dropFirst(9).dropLast(4)
        var text = "\n### `\(signature)`\n\n\(comments.joined(separator: " "))\n"
        let details = tags.compactMap { tag -> String? in
            let words = tag.split(separator: " ", maxSplits: 2).map(String.init)
            switch words.first {
            case "option": return "  * \(words.dropFirst().joined(separator: " "))"
            case "param" where words.count == 3: return "* `\(words[1])` \(words[2])"
            case "return": return "* returns \(words.dropFirst().joined(separator: " "))"
            default: return nil
            }
        }
        if !details.isEmpty { text += "\n" + details.joined(separator: "\n") + "\n" }
        return text
    }

    private static func type(_ name: String, _ comments: [String], _ tags: [String]) -> String {
        var text = "\n### \(name.dropFirst(6))\n\n\(comments.joined(separator: " "))\n"
        let fields = tags.compactMap { tag -> String? in
            guard tag.hasPrefix("field ") else { return nil }
            let words = tag.split(separator: " ", maxSplits: 2).map(String.init)
            return "* `\(words[1])` \(words.count > 2 ? words[2] : "")"
        }
        if !fields.isEmpty { text += "\n" + fields.joined(separator: "\n") + "\n" }
        return text
    }

    private static func alias(_ line: String) -> String {
        let words = line.dropFirst(10).split(separator: " ", maxSplits: 1).map(String.init)
        var name = ""
        for character in words[0] { name += character.isUppercase ? (name.isEmpty ? "" : "_") + character.lowercased() : String(character) }
        return "* `\(name)` \(words.count > 1 ? words[1] : "")\n"
    }
}

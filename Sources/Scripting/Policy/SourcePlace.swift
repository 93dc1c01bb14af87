/// Lines of a table in a script's text. Lua keeps no lines of tables, so the texts in it are looked for.
struct SourcePlace {
    private let lines: [Substring]
    /// The line that assigns the table; 0 where it is not found.
    let line: Int

    init(_ source: String, table: String) {
        lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        line = (lines.firstIndex { text in
            let rest = text.drop { $0 == " " || $0 == "\t" }
            return rest.hasPrefix(table) && rest.dropFirst(table.count).first { $0 != " " } == "="
        } ?? -1) + 1
    }

    /// The first line from the table's on that holds the text in quotes.
    func found(_ text: String) -> Int? { first { contains($0, text) } }

    func line(of text: String) -> Int { found(text) ?? line }

    /// The first line that holds all the texts, or else the last of them.
    func line(ofAll texts: [String]) -> Int {
        guard !texts.isEmpty else { return line }
        return first { line in texts.allSatisfy { contains(line, $0) } } ?? texts.compactMap(found).max() ?? line
    }

    private func contains(_ line: Substring, _ text: String) -> Bool {
        ["\"\(text)\"", "'\(text)'"].contains { quoted in
            line.indices.contains { line[$0...].hasPrefix(quoted) }
        }
    }

    private func first(_ holds: (Substring) -> Bool) -> Int? {
        lines.indices.dropFirst(max(line - 1, 0)).first { holds(lines[$0]) }.map { $0 + 1 }
    }
}

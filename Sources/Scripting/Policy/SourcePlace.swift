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

    /// The line of a field's list that holds all the texts; of several the one after `earlier` others. Where no line does, the last
    /// line that first holds one of them.
    func line(in field: String, ofAll texts: [String], earlier: Int) -> Int {
        guard !texts.isEmpty else { return line }
        let start = first { $0.drop { $0 == " " || $0 == "\t" }.hasPrefix(field) } ?? line
        let matches = lines.indices.dropFirst(max(start - 1, 0)).filter { index in texts.allSatisfy { contains(lines[index], $0) } }
        guard let last = matches.last else { return texts.compactMap(found).max() ?? line }
        return (earlier < matches.count ? matches[earlier] : last) + 1
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

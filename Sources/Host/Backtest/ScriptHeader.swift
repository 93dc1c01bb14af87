/// The comment at the head of a script.
enum ScriptHeader {
    /// Its first paragraph, without the comment marks.
    static func summary(_ source: String) -> String {
        var words: [String] = []
        for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("--") else { break }
            let text = line.drop { $0 == "-" || $0 == " " }
            if text.isEmpty { if words.isEmpty { continue } else { break } }
            words.append(String(text))
        }
        return words.joined(separator: " ")
    }
}

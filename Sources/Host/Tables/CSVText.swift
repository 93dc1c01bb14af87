/// Small pieces of CSV text.
enum CSVText {
    /// Without spaces, quotes and carriage returns at the ends.
    static func trimmed(_ text: Substring) -> String {
        var text = text
        while let c = text.first, c == " " || c == "\"" || c == "\u{FEFF}" { text.removeFirst() }
        while let c = text.last, c == " " || c == "\"" || c == "\r" || c == "\r\n" { text.removeLast() }
        return String(text)
    }
}

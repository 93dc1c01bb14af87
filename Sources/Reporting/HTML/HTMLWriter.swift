/// Builds the page as bytes. Everything that is not written by `raw` is escaped.
struct HTMLWriter {
    private(set) var bytes: [UInt8] = []

    mutating func raw(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

    mutating func raw(_ markup: [UInt8]) { bytes.append(contentsOf: markup) }

    /// Text for an element or for an attribute in double quotes.
    mutating func text(_ text: String) { raw(Self.escaped(text)) }

    /// `<tag attributes>text</tag>`; `attributes` is markup.
    mutating func element(_ tag: String, _ attributes: String = "", _ content: String) {
        open(tag, attributes)
        text(content)
        raw("</\(tag)>")
    }

    mutating func element(_ tag: String, _ attributes: String = "", _ body: (inout HTMLWriter) -> Void) {
        open(tag, attributes)
        body(&self)
        raw("</\(tag)>\n")
    }

    private mutating func open(_ tag: String, _ attributes: String) {
        raw(attributes.isEmpty ? "<\(tag)>" : "<\(tag) \(attributes)>")
    }

    mutating func section(_ id: String, _ title: String, _ body: (inout HTMLWriter) -> Void) {
        element("section", "id=\"\(id)\"") { html in
            html.element("h2", "", title)
            html.raw("\n")
            body(&html)
        }
    }

    /// A table that scrolls sideways where the screen is narrow. Columns after the first `textColumns` hold numbers.
    mutating func table(_ titles: [String], textColumns: Set<Int>, _ rows: [[String]]) {
        element("div", "class=\"scroll\"") { html in
            html.element("table") { html in
                html.element("thead") { html in html.row("th", titles, textColumns) }
                html.element("tbody") { html in
                    for row in rows { html.row("td", row, textColumns) }
                }
            }
        }
    }

    private mutating func row(_ tag: String, _ cells: [String], _ textColumns: Set<Int>) {
        element("tr") { html in
            for (index, cell) in cells.enumerated() {
                let isLong = cell.utf8.count > 40 && textColumns.contains(index)
                html.element(tag, isLong ? "class=\"long\"" : textColumns.contains(index) ? "" : "class=\"n\"", cell)
            }
        }
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
                result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A script element. `</script` and `<!--` inside would end or comment out the element, so their second character
    /// gets a backslash, which changes nothing in a JavaScript string or regular expression.
    mutating func script(_ source: String) {
        raw("<script>")
        let source = Array(source.utf8)
        bytes.reserveCapacity(bytes.count + source.count + 64)
        var copied = 0
        for index in source.indices.dropLast() where source[index] == UInt8(ascii: "<") {
            let next = source[index + 1]
            guard next == UInt8(ascii: "/") || next == UInt8(ascii: "!") else { continue }
            let word = source[(index + 1)...].prefix(7).map { $0 | (($0 >= 0x41 && $0 <= 0x5A) ? 0x20 : 0) }
            guard word.starts(with: "/script".utf8) || word.starts(with: "!--".utf8) else { continue }
            bytes.append(contentsOf: source[copied...index])
            bytes.append(UInt8(ascii: "\\"))
            copied = index + 1
        }
        bytes.append(contentsOf: source[copied...])
        raw("</script>\n")
    }
}

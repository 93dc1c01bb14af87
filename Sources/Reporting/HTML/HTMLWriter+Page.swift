extension HTMLWriter {
    /// The frame that all pages share: nothing may be fetched, whatever a text in them says.
    mutating func page(_ title: String, _ body: (inout HTMLWriter) -> Void) {
        raw("<!doctype html>\n<html lang=\"en\">\n")
        element("head") { html in
            html.raw("<meta charset=\"utf-8\">\n")
            html.raw(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'unsafe-inline'; "
                    + "style-src 'unsafe-inline'; img-src data: blob:\">\n")
            html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
            html.element("title", "", title)
            html.raw("\n<style>\(HTMLStyle.sheet)</style>\n")
        }
        element("body", "", body)
        raw("</html>\n")
    }

    /// Data that a script of the page reads.
    mutating func data(_ json: [UInt8]) {
        raw("<script type=\"application/json\" id=\"data\">")
        raw(json)
        raw("</script>\n")
    }

    mutating func tile(_ title: String, _ value: String, _ style: String, _ note: String, _ convention: String) {
        element("div", "class=\"tile\" title=\"\(HTMLWriter.escaped(convention))\"") { html in
            html.element("span", "class=\"label\"", title)
            html.element("strong", "class=\"\(style)\"", value)
            html.element("span", "class=\"note\"", note)
        }
    }

    /// Why the pictures do not move.
    mutating func noteOnStaticCharts() {
        element("p", "class=\"finding note\"") { html in
            html.raw(
                "These charts are static because <code>plotly.min.js</code> was not found. "
                    + "Run <code>scripts/setup</code> and write the report again for charts that zoom.")
        }
    }
}

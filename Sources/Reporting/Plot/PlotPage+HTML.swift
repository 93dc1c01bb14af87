extension PlotPage {
    /// - Parameter plotlyJS: the text of `plotly.min.js`. Without it the pictures are static and a note says how to get it.
    /// - Returns: UTF-8.
    public func html(plotlyJS: String?) -> [UInt8] {
        var html = HTMLWriter()
        html.page(title) { html in
            html.element("main") { html in
                header(&html)
                if plotlyJS == nil, !figures.isEmpty { html.noteOnStaticCharts() }
                for (index, figure) in figures.enumerated() { write(figure, index, &html) }
                for (index, table) in tables.enumerated() { write(table, index, &html) }
                if !footer.isEmpty { html.element("footer", "", footer) }
            }
            guard let plotlyJS else { return }
            html.data(PlotPayload.json(figures))
            html.script(plotlyJS)
            html.script(HTMLScripts.basis)
            html.script(HTMLScripts.plots)
        }
        return html.bytes
    }

    private func header(_ html: inout HTMLWriter) {
        html.element("header") { html in
            html.element("h1", "", title)
            if !lead.isEmpty { html.element("p", "class=\"lead\"", lead) }
            html.element("p", "class=\"facts\"") { html in
                for fact in facts { html.element("span", "", fact) }
            }
        }
        for warning in warnings {
            html.element("article", "class=\"finding warning\"") { html in html.element("p", "", warning) }
        }
        guard !tiles.isEmpty else { return }
        html.element("div", "class=\"tiles\"") { html in
            for tile in tiles { html.tile(tile.label, tile.value, "", tile.note, tile.convention) }
        }
    }

    private func write(_ figure: PlotFigure, _ index: Int, _ html: inout HTMLWriter) {
        html.section("figure-\(index + 1)", figure.title) { html in
            if !figure.note.isEmpty { html.element("p", "class=\"hint\"", figure.note) }
            html.element("div", "class=\"plot\" data-plot=\"\(index)\"") { html in figure.writeStatic(&html) }
        }
    }

    private func write(_ table: Table, _ index: Int, _ html: inout HTMLWriter) {
        html.section("table-\(index + 1)", table.title) { html in
            html.table(table.columns, textColumns: table.textColumns, table.rows)
            if !table.hint.isEmpty { html.element("p", "class=\"hint\"", table.hint) }
        }
    }
}

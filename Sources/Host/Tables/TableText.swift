import Reporting

/// Lines that the portfolio commands have in common.
enum TableText {
    /// What the numbers come from: file, dates, rows, assets and what to know of them.
    static func source(_ table: ReturnsTable) -> String {
        let kind = table.isLog ? "log returns" : table.prices == nil ? "returns" : "returns of prices"
        var text = "\(table.path): \(table.rows) \(kind) of \(table.assets) asset\(table.assets == 1 ? "" : "s"), \(table.firstDate) to \(table.lastDate)\n"
        for note in table.notes { text += "note: \(note)\n" }
        return text
    }

    /// Six significant digits.
    static func significant(_ value: Double) -> String {
        guard value.isFinite, value != 0 else { return value.isNaN ? FigureText.missing : "\(value)" }
        var (scale, places) = (value.magnitude, 5)
        while scale >= 10, places > 0 { (scale, places) = (scale / 10, places - 1) }
        while scale < 1, places < 17 { (scale, places) = (scale * 10, places + 1) }
        if places > 9 {
            var (mantissa, exponent) = (value, 0)
            while mantissa.magnitude < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
            return "\(FigureText.fixed(mantissa, 3))e\(exponent)"
        }
        return FigureText.fixed(value, places, grouped: false)
    }

    static func probability(_ value: Double) -> String {
        value.isNaN ? FigureText.missing : value < 0.0001 ? "<0.0001" : FigureText.fixed(value, 4)
    }
}

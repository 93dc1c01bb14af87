import Market
import Numerics
import Reporting

extension JSONWriter {
    mutating func pair(_ key: String, _ value: String) {
        self.key(key)
        self.value(value)
    }

    mutating func pair(_ key: String, _ value: Int) {
        self.key(key)
        self.value(value)
    }

    mutating func pair(_ key: String, _ value: Bool) {
        self.key(key)
        self.value(value)
    }

    /// `null` where there is none, and for what is not finite.
    mutating func pair(_ key: String, _ value: Double?) {
        self.key(key)
        if let value { self.value(value) } else { null() }
    }

    mutating func pair(_ key: String, _ values: [Double]) {
        self.key(key)
        numbers(values)
    }

    mutating func pair(_ key: String, _ values: [String]) {
        self.key(key)
        array(.compact) { json in for value in values { json.value(value) } }
    }

    /// Row after row.
    mutating func pair(_ key: String, _ matrix: Matrix) {
        self.key(key)
        array { json in for row in 0..<matrix.rows { json.numbers(matrix.row(row)) } }
    }

    mutating func pair(_ key: String, dates times: [Int64]) {
        self.key(key)
        array(.compact) { json in for time in times { json.value(time: time) } }
    }

    /// The keys with which every result over a table of returns begins.
    mutating func source(_ table: ReturnsTable) {
        key("data")
        object { json in
            json.pair("path", table.path)
            json.pair("kind", table.isLog ? "log" : "simple")
            json.pair("from_prices", table.prices != nil)
            json.pair("from", table.firstDate)
            json.pair("to", table.lastDate)
            json.pair("rows", table.rows)
            json.pair("dropped_rows", table.droppedRows)
            json.pair("missing_cells", table.missingCells)
            json.pair("notes", table.notes)
        }
        pair("names", table.names)
    }

    /// The object that `body` fills, as text with a line feed at the end.
    static func text(_ body: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        json.object(.pretty, body)
        json.finish()
        return String(decoding: json.bytes, as: UTF8.self)
    }
}

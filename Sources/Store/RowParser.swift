import Market

/// Turns rows into tables of bars.
struct RowParser {
    let path: String
    let layout: CSVLayout
    let options: ReadOptions
    private let fields: CSVFields
    private var line = 0

    init(path: String, layout: CSVLayout, options: ReadOptions) {
        self.path = path
        self.layout = layout
        self.options = options
        fields = CSVFields(capacity: layout.names.count)
    }

    func free() { fields.free() }

    /// Reads all rows. Long files have a table a symbol, wide ones a table a column.
    mutating func read(_ lines: inout CSVLines, _ file: MappedFile) throws(DataError) -> [BarTable] {
        let capacity = CSVLines.count(file.bytes)
        switch layout.form {
        case .wide: return try readWide(&lines, capacity)
        case .bars, .closeOnly:
            return layout.symbol == nil ? try readOne(&lines, file, capacity) : try readLong(&lines)
        }
    }

    private mutating func readOne(_ lines: inout CSVLines, _ file: MappedFile, _ capacity: Int) throws(DataError) -> [BarTable] {
        let table = BarTable(symbol: options.symbol ?? CSVBarReader.baseName(path), capacity: capacity)
        var forgotten = 0
        while let bytes = lines.next() {
            line = lines.number
            try split(bytes)
            try table.append(row(), line: line, path: path)
            if lines.offset - forgotten > 32 << 20 {
                forgotten = lines.offset
                file.forget(upTo: forgotten)
            }
        }
        return table.isEmpty ? [] : [table]
    }

    private mutating func readLong(_ lines: inout CSVLines) throws(DataError) -> [BarTable] {
        var tables: [BarTable] = []
        var places: [String: Int] = [:]
        let column = layout.symbol ?? 0
        while let bytes = lines.next() {
            line = lines.number
            try split(bytes)
            let symbol = fields.text(column)
            guard !symbol.isEmpty else { throw complaint("the symbol is empty") }
            if places[symbol] == nil {
                places[symbol] = tables.count
                tables.append(BarTable(symbol: symbol, capacity: 256))
            }
            try tables[places[symbol] ?? 0].append(row(), line: line, path: path)
        }
        return tables
    }

    private mutating func readWide(_ lines: inout CSVLines, _ capacity: Int) throws(DataError) -> [BarTable] {
        let columns = layout.names.indices.filter { $0 != layout.date }
        let tables = columns.map { BarTable(symbol: layout.names[$0], capacity: capacity) }
        while let bytes = lines.next() {
            line = lines.number
            try split(bytes)
            let (time, isDate) = try moment()
            for (table, column) in zip(tables, columns) {
                // A symbol that did not trade yet has an empty field.
                guard fields.start(column) < fields.end(column) else { continue }
                let (price, decimals) = try price(column, layout.names[column])
                try table.append(BarRow(time: time, isDate: isDate, open: price, high: price, low: price, close: price, volume: 0, decimals: decimals), line: line, path: path)
            }
        }
        return tables.filter { !$0.isEmpty }
    }

    private func split(_ bytes: UnsafeBufferPointer<UInt8>) throws(DataError) {
        let found = fields.split(bytes, layout.separator)
        guard found == layout.names.count else {
            throw complaint("\(found) fields: expected \(layout.names.count) as in the header (\(layout.names.joined(separator: ", ")))")
        }
    }

    func complaint(_ message: String) -> DataError { DataError(path, line: line, message) }

    @inline(__always)
    private func row() throws(DataError) -> BarRow {
        let (time, isDate) = try moment()
        let close = try price(layout.close, "close")
        var row = BarRow(time: time, isDate: isDate, open: close.0, high: close.0, low: close.0, close: close.0, volume: 0, decimals: close.1)
        if layout.form == .bars {
            let (open, high, low) = (try price(layout.open, "open"), try price(layout.high, "high"), try price(layout.low, "low"))
            (row.open, row.high, row.low) = (open.0, high.0, low.0)
            row.decimals = max(close.1, open.1, high.1, low.1)
            try checkRange(row)
        }
        if let column = layout.volume { row.volume = try volume(column) }
        return row
    }

    private func moment() throws(DataError) -> (Int64, Bool) {
        if let clock = layout.timeOfDay {
            let joined = Array((fields.text(layout.date) + " " + fields.text(clock)).utf8)
            if let parsed = joined.withUnsafeBytes({ Timestamp.parse($0, offset: options.utcOffset) }) { return (parsed.time.nanoseconds, parsed.isDate) }
        } else if let parsed = Timestamp.parse(fields.bytes(layout.date), offset: options.utcOffset) {
            return (parsed.time.nanoseconds, parsed.isDate)
        }
        throw complaint("'\(fields.text(layout.date))' is no date: expected forms are 2020-01-31, 2020/01/31, 20200131, with an optional 15:30:00 and zone, or Unix time")
    }

    @inline(__always)
    private func price(_ column: Int, _ name: String) throws(DataError) -> (Double, Int) {
        guard let (value, decimals) = DecimalReader.read(fields.start(column), fields.end(column)) else {
            let text = fields.text(column)
            throw complaint(text.isEmpty ? "\(name) is empty: expected a price" : "\(name) '\(text)' is not a finite number: expected a price such as 101.25")
        }
        guard value > 0 else { throw complaint("\(name) \(fields.text(column)) is not positive: prices must be above zero") }
        guard value < 9e9 else { throw complaint("\(name) \(fields.text(column)) is too large: prices go up to 9 billion") }
        return (value, decimals)
    }

    private func volume(_ column: Int) throws(DataError) -> Double {
        if fields.start(column) == fields.end(column) { return 0 }
        guard let (value, _) = DecimalReader.read(fields.start(column), fields.end(column)) else {
            throw complaint("volume '\(fields.text(column))' is not a finite number")
        }
        guard value >= 0 else { throw complaint("volume \(fields.text(column)) is negative") }
        return value
    }

    private func checkRange(_ row: BarRow) throws(DataError) {
        if row.high < row.low { throw complaint("high \(row.high) is below low \(row.low)") }
        // Adjusted data is rounded column by column: a bar may miss its own range by the last digits.
        let slack = row.high * 1e-6
        for (name, value) in [("open", row.open), ("close", row.close)] where value > row.high + slack || value < row.low - slack {
            throw complaint("\(name) \(value) is outside low \(row.low) … high \(row.high)")
        }
    }
}

struct BarRow {
    let time: Int64
    let isDate: Bool
    var open: Double
    var high: Double
    var low: Double
    var close: Double
    var volume: Double
    var decimals: Int
}

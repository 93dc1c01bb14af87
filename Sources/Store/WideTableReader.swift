import Market
import Numerics

/// Turns the lines of a wide CSV file into columns.
struct WideTableReader {
    private let options: WideTableOptions
    private let file: MappedFile
    private var lines: CSVLines
    private let fields: CSVFields
    private let separator: UInt8
    private let headerCount: Int
    /// Where the chosen columns stand in a line.
    private let places: [Int]
    private var table: WideTable
    private var first: Int64?
    private var last: (time: Int64, line: Int)?

    private static let dateNames = ["", "date", "time", "datetime", "timestamp", "day"]
    /// What other programs write for a value that is not there.
    private static let missingTexts = ["nan", "na", "n/a", "null", "none", "-"]

    init(_ path: String, _ options: WideTableOptions) throws(DataError) {
        self.options = options
        file = try MappedFile(path)
        lines = CSVLines(file.bytes)
        guard let header = lines.next() else { throw DataError(path, "holds only blank lines: expected the header date,A,B,… and rows") }
        separator = CSVLayout.separator(of: UnsafeRawBufferPointer(header))
        let names = String(decoding: header, as: UTF8.self)
            .split(separator: Character(Unicode.Scalar(separator)), omittingEmptySubsequences: false).map { CSVLayout.clean($0) }
        try WideTableReader.check(names, path, lines.number)
        places = try WideTableReader.places(options.columns, names, path, lines.number)
        headerCount = names.count
        fields = CSVFields(capacity: names.count)
        table = WideTable(path: path, names: places.map { names[$0] }, columns: places.map { _ in [] })
    }

    func free() { fields.free() }

    mutating func read() throws(DataError) -> WideTable {
        let capacity = CSVLines.count(file.bytes)
        for column in table.columns.indices { table.columns[column].reserveCapacity(capacity) }
        while let line = lines.next() {
            let found = fields.split(line, separator)
            guard found == headerCount else { throw complaint("\(found) fields: expected \(headerCount) as in the header") }
            let time = try moment()
            guard time >= options.from, time <= options.to else { continue }
            table.times.append(time)
            table.lines.append(lines.number)
            for (column, place) in places.enumerated() { table.columns[column].append(try cell(place, column)) }
        }
        guard table.rows > 0 else { throw noRows() }
        return table
    }

    private func complaint(_ message: String) -> DataError { DataError(table.path, line: lines.number, message) }

    private func noRows() -> DataError {
        guard let first, let last else { return DataError(table.path, "no rows below the header") }
        return DataError(table.path, "no rows between the dates asked for: it goes from \(Timestamp(nanoseconds: first).text) to \(Timestamp(nanoseconds: last.time).text)")
    }

    private mutating func moment() throws(DataError) -> Int64 {
        guard let time = Timestamp.parse(fields.bytes(0))?.time.nanoseconds else {
            throw complaint("'\(fields.text(0))' is no date: expected forms are 2020-01-31, 2020/01/31, 20200131, with an optional 15:30:00 and zone")
        }
        if let last, time <= last.time {
            throw complaint(
                time == last.time ? "duplicate date \(fields.text(0)), as on line \(last.line): keep one of them"
                    : "the date \(fields.text(0)) is before \(Timestamp(nanoseconds: last.time).text) on line \(last.line): sort the rows by date")
        }
        if first == nil { first = time }
        last = (time, lines.number)
        return time
    }

    private func cell(_ place: Int, _ column: Int) throws(DataError) -> Double {
        let (start, end) = (fields.start(place), fields.end(place))
        if start < end, let (value, _) = DecimalReader.read(start, end) { return value }
        let text = fields.text(place)
        let isMissing = text.isEmpty || WideTableReader.missingTexts.contains(text.lowercased())
        if isMissing, options.missingAdvice == nil { return .nan }
        guard let advice = options.missingAdvice, isMissing else {
            throw complaint("\(table.names[column]) '\(text)' is not a finite number")
        }
        throw complaint("\(table.names[column]) is \(text.isEmpty ? "empty" : "'\(text)', a missing value"): \(advice)")
    }

    private static func check(_ names: [String], _ path: String, _ line: Int) throws(DataError) {
        let first = names[0]
        guard dateNames.contains(first.lowercased()) else {
            let isRow = Array(first.utf8).withUnsafeBytes { Timestamp.parse($0) } != nil || Double(first) != nil
            throw DataError(
                path, line: line,
                isRow ? "the header is missing: expected a first line date,A,B,… with the names of the columns"
                    : "the first column is '\(first)': expected 'date', and then one column a name")
        }
        guard names.count > 1 else { throw DataError(path, line: line, "the header names no column but the date: expected date,A,B,…") }
        var places: [String: Int] = [:]
        for (place, name) in names.enumerated().dropFirst() {
            guard !name.isEmpty else { throw DataError(path, line: line, "column \(place + 1) has no name") }
            if let earlier = places.updateValue(place, forKey: name) {
                throw DataError(path, line: line, "the name '\(name)' is given to column \(earlier + 1) and to column \(place + 1): rename one")
            }
        }
    }

    private static func places(_ wanted: [String]?, _ names: [String], _ path: String, _ line: Int) throws(DataError) -> [Int] {
        guard let wanted else { return Array(1..<names.count) }
        var places: [Int] = []
        for name in wanted {
            guard let place = names.dropFirst().firstIndex(of: name) else {
                let near = nearestName(to: name, among: names.dropFirst()).map { ": did you mean '\($0)'?" } ?? ""
                throw DataError(path, line: line, "has no column '\(name)'\(near)")
            }
            guard !places.contains(place) else { throw DataError(path, line: line, "the column '\(name)' is asked for twice") }
            places.append(place)
        }
        return places
    }
}

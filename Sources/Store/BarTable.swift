import Market

/// Rows of one symbol as they are read; becomes immutable columns.
final class BarTable {
    let symbol: String
    private var rows = 0
    private var columns: BarBuffer
    private var decimals = 0
    private var isDescending: Bool?
    private var hasDates = true

    init(symbol: String, capacity: Int) {
        self.symbol = symbol
        columns = BarBuffer(capacity: max(capacity, 16))
    }

    deinit { columns.free() }

    var isEmpty: Bool { rows == 0 }

    func append(_ row: BarRow, line: Int, path: String) throws(DataError) {
        if rows > 0 { try checkOrder(row, line, path) }
        if rows == columns.capacity { columns.grow() }
        columns.set(rows, row)
        decimals = max(decimals, row.decimals)
        hasDates = hasDates && row.isDate
        rows += 1
    }

    @inline(__always)
    private func checkOrder(_ row: BarRow, _ line: Int, _ path: String) throws(DataError) {
        let previous = columns.time[rows - 1]
        if row.time > previous && isDescending != true {
            isDescending = false
        } else if row.time < previous && isDescending != false {
            isDescending = true
        } else {
            throw orderMistake(row, previous, line, path)
        }
    }

    private func orderMistake(_ row: BarRow, _ previous: Int64, _ line: Int, _ path: String) -> DataError {
        let moment = Timestamp(nanoseconds: row.time).text
        if row.time == previous { return DataError(path, line: line, "duplicate time \(moment) of \(symbol): keep one row a bar") }
        let before = Timestamp(nanoseconds: previous).text
        return DataError(path, line: line, "time \(moment) of \(symbol) is out of order after \(before): sort the rows by time")
    }

    /// The rows within the options' period, oldest first.
    func finish(path: String, hash: String, layout: CSVLayout, options: ReadOptions) throws(DataError) -> LoadedSeries {
        var notes: [String] = []
        if isDescending == true {
            columns.reverse(rows)
            notes.append("rows were newest first and have been reversed")
        }
        let first = options.from.map { from in (0..<rows).first { columns.time[$0] >= from.nanoseconds } ?? rows } ?? 0
        let last = options.to.map { to in (0..<rows).last { columns.time[$0] <= to.nanoseconds } ?? -1 } ?? rows - 1
        guard first <= last else {
            let span = "\(Timestamp(nanoseconds: columns.time[0]).text) to \(Timestamp(nanoseconds: columns.time[rows - 1]).text)"
            throw DataError(path, "no bars of \(symbol) between --from and --to: the file holds \(span)")
        }
        let interval = columns.medianSpacing(first...last)
        notes += columns.gapNotes(first...last, interval: interval)
        if layout.form != .bars { notes.append("closes only: open, high and low are the close, so stops and limits inside a bar cannot be seen") }
        if layout.volume == nil { notes.append("no volume column: volume is zero") }
        let offset: Int64 = hasDates ? 86_400_000_000_000 : options.labelsOpening ? interval : 0
        return LoadedSeries(
            symbol: symbol, path: path, hash: hash, bars: columns.columns(first...last, completionOffset: offset), priceDigits: decimals,
            interval: interval, isCloseOnly: layout.form != .bars, notes: notes)
    }
}

import Glibc
import Market
import Numerics
import Store

extension ReturnsTable {
    /// - Throws: `DataError` with file, line and column name for missing or impossible values, and where too few rows are left.
    static func read(_ path: String, _ options: ReturnsTableOptions = ReturnsTableOptions()) throws -> ReturnsTable {
        var reading = WideTableOptions()
        reading.from = options.from?.nanoseconds ?? .min
        reading.to = options.to?.nanoseconds ?? .max
        reading.columns = options.columns
        reading.missingAdvice =
            options.missing == .refuse ? "fill it, or give --missing complete (leave out such rows) or --missing pairwise" : nil
        let table = try WideTable.read(path, reading)
        try check(table, options)
        let changes = options.isPrices ? returns(ofPrices: table, isLog: options.isLog) : table.columns
        let lead = options.isPrices ? 1 : 0
        let all = changes.first?.indices ?? 0..<0
        let gaps = changes.reduce(0) { $0 + $1.count(where: \.isNaN) }
        let kept = options.missing == .complete ? all.filter { row in changes.allSatisfy { !$0[row].isNaN } } : Array(all)
        guard kept.count >= options.minimumRows else {
            let dropped = kept.count < all.count ? " (\(all.count - kept.count) left out for missing values)" : ""
            throw DataError(path, "\(kept.count) row\(kept.count == 1 ? "" : "s") of returns\(dropped): expected at least \(options.minimumRows)")
        }
        let columns = changes.map { column in kept.map { column[$0] } }
        let prices = options.isPrices ? Matrix(columns: table.columns.map { column in kept.map { column[$0 + lead] } }) : nil
        let dropped = all.count - kept.count
        return ReturnsTable(
            path: path, names: table.names, times: kept.map { table.times[$0 + lead] }, returns: Matrix(columns: columns), prices: prices,
            isLog: options.isLog, missing: options.missing, droppedRows: dropped, missingCells: gaps,
            notes: try notes(table.names, columns, path, dropped: dropped, gaps: options.missing == .pairwise ? gaps : 0))
    }

    /// The change from each row to the next; NaN where one of the two prices is missing.
    private static func returns(ofPrices table: WideTable, isLog: Bool) -> [[Double]] {
        table.columns.map { prices in
            zip(prices, prices.dropFirst()).map { isLog ? log($1 / $0) : $1 / $0 - 1 }
        }
    }

    private static func check(_ table: WideTable, _ options: ReturnsTableOptions) throws {
        var hasLoss = false
        for (name, column) in zip(table.names, table.columns) {
            for (row, value) in column.enumerated() {
                if options.isPrices && value <= 0 {
                    throw DataError(table.path, line: table.lines[row], "\(name) \(value) is not positive: prices must be above zero for returns to be taken")
                }
                if !options.isPrices && value < -1 {
                    throw DataError(table.path, line: table.lines[row], "\(name) \(value) loses more than everything: expected simple returns, 0.01 for one percent")
                }
                if value < 0 { hasLoss = true }
            }
        }
        guard !options.isPrices, !hasLoss, table.rows >= 10 else { return }
        let values = table.columns.flatMap { $0 }.filter { !$0.isNaN }
        guard !values.isEmpty, mean(values) > 0.2 else { return }
        throw DataError(table.path, "no value is negative and their mean is \(mean(values)): these look like prices: give --prices")
    }

    private static func notes(_ names: [String], _ columns: [[Double]], _ path: String, dropped: Int, gaps: Int) throws -> [String] {
        var notes: [String] = []
        if dropped > 0 { notes.append("\(dropped) row\(dropped == 1 ? "" : "s") left out because a value is missing") }
        if gaps > 0 { notes.append("\(gaps) value\(gaps == 1 ? " is" : "s are") missing: each pair of assets uses the rows in which both have one") }
        var seen: [[Double]: Int] = [:]
        for (index, column) in columns.enumerated() {
            let known = column.filter { !$0.isNaN }
            guard known.count > 1 else { throw DataError(path, "\(names[index]) has \(known.count) value\(known.count == 1 ? "" : "s"): expected at least 2") }
            if known.allSatisfy({ $0 == known[0] }) {
                notes.append("\(names[index]) is constant (\(known[0])): its volatility is zero")
            } else if let earlier = seen[column] {
                notes.append("\(names[index]) repeats \(names[earlier]): the two move as one")
            } else {
                seen[column] = index
            }
        }
        return notes
    }
}

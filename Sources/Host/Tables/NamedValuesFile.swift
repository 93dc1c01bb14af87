import Numerics
import Store

/// A CSV file that gives numbers to names, `name,weight`: each asset exactly once, in any order. A first line without numbers is the header.
enum NamedValuesFile {
    /// - Parameters:
    ///   - names: the assets, in the order of the result.
    ///   - columns: what the numbers are, such as `weight`; the last `optional` of them may be absent throughout.
    /// - Returns: one array a column, in the order of `names`; empty for a column that is absent.
    /// - Throws: `DataError` with line for unknown, repeated and missing names, and for what is no finite number.
    static func read(_ path: String, names: [String], columns: [String], optional: Int = 0) throws -> [[Double]] {
        let file = try MappedFile(path)
        let known = Set(names)
        var rows: [String: (values: [Double], line: Int)] = [:]
        var width = 0
        let lines = String(decoding: file.bytes, as: UTF8.self).split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map { CSVText.trimmed($0) }
            if line.hasPrefix("#") || fields.allSatisfy(\.isEmpty) { continue }
            if rows.isEmpty && width == 0 && fields.count > 1 && fields.dropFirst().allSatisfy({ Double($0) == nil && !$0.isEmpty }) {
                width = try header(fields, columns, optional, path, index + 1)
                continue
            }
            if width == 0 { width = fields.count - 1 }
            guard fields.count - 1 == width, (columns.count - optional...columns.count).contains(width) else {
                throw DataError(path, line: index + 1, "\(fields.count) fields: expected name,\(columns.joined(separator: ","))")
            }
            guard known.contains(fields[0]) else { throw DataError(path, line: index + 1, unknown(fields[0], names)) }
            try take(fields, index + 1, path, columns, &rows)
        }
        let missing = names.filter { rows[$0] == nil }
        guard missing.isEmpty else {
            throw DataError(path, "no \(columns[0]) for \(missing.prefix(5).joined(separator: ", "))\(missing.count > 5 ? " and \(missing.count - 5) more" : ""): give each asset a line, 0 where there is none")
        }
        return columns.indices.map { column in column < width ? names.map { rows[$0]?.values[column] ?? 0 } : [] }
    }

    private static func header(_ fields: [String], _ columns: [String], _ optional: Int, _ path: String, _ line: Int) throws -> Int {
        let given = fields.dropFirst().map { $0.lowercased() }
        guard given.count >= columns.count - optional, given == Array(columns.prefix(given.count)) else {
            throw DataError(path, line: line, "the header is '\(fields.joined(separator: ","))': expected name,\(columns.joined(separator: ","))")
        }
        return given.count
    }

    private static func take(
        _ fields: [String], _ line: Int, _ path: String, _ columns: [String], _ rows: inout [String: (values: [Double], line: Int)]
    ) throws {
        if let earlier = rows[fields[0]] { throw DataError(path, line: line, "'\(fields[0])' is given twice, first on line \(earlier.line)") }
        let values = try zip(fields.dropFirst(), columns).map { text, column in
            guard let value = Double(text), value.isFinite else {
                throw DataError(path, line: line, "\(column) of \(fields[0]) '\(text)' is not a finite number")
            }
            return value
        }
        rows[fields[0]] = (values, line)
    }

    private static func unknown(_ name: String, _ names: [String]) -> String {
        let near = nearestName(to: name, among: names).map { ": did you mean '\($0)'?" }
        return "unknown name '\(name)'\(near ?? ": the returns have \(names.prefix(8).joined(separator: ", "))\(names.count > 8 ? " …" : "")")"
    }
}

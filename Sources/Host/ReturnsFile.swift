import Market
import Store

/// Returns read from a CSV file: `date,return`, or one column of returns; a header line is recognised by its first field.
struct ReturnsFile {
    let path: String
    let times: [Int64]
    let values: [Double]

    /// - Throws: `DataError` with file and line.
    static func read(_ path: String) throws -> ReturnsFile {
        let file = try MappedFile(path)
        var times: [Int64] = []
        var values: [Double] = []
        for (index, line) in String(decoding: file.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let text = line.filter { $0 != "\r" && $0 != " " && $0 != "\r\n" }
            if text.isEmpty || text.hasPrefix("#") { continue }
            let fields = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            if values.isEmpty && times.isEmpty, Double(fields.last ?? "") == nil {
                // The header, unless its first field is a date: then the number is at fault.
                if Array(fields[0].utf8).withUnsafeBytes({ Timestamp.parse($0) }) == nil { continue }
            }
            guard fields.count <= 2 else { throw DataError(path, line: index + 1, "\(fields.count) fields: expected date,return or one return") }
            guard let value = Double(fields.last ?? ""), value.isFinite else {
                throw DataError(path, line: index + 1, "'\(fields.last ?? "")' is not a finite number: expected a return such as 0.012")
            }
            guard value >= -1 else { throw DataError(path, line: index + 1, "\(value) loses more than everything: expected simple returns, 0.01 for one percent") }
            if fields.count == 2 { times.append(try time(fields[0], path, index + 1, after: times.last)) }
            values.append(value)
        }
        guard !values.isEmpty else { throw DataError(path, "holds no returns") }
        guard times.isEmpty || times.count == values.count else { throw DataError(path, "some rows have a date and some have none") }
        return ReturnsFile(path: path, times: times, values: values)
    }

    private static func time(_ text: String, _ path: String, _ line: Int, after last: Int64?) throws -> Int64 {
        guard let moment = Array(text.utf8).withUnsafeBytes({ Timestamp.parse($0) }) else {
            throw DataError(path, line: line, "'\(text)' is no date: expected 2020-01-31")
        }
        if let last, moment.time.nanoseconds <= last { throw DataError(path, line: line, "the date \(text) is not after the one before: sort the rows by date") }
        return moment.time.nanoseconds
    }
}

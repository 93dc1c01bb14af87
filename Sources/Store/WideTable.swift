/// A CSV file `date,A,B,…`: dates ascending, one column of numbers for each name.
public struct WideTable: Sendable {
    public let path: String
    public let names: [String]
    /// UTC nanoseconds of each row, ascending.
    public internal(set) var times: [Int64] = []
    /// The line of the file that each row stands on.
    public internal(set) var lines: [Int] = []
    /// One array a name, in the order of `names`; NaN where a cell is missing.
    public internal(set) var columns: [[Double]]

    /// - Throws: `DataError` with line and column name for a missing header, names or dates given twice, dates out of order, rows of
    ///   another length, cells that are not finite numbers, and no rows.
    public static func read(_ path: String, _ options: WideTableOptions = WideTableOptions()) throws(DataError) -> WideTable {
        var reader = try WideTableReader(path, options)
        defer { reader.free() }
        return try reader.read()
    }

    public var rows: Int { times.count }
}

public struct WideTableOptions: Sendable {
    /// Inclusive bounds in UTC nanoseconds.
    public var from: Int64 = .min
    public var to: Int64 = .max
    /// Which columns, in which order; `nil` for all but the date. What is not chosen is not looked at.
    public var columns: [String]?
    /// How a user can go on where a cell is missing; `nil` where missing cells are allowed, and become NaN.
    public var missingAdvice: String? = "fill it"

    public init() {}
}

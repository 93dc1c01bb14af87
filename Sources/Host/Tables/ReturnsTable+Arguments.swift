import Market
import Store

extension ReturnsTable {
    /// The options of every command that reads such a table.
    static let options = [
        Option("returns", "FILE.csv", "date,A,B,… with simple returns of each period (0.01 is one percent), one column an asset"),
        Option("prices", nil, "the file holds prices: returns are taken from one row to the next"),
        Option("columns", "A,B,…", "which columns, in which order (all)"),
        Option("from", "DATE", "first row to use"), Option("to", "DATE", "last row to use"),
        Option("missing", "WAY", "empty cells: refuse, complete (leave out rows that lack one), pairwise (refuse)"),
    ]
    /// For commands to which simple and log returns are both of use.
    static let logOption = Option("log", nil, "with --prices: log returns instead of simple ones")

    /// - Throws: `CommandError` for options that do not go together, `DataError` for what is wrong with the file.
    static func read(_ arguments: Arguments, command: String, minimumRows: Int = 2) throws -> ReturnsTable {
        guard let path = arguments.text("returns") else {
            throw CommandError("perigee \(command): which returns? Give --returns FILE.csv with the columns date,A,B,… (--prices where it holds prices)")
        }
        var options = ReturnsTableOptions()
        options.isPrices = arguments.has("prices")
        options.isLog = arguments.has("log")
        guard options.isPrices || !options.isLog else {
            throw CommandError("--log: taken from prices only: give --prices where \(path) holds prices, or leave --log out")
        }
        options.from = try arguments.time("from")
        options.to = try arguments.time("to", endOfDay: true)
        if let from = options.from, let to = options.to, from > to { throw CommandError("--from is after --to") }
        options.columns = try arguments.names("columns")
        options.missing = try arguments.choice("missing", MissingCells.self) ?? .refuse
        options.minimumRows = minimumRows
        return try read(path, options)
    }
}

extension Arguments {
    /// Names with commas between them.
    func names(_ name: String) throws -> [String]? {
        guard let text = text(name) else { return nil }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { CSVText.trimmed($0) }
        guard !parts.contains("") else { throw CommandError("--\(name) '\(text)': expected names with commas between them, such as A,B") }
        return parts
    }
}

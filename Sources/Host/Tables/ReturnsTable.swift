import Market
import Numerics
import Optimization
import Store

/// Returns of several assets over the same periods, read from a file of returns or of prices.
struct ReturnsTable {
    let path: String
    let names: [String]
    /// UTC nanoseconds at the end of each period.
    let times: [Int64]
    /// T × N, one row a period; NaN where a value is missing and `.pairwise` was asked for.
    let returns: Matrix
    /// T × N prices at the ends of the periods, where the file holds prices.
    let prices: Matrix?
    let isLog: Bool
    let missing: MissingCells
    /// Rows left out because one of their values is missing.
    let droppedRows: Int
    let missingCells: Int
    /// What a reader of the results should know of the data.
    let notes: [String]

    var rows: Int { returns.rows }
    var assets: Int { returns.columns }
    var firstDate: String { Timestamp(nanoseconds: times.first ?? 0).text }
    var lastDate: String { Timestamp(nanoseconds: times.last ?? 0).text }
    /// For the estimators, which see NaN only where the user asked for pairwise data.
    var missingData: MissingData { missing == .pairwise && missingCells > 0 ? .pairwise(.nearestCorrelation) : .refuse }

    func column(_ name: String) -> [Double]? { names.firstIndex(of: name).map { returns.column($0) } }
}

/// What to do with cells that hold nothing.
enum MissingCells: String, CaseIterable {
    case refuse, complete, pairwise
}

struct ReturnsTableOptions {
    /// The file holds prices, from which returns are taken.
    var isPrices = false
    /// Logarithms of the ratios of prices instead of relative changes.
    var isLog = false
    var from: Timestamp?
    var to: Timestamp?
    var columns: [String]?
    var missing = MissingCells.refuse
    /// Fewest periods that the caller can use.
    var minimumRows = 2
}

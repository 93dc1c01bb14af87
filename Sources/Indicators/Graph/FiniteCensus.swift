/// Where a column becomes finite and how much of it is not.
public struct FiniteCensus: Equatable, Sendable {
    /// The first row with a finite value; `nil` while there is none.
    public private(set) var firstFinite: Int?
    /// Rows after `firstFinite` whose value is NaN or infinite.
    public private(set) var nonFiniteAfter = 0
    private var rows = 0

    public init() {}

    /// Counts the next rows of the column.
    mutating func add(_ values: UnsafePointer<Double>, _ count: Int) {
        var start = 0
        if firstFinite == nil {
            while start < count && !values[start].isFinite { start += 1 }
            if start < count { firstFinite = rows + start }
        }
        var finite = 0
        for row in start..<count { finite &+= values[row] - values[row] == 0 ? 1 : 0 }
        nonFiniteAfter += count - start - finite
        rows += count
    }
}

/// A row space: the rows of one symbol at one timeframe.
public struct SourceKey: Hashable, Sendable {
    /// −1 for the symbol of the script's instance, else the caller's number for another symbol.
    public let symbol: Int32
    /// Nanoseconds of one row, 0 for the rows as they come.
    public let timeframe: Int64

    public init(symbol: Int32 = -1, timeframe: Int64 = 0) {
        self.symbol = symbol
        self.timeframe = timeframe
    }

    /// The rows that drive the instance. Callbacks and triggers see every series in these rows.
    public static let native = SourceKey()
}

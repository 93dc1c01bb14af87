import Market

/// Bars read from a file, with what identifies them.
public struct LoadedSeries: Sendable {
    public let symbol: String
    public let path: String
    /// SHA-256 of the file's bytes.
    public let hash: String
    public let bars: BarColumns
    /// The most decimal places seen in a price, at most nine.
    public let priceDigits: Int
    /// The median spacing of bars in nanoseconds; 0 for fewer than two.
    public let interval: Int64
    public let isCloseOnly: Bool
    /// What a user should know of the data: reversed order, large gaps, missing columns.
    public let notes: [String]

    public init(
        symbol: String, path: String, hash: String, bars: BarColumns, priceDigits: Int, interval: Int64, isCloseOnly: Bool, notes: [String]
    ) {
        self.symbol = symbol
        self.path = path
        self.hash = hash
        self.bars = bars
        self.priceDigits = priceDigits
        self.interval = interval
        self.isCloseOnly = isCloseOnly
        self.notes = notes
    }
}

/// How to read bars from files.
public struct ReadOptions: Hashable, Sendable {
    /// Names the symbol; the file's base name otherwise.
    public var symbol: String?
    /// The first and last moment to keep, both inclusive.
    public var from: Timestamp?
    public var to: Timestamp?
    /// Nanoseconds that times without a zone are ahead of UTC.
    public var utcOffset: Int64 = 0
    /// Intraday labels name the opening of a bar rather than its close.
    public var labelsOpening = false

    public init() {}
}

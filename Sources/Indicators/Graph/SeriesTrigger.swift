/// A condition that calls a script.
public struct SeriesTrigger: Sendable {
    /// A condition in native rows.
    public let condition: SeriesID
    public let mode: TriggerMode
    /// Earlier rows do not fire, and do not count as having been true.
    public let firstRow: Int

    public init(_ condition: SeriesID, _ mode: TriggerMode, firstRow: Int = 0) {
        self.condition = condition
        self.mode = mode
        self.firstRow = firstRow
    }
}

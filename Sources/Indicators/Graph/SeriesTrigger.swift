/// A condition that calls a script.
public struct SeriesTrigger: Sendable {
    /// A condition in native rows.
    public let condition: SeriesID
    public let mode: TriggerMode
    /// Earlier rows do not fire, and do not count as having been true.
    public let firstRow: Int
    /// Series in native rows, such as the arguments of the callback: rows before each of them has had a finite value are treated
    /// like rows before `firstRow`.
    public let ready: [SeriesID]

    public init(_ condition: SeriesID, _ mode: TriggerMode, firstRow: Int = 0, ready: [SeriesID] = []) {
        self.condition = condition
        self.mode = mode
        self.firstRow = firstRow
        self.ready = ready
    }
}

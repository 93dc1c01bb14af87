/// What a journal knows of a run without reading its entries.
public struct RunSummary: Hashable, Sendable {
    public let run: Int
    public let manifest: Manifest
    /// UTC nanoseconds by the clock on the wall when it began.
    public let recorded: Int64
    /// Where relative paths of the manifest begin.
    public let directory: String
    public let entries: Int64
    public let lastEvent: UInt64
    /// The kernel's time at the last entry.
    public let lastTime: Int64
    /// `nil` where the recording was cut off, or goes on.
    public let outcome: RunOutcome?
    let manifestBytes: [UInt8]
    let genesis: [UInt8]
}

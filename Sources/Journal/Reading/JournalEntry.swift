/// One entry as it stands in the journal.
public struct JournalEntry: Hashable, Sendable {
    public let run: Int
    /// Its place in the run, from 1.
    public let number: Int64
    /// The number of the last event it covers; notes of the host have that of the event before them.
    public let event: UInt64
    /// UTC nanoseconds of the kernel after it; the least 64-bit number before the first bar.
    public let time: Int64
    let kindCode: Int64
    public let payload: [UInt8]
    public let hash: [UInt8]

    public func record() throws(CodecError) -> Record { try RecordCodec.decode(payload) }
}

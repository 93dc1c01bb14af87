/// The entries of a group, in one piece of memory, until they go to the database together.
struct EntryBuffer {
    struct Entry {
        let event: UInt64
        let time: Int64
        let kind: RecordKind
        /// Where its payload ends; it begins where the one before ends.
        let end: Int
    }
    private(set) var entries: [Entry] = []
    private(set) var payloads: [UInt8] = []
    private(set) var hashes: [UInt8] = []

    var isEmpty: Bool { entries.isEmpty }

    mutating func append(event: UInt64, time: Int64, kind: RecordKind, payload: [UInt8], _ chain: HashChain) {
        payloads += payload
        chain.withHead { hashes.append(contentsOf: $0) }
        entries.append(Entry(event: event, time: time, kind: kind, end: payloads.count))
    }

    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        payloads.removeAll(keepingCapacity: true)
        hashes.removeAll(keepingCapacity: true)
    }
}

import Kernel

/// A replayed event led to something else than it did when it was recorded.
public struct ReplayDivergence: Error, Sendable, CustomStringConvertible {
    public let event: UInt64
    public let recorded: [Effect]
    public let replayed: [Effect]

    public var description: String {
        "event \(event): the replay wants \(replayed.count) effect\(replayed.count == 1 ? "" : "s") where \(recorded.count) \(recorded.count == 1 ? "was" : "were")"
            + " recorded, or others: the program, the data or the script is not the one of the recording"
    }
}

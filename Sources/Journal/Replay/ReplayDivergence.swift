import Kernel

/// A replayed event led to something else than it did when it was recorded.
public struct ReplayDivergence: Error, Sendable, CustomStringConvertible {
    public let event: UInt64
    public let recorded: [Effect]
    public let replayed: [Effect]

    public var description: String {
        "event \(event): the replay wants other effects (\(replayed.count)) than were recorded (\(recorded.count)): the program, the data or the"
            + " script is not the one of the recording"
    }
}

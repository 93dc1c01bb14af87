import Desk
import Market

/// Where the events of a run come from: recorded bars, made-up ones, a feed.
///
/// The host asks when the next event is due, waits, and takes it. A source with a connection wakes the host through its descriptors.
protocol EventSource: AnyObject {
    /// What it gives bars of, in the order of the instruments in them.
    var feeds: [InstrumentFeed] { get }
    /// Where its bars come from, for the report.
    var origin: [String] { get }
    /// Files to wait on for input while no event is due.
    var descriptors: [Int32] { get }
    /// The events where they are known beforehand and come again at each start; nil for a feed.
    var tape: (any EventTape)? { get }
    /// - Parameter now: seconds of the steady clock.
    func next(_ now: Double) -> NextEvent
    /// The event that `next` said is ready.
    func take() -> DeskEvent
}

enum NextEvent: Equatable {
    /// One can be taken; the moment at which it is complete, in nanoseconds of its own time.
    case ready(moment: Int64)
    /// None before this many seconds of the steady clock.
    case due(Double)
    /// Unknown: the descriptors will say.
    case waiting
    case end
}

extension EventSource {
    var descriptors: [Int32] { [] }
    var tape: (any EventTape)? { nil }
}

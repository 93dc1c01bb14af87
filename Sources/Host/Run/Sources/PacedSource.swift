import Desk

/// Plays a tape as fast as possible, at a multiple of the speed at which its time passes, or step by step as an operator asks.
final class PacedSource: EventSource {
    private let events: any EventTape
    /// Seconds of the tape in a second of the clock; nil for as fast as possible.
    private let speed: Double?
    private var start: (clock: Double, moment: Int64)?

    /// Whether events wait until they are taken by hand.
    private let isStepped: Bool

    init(_ tape: any EventTape, speed: Double?, isStepped: Bool = false) {
        events = tape
        self.speed = speed
        self.isStepped = isStepped
    }

    var feeds: [InstrumentFeed] { events.feeds }
    var origin: [String] { events.origin }
    var tape: (any EventTape)? { events }

    func next(_ now: Double) -> NextEvent {
        guard let moment = events.moment else { return .end }
        if isStepped { return .waiting }
        guard let speed else { return .ready(moment: moment) }
        guard let start else {
            // The first event is due at once.
            self.start = (now, moment)
            return .ready(moment: moment)
        }
        let due = start.clock + Double(moment - start.moment) / 1e9 / speed
        return due <= now ? .ready(moment: moment) : .due(due)
    }

    func take() -> DeskEvent { events.take() }
}

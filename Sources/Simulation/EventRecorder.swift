import Kernel
import Market

/// Keeps what a kernel was told and what it wanted, so that a run can be repeated without its venue.
public final class EventRecorder: EventLog {
    public struct Entry: Sendable {
        /// An event other than bars; `nil` for a run of bars.
        public let event: Event?
        /// The steps of a run of bars.
        public let steps: Range<Int>
        public let effects: [Effect]
    }
    public private(set) var entries: [Entry] = []

    public init() {}

    public func record(_ event: Event, effects: ArraySlice<Effect>, time: Timestamp) -> Bool {
        entries.append(Entry(event: event, steps: 0..<0, effects: Array(effects)))
        return true
    }

    public func recordBars(_ steps: Range<Int>, effects: ArraySlice<Effect>, time: (Int) -> Timestamp) -> Bool {
        entries.append(Entry(event: nil, steps: steps, effects: Array(effects)))
        return true
    }

    /// Feeds the entries to a fresh kernel, bars one at a time, and returns the effects of each entry.
    public func replay(into kernel: Kernel) -> [[Effect]] {
        entries.map { entry in
            if let event = entry.event {
                kernel.process(event)
            } else {
                for step in entry.steps { kernel.process(.bars(step: step)) }
            }
            defer { kernel.clearEffects() }
            return kernel.effects
        }
    }
}

import Market

/// Keeps what happened to a kernel and what that led to. A driver hands each event over with its effects before it lets them act.
public protocol EventLog: AnyObject {
    /// An event other than bars. `time` is the kernel's after it.
    /// - Returns: whether it was kept. Where it was not, its effects must not act, and the run ends.
    func record(_ event: Event, effects: ArraySlice<Effect>, time: Timestamp) -> Bool

    /// The bars of `steps`, of which only the last had effects, if any had. `time` is the kernel's after a step of them.
    func recordBars(_ steps: Range<Int>, effects: ArraySlice<Effect>, time: (Int) -> Timestamp) -> Bool
}

import Kernel
import Market

/// Feeds the events of a journal to a kernel that has seen none, and holds what it wants to what was recorded. Afterwards the kernel is in
/// the state in which the recorded one was after the same event.
public final class JournalReplay {
    public let kernel: Kernel
    public let strategy: ReplayedStrategy
    /// The number of the last event fed.
    public private(set) var event: UInt64 = 0
    /// What happened last, in words of its kind, and what it led to.
    public private(set) var lastKind: RecordKind?
    public private(set) var lastEffects: [Effect] = []
    private let cursor: EntryCursor
    /// The record that comes next, read one ahead: whether an event ended the script is said after it.
    private var pending: (record: Record, first: UInt64)?
    private var fed = 0

    /// - Parameters:
    ///   - kernel: one whose strategy is `strategy`.
    ///   - cursor: at its start.
    public init(_ kernel: Kernel, _ strategy: ReplayedStrategy, _ cursor: EntryCursor) throws(JournalError) {
        self.kernel = kernel
        self.strategy = strategy
        self.cursor = cursor
        pending = try read()
    }

    private func read() throws(JournalError) -> (record: Record, first: UInt64)? {
        guard try cursor.next() else { return nil }
        let record = try cursor.record()
        return (record, cursor.event - UInt64(record.eventCount) + 1)
    }

    /// Goes on to an event, or to the end.
    /// - Parameters:
    ///   - note: is given what is no event, in its place among the events.
    ///   - effects: is given those of each record, after it.
    /// - Throws: `JournalError` for damage, `ReplayDivergence`.
    public func run(
        through last: UInt64, note: (Record.Content) throws -> Void = { _ in }, effects: ([Effect]) throws -> Void = { _ in }
    ) throws {
        while let (record, first) = pending {
            if record.eventCount == 0 {
                try note(record.content)
                pending = try read()
                continue
            }
            guard first + UInt64(fed) <= last else { return }
            let count = Int(min(UInt64(record.eventCount - 1), last - first)) + 1
            if count < record.eventCount {
                try feed(record, from: fed, to: count, first: first, isAbortedAtEnd: false)
                fed = count
                return
            }
            pending = try read()
            var isAborted = false
            if case .failure(let failure)? = pending?.record.content { isAborted = failure.kind == ScriptFailure.byClock }
            try feed(record, from: fed, to: count, first: first, isAbortedAtEnd: isAborted)
            fed = 0
            try effects(lastEffects)
        }
    }

    private func feed(_ record: Record, from start: Int, to end: Int, first: UInt64, isAbortedAtEnd: Bool) throws(ReplayDivergence) {
        strategy.clearIntents()
        kernel.clearEffects()
        let isWhole = end == record.eventCount
        switch record.content {
        case .event(let happened):
            if isAbortedAtEnd { strategy.abort() }
            kernel.process(happened)
        case .bars(let steps):
            let range = (steps.lowerBound + start)..<(steps.lowerBound + end)
            try feedBars(isAbortedAtEnd ? range.dropLast() : range, firstEvent: first + UInt64(start), isLast: isWhole && !isAbortedAtEnd)
            if isAbortedAtEnd {
                strategy.abort()
                _ = kernel.advance(through: (range.upperBound - 1)..<range.upperBound)
            }
        default: return
        }
        event = first + UInt64(end) - 1
        lastKind = record.kind
        lastEffects = kernel.effects
        let recorded = isWhole ? record.effects : []
        guard kernel.effects == recorded else { throw ReplayDivergence(event: event, recorded: recorded, replayed: kernel.effects) }
    }

    /// The kernel stops at each step that has effects: only the last of an entry may.
    private func feedBars(_ steps: Range<Int>, firstEvent: UInt64, isLast: Bool) throws(ReplayDivergence) {
        var step = steps.lowerBound
        while step < steps.upperBound {
            step = kernel.advance(through: step..<steps.upperBound)
            if !kernel.effects.isEmpty && (step < steps.upperBound || !isLast) {
                throw ReplayDivergence(event: firstEvent + UInt64(step - steps.lowerBound) - 1, recorded: [], replayed: kernel.effects)
            }
        }
    }
}

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
    /// The record that comes next. The cursor is one ahead of it: whether an event ended the script is said after it.
    private var record = Record(.event(.start))
    private var hasRecord = false
    private var eventCount = 0
    private var first: UInt64 = 0
    private var hasNext = false
    /// How many of the record's bars were fed.
    private var fed = 0

    /// - Parameters:
    ///   - kernel: one whose strategy is `strategy`.
    ///   - cursor: at its start.
    public init(_ kernel: Kernel, _ strategy: ReplayedStrategy, _ cursor: EntryCursor) throws(JournalError) {
        self.kernel = kernel
        self.strategy = strategy
        self.cursor = cursor
        hasNext = try cursor.next()
        try read()
    }

    private func read() throws(JournalError) {
        hasRecord = hasNext
        guard hasNext else { return }
        record = try cursor.record()
        eventCount = record.eventCount
        first = cursor.event - UInt64(eventCount) + 1
        hasNext = try cursor.next()
    }

    /// Goes on to an event, or to the end.
    /// - Parameters:
    ///   - note: is given what is no event, in its place among the events.
    ///   - effects: is given those of each record, after it.
    /// - Throws: `JournalError` for damage, `ReplayDivergence`.
    public func run(
        through last: UInt64, note: (Record.Content) throws -> Void = { _ in }, effects: ([Effect]) throws -> Void = { _ in }
    ) throws {
        while hasRecord {
            if eventCount == 0 {
                try note(record.content)
                try read()
                continue
            }
            guard first + UInt64(fed) <= last else { return }
            let count = Int(min(UInt64(eventCount - 1), last - first)) + 1
            let isWhole = count == eventCount
            try feed(from: fed, to: count, isAbortedAtEnd: isWhole ? isAbortedByClock() : false)
            fed = isWhole ? 0 : count
            guard isWhole else { return }
            try effects(lastEffects)
            try read()
        }
    }

    private func isAbortedByClock() throws(JournalError) -> Bool {
        guard hasNext, cursor.kindCode == Int64(RecordKind.failure.rawValue) else { return false }
        if case .failure(let failure) = try cursor.record().content { return failure.kind == ScriptFailure.byClock }
        return false
    }

    private func feed(from start: Int, to end: Int, isAbortedAtEnd: Bool) throws(ReplayDivergence) {
        strategy.clearIntents()
        kernel.clearEffects()
        let isWhole = end == eventCount
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
        // Most events want nothing, and most comparisons are of nothing with nothing.
        if !(kernel.effects.isEmpty && lastEffects.isEmpty) { lastEffects = kernel.effects }
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

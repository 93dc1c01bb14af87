import Kernel
import Market

/// A kernel whose effects can be had only when they are in the journal: the way in which a host drives one.
///
/// The kernel inside cannot be told anything but through here, and what it wants comes out as `ReleasedEffects`, which nothing else
/// can make: whoever carries out effects takes those, and cannot act before the journal has been written.
public final class JournaledKernel {
    /// When effects are let go.
    public enum Release: Sendable {
        /// Once the entry is in the open group: for effects that end with the program, as those of a simulated venue do.
        case grouped
        /// Once the group is in the database: for everything that others could see.
        case committed
    }
    private let kernel: Kernel
    private let writer: RunWriter
    private let release: Release

    /// - Parameter kernel: one that nothing else drives.
    public init(_ kernel: Kernel, writer: RunWriter, release: Release) {
        self.kernel = kernel
        self.writer = writer
        self.release = release
    }

    /// The kernel's view, for reading.
    public func read<T>(_ body: (Kernel) -> T) -> T { body(kernel) }

    /// - Throws: `JournalError`; the effects of the event are gone then, and nothing may follow.
    public func process(_ event: Event) throws(JournalError) -> ReleasedEffects {
        kernel.process(event)
        try writer.append(event, effects: kernel.effects[...], time: kernel.now)
        return try handOver()
    }

    /// Processes bars as `Kernel.advance(through:)` does.
    public func advance(through range: Range<Int>) throws(JournalError) -> (end: Int, effects: ReleasedEffects) {
        let end = kernel.advance(through: range)
        try writer.appendBars(range.lowerBound..<end, effects: kernel.effects[...], time: kernel.now)
        return (end, try handOver())
    }

    private func handOver() throws(JournalError) -> ReleasedEffects {
        let effects = kernel.effects
        kernel.clearEffects()
        if release == .committed && !effects.isEmpty { try writer.commit() }
        return ReleasedEffects(effects: effects, event: writer.lastEvent)
    }
}

/// Effects that are in a journal.
public struct ReleasedEffects: Sendable {
    public let effects: [Effect]
    /// The number of the event that had them.
    public let event: UInt64

    fileprivate init(effects: [Effect], event: UInt64) {
        self.effects = effects
        self.event = event
    }
}

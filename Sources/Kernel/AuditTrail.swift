import Market
import Money
import Trading

/// What the kernel did, event by event: a sequence number, a running hash over events and effects, and, when recording,
/// one record per event. Runs of bars without effects share a record that names the steps it covers.
public struct AuditTrail: Sendable {
    public struct Record: Hashable, Sendable {
        public enum Kind: String, Sendable { case start, bars, quote, tick, report, corporateAction, clock, parameters, end }
        /// Sequence numbers of the first and last event that the record covers.
        public let first: UInt64
        public let last: UInt64
        public let kind: Kind
        public let time: Timestamp
        public let effects: Int
        /// The running hash after it.
        public let hash: UInt64
    }
    public private(set) var sequence: UInt64 = 0
    public private(set) var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
    public private(set) var records: [Record] = []
    public let isRecording: Bool

    init(isRecording: Bool) { self.isRecording = isRecording }

    mutating func recordBars(_ steps: Range<Int>, time: Timestamp, effects: [Effect]) {
        let first = sequence + 1
        sequence += UInt64(steps.count)
        guard isRecording || !effects.isEmpty else { return }
        mix(UInt64(bitPattern: Int64(steps.upperBound)))
        finish(.bars, first: first, time: time, effects: effects)
    }

    mutating func record(event: Event, time: Timestamp, effects: [Effect]) {
        sequence += 1
        mix(UInt64(bitPattern: time.nanoseconds))
        let kind: Record.Kind
        switch event {
        case .start: kind = .start
        case .bars(let step):
            kind = .bars
            mix(UInt64(bitPattern: Int64(step)))
        case .quote(let quote):
            kind = .quote
            mix(UInt64(bitPattern: quote.bid.raw), UInt64(bitPattern: quote.ask.raw))
        case .tick(let tick):
            kind = .tick
            mix(UInt64(bitPattern: tick.price.raw), UInt64(bitPattern: tick.size.raw))
        case .report(let report):
            kind = .report
            mix(UInt64(bitPattern: report.order.raw), UInt64(report.kind.rawValue) << 8 | UInt64(report.reason.rawValue))
            mix(UInt64(bitPattern: report.fill.price.raw), UInt64(bitPattern: report.fill.quantity.raw))
            mix(UInt64(truncatingIfNeeded: report.fill.fee.raw))
        case .corporateAction(let action):
            kind = .corporateAction
            mix(UInt64(bitPattern: Int64(action.instrument.index)))
        case .clock: kind = .clock
        case .parametersChanged(let changes):
            kind = .parameters
            for change in changes { mix(change.value.bitPattern) }
        case .end: kind = .end
        }
        finish(kind, first: sequence, time: time, effects: effects)
    }

    private mutating func finish(_ kind: Record.Kind, first: UInt64, time: Timestamp, effects: [Effect]) {
        for effect in effects { mix(effect) }
        guard isRecording else { return }
        records.append(Record(first: first, last: sequence, kind: kind, time: time, effects: effects.count, hash: hash))
    }

    private mutating func mix(_ effect: Effect) {
        switch effect {
        case .submit(let order):
            mix(UInt64(bitPattern: order.id.raw), UInt64(order.side.rawValue) << 8 | UInt64(order.type.rawValue))
            mix(UInt64(bitPattern: order.quantity.raw), UInt64(bitPattern: order.limitPrice.raw))
            mix(UInt64(bitPattern: order.stopPrice.raw))
        case .cancel(let id, _): mix(UInt64(bitPattern: id.raw), 1)
        case .modify(let change):
            mix(UInt64(bitPattern: change.order.raw), UInt64(bitPattern: change.quantity?.raw ?? 0))
            mix(UInt64(bitPattern: change.limitPrice?.raw ?? 0), UInt64(bitPattern: change.stopPrice?.raw ?? 0))
        }
    }

    private mutating func mix(_ a: UInt64, _ b: UInt64) {
        mix(a)
        mix(b)
    }

    /// One round of the finaliser of MurmurHash3 (Appleby 2011) over the state and the word.
    private mutating func mix(_ word: UInt64) {
        var h = hash ^ (word &* 0xff51_afd7_ed55_8ccd)
        h ^= h >> 33
        h &*= 0xc4ce_b9fe_1a85_ec53
        h ^= h >> 29
        hash = h
    }
}

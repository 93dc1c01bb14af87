import Kernel
import Market
import Money
import Scripting
import Simulation
import Trading

/// Many strategies on one stream of events, each at a seat of its own: what a running host is without clock, files and sockets.
///
/// `process` is the only way in. What follows from an event is in `notices`, in order. A script that fails suspends its seat and
/// touches no other.
public final class Desk {
    /// In order of opening.
    public internal(set) var seats: [Seat] = []
    /// A/B tests that are going on or whose treatment is being closed, in order of their start; and the newest twenty that are over.
    public internal(set) var tests: [ABTest] = []
    public internal(set) var closedTests: [ClosedABTest] = []
    /// What came of the last event; the driver reads and clears it.
    public internal(set) var notices: [DeskNotice] = []
    /// What the clock stopped in the last event.
    public internal(set) var aborts: [DeskAbort] = []
    var expectedAborts: [DeskAbort] = []
    /// Events processed.
    public private(set) var sequence: UInt64 = 0
    public private(set) var hasEnded = false
    public var meter: (any SeatMeter)?
    let market: DeskMarket
    /// Whether effects and venue reports are noticed, beside what becomes of versions and orders.
    let noticesEverything: Bool

    /// - Parameters:
    ///   - history: bars that scripts can look back on, and that the series of a new version are computed from.
    ///   - noticesEverything: a journal needs each effect and report; a replay in shadow does not.
    /// - Returns: nil where the system does not give the address space.
    public init?(_ feeds: [InstrumentFeed], history: Int = 2_000, noticesEverything: Bool = true) {
        guard let market = DeskMarket(feeds, history: history) else { return nil }
        self.market = market
        self.noticesEverything = noticesEverything
    }

    public var instruments: [Instrument] { market.instruments }
    public var history: Int { market.history }
    /// The newest time seen.
    public var now: Timestamp { market.now }
    /// Steps of bars so far.
    public var stepCount: Int { market.steps }
    /// The newest bar of an instrument.
    public func latest(_ instrument: Int) -> Bar? {
        let bars = market.bars[instrument]
        return bars.count == 0 ? nil : bar(instrument, bars.count - 1)
    }

    func bar(_ instrument: Int, _ row: Int) -> Bar {
        let bars = market.bars[instrument]
        return Bar(
            instrument: InstrumentID(Int32(instrument)), time: Timestamp(nanoseconds: bars.time[row]), open: bars.open[row], high: bars.high[row],
            low: bars.low[row], close: bars.close[row], volume: bars.volume[row])
    }

    /// The newest steps of a seat's market that are remembered, with instruments numbered as the seat does.
    func rememberedSteps(of seat: Seat) -> [[Bar]] {
        let data = seat.view.data
        // One more step than is remembered is missing for the first: its predecessor tells which rows are new.
        let first = max(data.firstStep, 1)
        guard first < data.stepCount else { return [] }
        return (first..<data.stepCount).map { step in
            seat.instruments.indices.compactMap { place in
                let row = data.newRow(place, at: step)
                guard row >= 0, row >= data.firstRow(place) else { return nil }
                let bar = bar(seat.instruments[place], row)
                return Bar(
                    instrument: InstrumentID(Int32(place)), time: bar.time, open: bar.open, high: bar.high, low: bar.low, close: bar.close,
                    volume: bar.volume)
            }
        }.filter { !$0.isEmpty }
    }

    func feeds(of seat: Seat) -> [InstrumentFeed] { seat.instruments.map { market.feeds[$0] } }

    public func seat(_ name: String) -> Seat? { seats.first { $0.name == name } }

    public func clearNotices() { notices.removeAll(keepingCapacity: true) }

    func notice(_ seat: Seat, _ content: DeskNotice.Content) { notices.append(DeskNotice(seat: seat.name, content)) }

    /// Why an event cannot be processed; nil where it can. A source's mistake must not reach the kernel.
    public func fault(_ event: DeskEvent) -> String? {
        if hasEnded { return "the run has ended" }
        if case .bars(let step) = event { return market.fault(step) }
        if case .clock(let time) = event, time < market.now { return "time went back" }
        return nil
    }

    /// Processes one event that has no fault. Notices are appended to `notices`.
    public func process(_ event: DeskEvent) {
        sequence += 1
        if !aborts.isEmpty { aborts = [] }
        defer { if !expectedAborts.isEmpty { expectedAborts = [] } }
        switch event {
        case .bars(let step):
            market.append(step)
            for seat in seats where seat.view.hasNewStep {
                meter?.begin()
                advance(seat)
                meter?.end(seat)
            }
        case .clock(let time):
            market.pass(time)
            for seat in seats { send(.clock(time), to: seat) }
        case .corporateAction(let action):
            for seat in seats { apply(action, to: seat) }
        case .command(let order): carryOut(order)
        case .end:
            hasEnded = true
            for seat in seats { end(seat) }
        }
        if !tests.isEmpty { followTests(event) }
    }
}

import Kernel
import Market
import Scripting
import Trading

/// Two small desks with one seat each over the newest bars of a third: the running version and one that may follow it.
struct ReplayPair {
    private let seat: Seat
    private let version: ScriptVersion
    private let old: Desk?
    private let new: Desk?
    private let steps: [[Bar]]
    private let warm: Int

    init(_ desk: Desk, _ seat: Seat, _ version: ScriptVersion, events: Int) {
        self.seat = seat
        self.version = version
        steps = desk.rememberedSteps(of: seat)
        warm = max(0, steps.count - events)
        let feeds = desk.feeds(of: seat)
        old = Desk(feeds, history: desk.history, noticesEverything: true)
        new = Desk(feeds, history: desk.history, noticesEverything: true)
    }

    /// - Returns: what was seen, and the state in which the new version ended.
    mutating func run() -> (ShadowReplay, ScriptValue?) {
        var tally = ReplayTally()
        guard let old, let new else {
            tally.failure = (0, "no address space for a replay")
            return (tally.result(events: 0, equity: (.nan, .nan)), nil)
        }
        for step in steps.prefix(warm) { for desk in [old, new] { desk.process(.bars(step)) } }
        open(old, seat.version)
        open(new, version)
        tally.take(old.notices, new.notices, step: 0)
        let count = steps.count - warm
        for (index, step) in steps.dropFirst(warm).enumerated() {
            old.clearNotices()
            new.clearNotices()
            old.process(.bars(step))
            new.process(.bars(step))
            tally.take(old.notices, new.notices, step: index + 1)
            tally.weigh(new.seats.first?.instance.memoryBytes ?? 0, part: Double(index) / Double(max(count, 1)))
            if tally.failure != nil { break }
        }
        let state = try? new.seats.first?.instance.exportState()
        return (tally.result(events: count, equity: (old.seats.first?.equity ?? .nan, new.seats.first?.equity ?? .nan)), state)
    }

    private func open(_ desk: Desk, _ version: ScriptVersion) {
        var terms = seat.terms
        terms.version = version
        terms.symbols = []
        terms.role = .shadow(of: seat.name)
        terms.parameters = seat.parameters
        desk.process(.command(DeskEvent.Order(seat: seat.name, command: .open(terms), author: "replay")))
    }
}

/// What a replay of two versions saw.
struct ReplayTally {
    private var orders = (running: 0, new: 0)
    private var divergences = 0
    private var firstDivergence: Int?
    private var early = Int.max
    private var late = Int.max
    var failure: (Int, String)?

    mutating func take(_ old: [DeskNotice], _ new: [DeskNotice], step: Int) {
        let (a, b) = (ReplayTally.effects(old), ReplayTally.effects(new))
        orders.running += a.count
        orders.new += b.count
        if a != b {
            divergences += 1
            if firstDivergence == nil { firstDivergence = step }
        }
        for notice in new {
            if case .suspended(let text) = notice.content { failure = (step, text) }
            if case .refused(let text) = notice.content { failure = (step, text) }
        }
    }

    mutating func weigh(_ bytes: Int, part: Double) {
        if part >= 0.25 && part < 0.5 { early = min(early, bytes) }
        if part >= 0.75 { late = min(late, bytes) }
    }

    private static func effects(_ notices: [DeskNotice]) -> [Effect] {
        notices.compactMap { notice in
            guard case .effect(let effect) = notice.content else { return nil }
            return effect.withoutLine
        }
    }

    func result(events: Int, equity: (running: Double, new: Double)) -> ShadowReplay {
        ShadowReplay(
            events: events, orders: orders, equity: equity, divergences: divergences, firstDivergence: firstDivergence, failure: failure,
            memory: early == .max || late == .max ? (0, 0) : (early, late))
    }
}

extension Effect {
    /// The same but for the line of the script, which every edit moves.
    fileprivate var withoutLine: Effect {
        guard case .submit(let order) = self else { return self }
        return .submit(
            Order(
                id: order.id, instrument: order.instrument, side: order.side, type: order.type, quantity: order.quantity, created: order.created,
                timeInForce: order.timeInForce, flags: order.flags, limitPrice: order.limitPrice, stopPrice: order.stopPrice,
                trailOffset: order.trailOffset, trailRate: order.trailRate, expires: order.expires, parent: order.parent, group: order.group))
    }
}

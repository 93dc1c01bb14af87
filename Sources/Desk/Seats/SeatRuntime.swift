import Kernel
import Market
import Scripting
import Trading

/// The script of a seat as its kernel sees it: the version that decides and, while that is on probation, the one before it, which decides
/// along on the same events and takes over within the very callback in which the new one fails.
final class SeatRuntime: StrategyRuntime {
    private(set) var active: ScriptInstance
    private(set) var standby: ScriptInstance?
    private var probation = ProbationTerms(events: 0)
    private(set) var eventsLeft = 0
    private(set) var divergences = 0
    /// Why the new version was sent back, until the seat has taken note of it.
    private(set) var reversion: String?
    /// Whether bars and timers reach the script.
    var isPaused = false

    /// What the clock stopped, until the desk has taken note of it.
    private var aborts: [(DeskAbort.Place, ClockAbort)] = []
    private var noted: [ClockAbort] = []

    /// What the script wanted since somebody began to watch; nil while nobody does.
    var watched: [Intent]?

    /// The intents that count, while two versions decide.
    private var chosen: [Intent] = []

    init(_ instance: ScriptInstance) { active = instance }

    /// Lets `instance` decide from the next event on.
    func swap(in instance: ScriptInstance, _ terms: ProbationTerms) {
        standby = terms.events > 0 ? active : nil
        if standby == nil { active.retire() }
        active = instance
        probation = terms
        eventsLeft = terms.events
        divergences = 0
    }

    /// Takes `instance`, the same version with other parameters, for the one that decides.
    func replace(with instance: ScriptInstance) {
        active.retire()
        active = instance
    }

    /// Ends the probation in favour of the new version.
    func commit() {
        standby?.retire()
        standby = nil
    }

    /// The seat is given up.
    func retire() {
        active.retire()
        standby?.retire()
    }

    /// Ends the probation in favour of the version before it.
    func revert(because reason: String) {
        guard let standby else { return }
        // Orders that only the new version asked for have taken their numbers.
        standby.nextOrderHandle = max(standby.nextOrderHandle, active.nextOrderHandle)
        active.retire()
        active = standby
        self.standby = nil
        reversion = reason
    }

    func takeReversion() -> String? {
        defer { reversion = nil }
        return reversion
    }

    /// Notes an abort once, however often it is seen.
    func noteAbort(_ place: DeskAbort.Place, _ abort: ClockAbort) {
        guard !noted.contains(abort) else { return }
        noted = noted.suffix(3) + [abort]
        aborts.append((place, abort))
    }

    /// Whether the clock has ended a callback that nobody has taken note of.
    var hasAborts: Bool { !aborts.isEmpty || active.clockAbort != nil }

    func takeAborts() -> [(DeskAbort.Place, ClockAbort)] {
        defer { if !aborts.isEmpty { aborts = [] } }
        return aborts
    }

    /// Notes that an event on probation is over; true when it was the last.
    func passEvent() -> Bool {
        guard standby != nil else { return false }
        eventsLeft -= 1
        return eventsLeft <= 0
    }

    private func both(_ body: (ScriptInstance) -> Void) {
        body(active)
        guard let standby else { return }
        body(standby)
        choose(standby)
    }

    /// After a callback of both versions: takes the intents of the one that counts.
    private func choose(_ other: ScriptInstance) {
        var own: [Intent] = []
        var theirs: [Intent] = []
        active.drainIntents { own.append($0) }
        other.drainIntents { theirs.append($0) }
        if let abort = active.clockAbort { noteAbort(.active, abort) }
        if let abort = other.clockAbort { noteAbort(.standby, abort) }
        if other.failure != nil && active.failure == nil {
            // The version before can take over no more, which is no fault of the new one.
            other.retire()
            standby = nil
        } else if let failure = active.failure {
            revert(because: failure.message)
            own = theirs
        } else if !own.elementsEqual(theirs, by: { $0.isSame(as: $1) }) {
            divergences += 1
            if let bound = probation.divergences, divergences > bound {
                revert(because: "its decisions differed from those of the version before in \(divergences) callbacks, more than the \(bound) allowed")
                own = theirs
            }
        }
        chosen += own
    }

    func start(_ portfolio: PortfolioView) { both { $0.start(portfolio) } }

    func decide(_ range: Range<Int>) -> Int {
        if isPaused {
            active.pass(range)
            standby?.pass(range)
            return range.upperBound
        }
        guard let standby else { return active.decide(range) }
        // A desk decides one step at a time.
        _ = active.decide(range)
        _ = standby.decide(range)
        choose(standby)
        return range.upperBound
    }

    var wantsFills: Bool { active.wantsFills || standby?.wantsFills ?? false }
    var wantsOrders: Bool { active.wantsOrders || standby?.wantsOrders ?? false }
    func onFill(_ fill: Fill, step: Int) { both { if $0.wantsFills { $0.onFill(fill, step: step) } } }
    func onOrder(_ order: Order, reason: RejectReason, step: Int) {
        both { if $0.wantsOrders { $0.onOrder(order, reason: reason, step: step) } }
    }
    func onTimer(name: Int, step: Int) {
        guard !isPaused else { return }
        both { $0.onTimer(name: name, step: step) }
    }
    func onParameters(_ changes: [ParameterChange], step: Int) { both { $0.onParameters(changes, step: step) } }
    func stop(step: Int) { both { $0.stop(step: step) } }

    func drainIntents(_ consume: (borrowing Intent) -> Void) {
        guard watched == nil else { return drainWatched(consume) }
        for intent in chosen { consume(intent) }
        chosen.removeAll(keepingCapacity: true)
        active.drainIntents(consume)
    }

    private func drainWatched(_ consume: (borrowing Intent) -> Void) {
        var all = chosen
        chosen.removeAll(keepingCapacity: true)
        active.drainIntents { all.append($0) }
        for intent in all { consume(intent) }
        watched = (watched ?? []) + all
    }

    var hasIntents: Bool { !chosen.isEmpty || active.hasIntents }
    var hasFailed: Bool { active.hasFailed }
}

extension Intent {
    /// Whether two versions want the same; the line of the script is no difference.
    fileprivate func isSame(as other: Intent) -> Bool {
        func same(_ a: Double, _ b: Double) -> Bool { a.bitPattern == b.bitPattern }
        return kind == other.kind && side == other.side && type == other.type && timeInForce == other.timeInForce && flags == other.flags
            && trailIsRate == other.trailIsRate && instrument == other.instrument && handle == other.handle && target == other.target
            && same(quantity, other.quantity) && same(limitPrice, other.limitPrice) && same(stopPrice, other.stopPrice) && same(trail, other.trail)
            && same(takeProfit, other.takeProfit) && same(stopLoss, other.stopLoss) && expires == other.expires && interval == other.interval
    }
}

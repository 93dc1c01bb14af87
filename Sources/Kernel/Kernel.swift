import Market
import Money
import Trading

/// The deterministic core: events in, effects out, and nothing else.
///
/// It keeps the host's view of the account and of the working orders, calls the script, turns what the script wants into sized
/// and checked orders, and counts. It reads no clock and does no I/O: the same events give the same effects, byte for byte.
/// Backtest, replay and live runs differ only in who feeds it and who carries out its effects.
public final class Kernel {
    public let market: MarketData
    /// What orders are checked against; a host may narrow them while it runs.
    public var limits: RiskLimits
    public let portfolio: PortfolioView
    public internal(set) var account: Account
    public internal(set) var statistics = OrderStatistics()
    public internal(set) var audit: AuditTrail
    /// What the last events want done, in order; the driver carries it out and calls `clearEffects`.
    public internal(set) var effects: [Effect] = []
    /// Equity marked at each step processed so far.
    public internal(set) var equity: EquityCurve
    /// The step whose bars were processed last, −1 before the first.
    public internal(set) var step = -1

    /// The script line of each order, by id.
    var orderLines: [Int32] = [0]
    let strategy: any StrategyRuntime
    let keeps: RecordKeeping
    /// Why orders do not pass; nil while they do. Cancellations always pass.
    public var closedBecause: RejectReason?
    /// Orders that have not ended, in ascending id.
    public internal(set) var working: [Order] = []
    var timers = TimerQueue()
    /// Unfilled quantity of market orders by instrument, so that a target asked for twice is ordered once.
    public internal(set) var pending: [Quantity]
    /// The latest moment that an event has named; the least there is before the first.
    public internal(set) var now = Timestamp(nanoseconds: .min)
    var intents: [Intent] = []
    /// Every change of a position, in order.
    public internal(set) var positionChanges: [PositionChange] = []

    public init(
        market: MarketData, strategy: any StrategyRuntime, cash: Amount, limits: RiskLimits = .standard,
        recordsAudit: Bool = false, keeps: RecordKeeping = .everything
    ) {
        self.keeps = keeps
        self.market = market
        self.strategy = strategy
        self.limits = limits
        let count = market.instruments.count
        account = Account(cash: cash, instruments: count)
        portfolio = PortfolioView(instrumentCount: count)
        portfolio.cash.pointee = cash.doubleValue
        pending = Array(repeating: .zero, count: count)
        equity = EquityCurve(capacity: market.stepCount, keepsAll: keeps == .everything)
        audit = AuditTrail(isRecording: recordsAudit)
        effects.reserveCapacity(16)
        working.reserveCapacity(16)
        intents.reserveCapacity(16)
    }

    /// Whether the script has failed; the kernel calls it no more and the driver decides what follows.
    public var hasFailed: Bool { strategy.hasFailed }

    /// The line of the script that asked for an order; 0 where none did.
    public func line(of order: OrderID) -> Int {
        order.raw > 0 && order.raw < Int64(orderLines.count) ? Int(orderLines[Int(order.raw)]) : 0
    }

    /// Whether `takeTrades` would find something.
    public var hasTrades: Bool { account.hasTrades }

    /// Round trips since the last call; they are forgotten.
    public func takeTrades() -> [ClosedTrade] { account.takeTrades() }

    /// The working order of an id.
    public func workingOrder(_ id: OrderID) -> Order? { working.first { $0.id == id } }

    /// Orders that have not ended, oldest first.
    public var workingOrders: [Order] { working }

    /// Lets a kernel begin after steps that were there before it: the script decides on later ones only.
    public func skip(to step: Int) {
        guard step >= 0 else { return }
        self.step = step
        now = market.time(step)
    }

    /// Moves cash in, or out where negative, that is no gain and no cost.
    public func transfer(_ amount: Amount) {
        account.charge(-amount, countsAsFee: false)
        equity.shift(by: amount.doubleValue)
        portfolio.cash.pointee = account.cash.doubleValue
    }

    /// Carries out what the host itself wants, such as to close what is open, by the rules for what scripts want, but whether or not
    /// orders of the script pass.
    public func carryOut(_ wanted: [Intent]) {
        let reason = closedBecause
        closedBecause = nil
        intents += wanted
        resolveCollected()
        closedBecause = reason
    }

    public func clearEffects() { effects.removeAll(keepingCapacity: true) }

    /// Processes one event. Effects are appended to `effects`.
    public func process(_ event: Event) {
        switch event {
        case .start:
            strategy.start(portfolio)
            resolveIntents()
        case .bars(let step):
            _ = advance(through: step..<(step + 1))
            return
        case .quote(let quote): now = max(now, quote.time)
        case .tick(let tick): now = max(now, tick.time)
        case .report(let report): apply(report)
        case .corporateAction(let action): apply(action)
        case .clock(let time):
            now = max(now, time)
            fireTimers(dueBy: time)
        case .parametersChanged(let changes):
            strategy.onParameters(changes, step: step)
            resolveIntents()
        case .end:
            strategy.stop(step: step)
            resolveIntents()
        }
        audit.record(event: event, time: now, effects: effects)
    }

    /// Processes `.bars` for each step of `range` in turn, stopping after the first step that leaves effects or a
    /// failure, and before the next one at which a timer is due. The result is that of single events; only the calls are fewer.
    /// - Returns: the step after the last one processed.
    public func advance(through range: Range<Int>) -> Int {
        var end = range.upperBound
        if timers.nextDue != nil {
            fireTimers(dueBy: market.time(range.lowerBound))
            let next = range.lowerBound + 1
            if !effects.isEmpty {
                end = next
            } else if let due = timers.nextDue {
                end = market.firstStep(atOrAfter: due, in: next..<end)
            }
        }
        return decide(on: range.lowerBound..<end)
    }

    private func decide(on range: Range<Int>) -> Int {
        let end = strategy.hasFailed ? range.upperBound : strategy.decide(range)
        if keeps == .everything {
            equity.mark(range.lowerBound..<end, market: market, account: account)
        } else {
            // Not by handing the account over: a copy of it counts references of all that it holds.
            equity.mark(newest: account.equity { market.close($0, at: end - 1) })
        }
        step = end - 1
        now = market.time(step)
        resolveIntents()
        audit.recordBars(range.lowerBound..<end, time: now, effects: effects)
        return end
    }
}

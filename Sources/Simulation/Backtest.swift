import Kernel
import Market
import Money
import Trading

/// Drives a kernel over recorded bars with a simulated venue as its sink.
///
/// It only carries messages: bars to the venue, reports to the kernel, bars to the kernel, effects to the venue. Spans in which
/// the venue has nothing to do reach the kernel in one call, which decides them step by step all the same.
public final class Backtest {
    public let market: MarketData
    public let kernel: Kernel
    public let venue: SimulatedVenue
    /// Splits and dividends in order of time.
    let actions: [CorporateAction]
    private var nextAction = 0
    /// Is given every event with its effects before these act. Set before `run`.
    public var log: (any EventLog)?
    /// The log did not take an event: the run has ended there, and its effects have not acted.
    public private(set) var hasLogFailed = false
    public private(set) var wasInterrupted = false

    public init(
        market: MarketData, strategy: any StrategyRuntime, rules: VenueRules, cash: Amount, limits: RiskLimits = .standard,
        actions: [CorporateAction] = [], recorder: EventRecorder? = nil
    ) {
        self.market = market
        self.actions = actions.sorted { $0.time < $1.time }
        log = recorder
        kernel = Kernel(market: market, strategy: strategy, cash: cash, limits: limits, recordsAudit: recorder != nil)
        venue = SimulatedVenue(instruments: market.instruments, rules: rules, cash: cash)
    }

    /// Runs to the end of the data, until the script fails, or until `isCancelled` says so.
    /// - Parameters:
    ///   - chunk: steps between two calls of `isCancelled`.
    ///   - isCancelled: receives the number of steps done.
    public func run(chunk: Int = 262_144, isCancelled: (Int) -> Bool = { _ in false }) {
        send(.start)
        var step = 0
        var nextCheck = chunk
        while step < market.stepCount && !kernel.hasFailed && !hasLogFailed {
            if step >= nextCheck {
                nextCheck = step + chunk
                if isCancelled(step) {
                    wasInterrupted = true
                    break
                }
            }
            applyActions(before: step)
            if !venue.isIdle { advanceVenue(step) }
            let limit = venue.isIdle ? min(market.stepCount, nextCheck, stepOfNextAction(after: step)) : step + 1
            let end = kernel.advance(through: step..<limit)
            if let log { keep(log.recordBars(step..<end, effects: kernel.effects[...], time: market.time)) }
            if venue.isIdle { markVenue(end - 1) }
            step = end
            carryOut()
        }
        finish()
    }

    private func keep(_ isKept: Bool) {
        if !isKept { hasLogFailed = true }
    }

    private func finish() {
        guard !hasLogFailed else { return }
        if !kernel.hasFailed { send(.end) }
        let last = max(kernel.step, 0)
        guard market.stepCount > 0 else { return }
        venue.end(at: market.time(last))
        deliver()
    }

    private func send(_ event: Event) {
        kernel.process(event)
        if let log { keep(log.record(event, effects: kernel.effects[...], time: kernel.now)) }
        carryOut()
    }

    /// Gives the venue what the kernel wants, and the kernel what the venue says, until neither has more.
    private func carryOut() {
        while !kernel.effects.isEmpty && !hasLogFailed {
            let time = kernel.step < 0 ? market.time(0) : market.time(kernel.step)
            if !market.isUniform { venue.decisionMoment = kernel.step < 0 ? .min : market.completion(kernel.step) }
            let count = kernel.effects.count
            var index = 0
            while index < count {
                switch kernel.effects[index] {
                case .submit(let order): venue.submit(order, at: time)
                case .cancel(let id, let instrument): venue.cancel(id, instrument: instrument, at: time)
                case .modify(let change):
                    venue.modify(
                        change.order, instrument: change.instrument, quantity: change.quantity, limitPrice: change.limitPrice,
                        stopPrice: change.stopPrice, at: time)
                }
                index += 1
            }
            kernel.clearEffects()
            deliver()
        }
    }

    /// Gives the venue's reports to the kernel. What the script wants because of them becomes effects for `carryOut`.
    private func deliver() {
        guard !venue.reports.isEmpty else { return }
        var index = 0
        while index < venue.reports.count {
            let before = kernel.effects.count
            let event = Event.report(venue.reports[index])
            kernel.process(event)
            if let log { keep(log.record(event, effects: kernel.effects[before...], time: kernel.now)) }
            index += 1
        }
        venue.clearReports()
    }

    private func advanceVenue(_ step: Int) {
        for index in market.bars.indices {
            let row = market.newRow(index, at: step)
            guard row >= 0 else { continue }
            let bars = market.bars[index]
            if !market.isUniform { venue.openingMoment = market.opening(of: row, instrument: index) }
            venue.advance(
                instrument: index, open: bars.open[row], high: bars.high[row], low: bars.low[row], close: bars.close[row],
                volume: bars.volume[row], time: Timestamp(nanoseconds: bars.time[row]))
        }
        venue.endStep()
        deliver()
        carryOut()
    }

    private func markVenue(_ step: Int) {
        for index in market.bars.indices {
            let row = market.latestRow(index, at: step)
            guard row >= 0 else { continue }
            venue.mark(
                instrument: index, close: market.bars[index].close[row], volume: market.bars[index].volume[row], time: market.time(step))
        }
    }

    private func applyActions(before step: Int) {
        while nextAction < actions.count, actions[nextAction].time <= market.time(step) {
            venue.apply(actions[nextAction])
            send(.corporateAction(actions[nextAction]))
            deliver()
            nextAction += 1
        }
    }

    private func stepOfNextAction(after step: Int) -> Int {
        guard nextAction < actions.count else { return market.stepCount }
        return market.firstStep(atOrAfter: actions[nextAction].time, in: (step + 1)..<max(market.stepCount, step + 1))
    }
}

import Kernel
import Market
import Money
import Trading

/// A strategy whose decisions are written down beforehand, by step; it keeps what it was told.
final class ScriptedStrategy: StrategyRuntime {
    var plan: [Int: [Intent]] = [:]
    var atStart: [Intent] = []
    var onFillPlan: [Intent] = []
    var fails = false
    private(set) var decided: [Int] = []
    private(set) var fired: [(name: Int, step: Int)] = []
    private(set) var refused: [RejectReason] = []
    private(set) var fills: [Fill] = []
    private var queue: [Intent] = []

    func start(_ portfolio: PortfolioView) { queue += atStart }
    func decide(_ range: Range<Int>) -> Int {
        for step in range {
            decided.append(step)
            queue += plan[step] ?? []
            if !queue.isEmpty || hasFailed { return step + 1 }
        }
        return range.upperBound
    }
    func onFill(_ fill: Fill, step: Int) {
        fills.append(fill)
        queue += onFillPlan
        onFillPlan = []
    }
    func onOrder(_ order: Order, reason: RejectReason, step: Int) { if order.status == .rejected { refused.append(reason) } }
    func onTimer(name: Int, step: Int) { fired.append((name, step)) }
    func onParameters(_ changes: [ParameterChange], step: Int) {}
    func stop(step: Int) {}
    var wantsFills: Bool { true }
    var wantsOrders: Bool { true }
    func drainIntents(_ consume: (borrowing Intent) -> Void) {
        let now = queue
        queue = []
        for intent in now { consume(intent) }
    }
    var hasIntents: Bool { !queue.isEmpty }
    var hasFailed: Bool { fails }
}

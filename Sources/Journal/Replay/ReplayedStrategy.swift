import Kernel
import Trading

/// Stands between a kernel and a script while a journal is replayed: shows what the script asks for, and ends it where the clock ended
/// it in the run that was recorded, which no replay would repeat of itself.
public final class ReplayedStrategy: StrategyRuntime {
    private let script: any StrategyRuntime
    /// What the script asked for since the last `clearIntents`, as it gave it.
    public private(set) var intents: [Intent] = []
    private var isAborted = false

    public init(_ script: any StrategyRuntime) { self.script = script }

    public func clearIntents() { intents.removeAll(keepingCapacity: true) }

    /// From now on the script is not called: it was stopped here.
    public func abort() { isAborted = true }

    public func start(_ portfolio: PortfolioView) {
        if !isAborted { script.start(portfolio) }
    }
    public func decide(_ range: Range<Int>) -> Int { isAborted ? range.lowerBound + 1 : script.decide(range) }
    public func onFill(_ fill: Fill, step: Int) {
        if !isAborted { script.onFill(fill, step: step) }
    }
    public func onOrder(_ order: Order, reason: RejectReason, step: Int) {
        if !isAborted { script.onOrder(order, reason: reason, step: step) }
    }
    public func onTimer(name: Int, step: Int) {
        if !isAborted { script.onTimer(name: name, step: step) }
    }
    public func onParameters(_ changes: [ParameterChange], step: Int) {
        if !isAborted { script.onParameters(changes, step: step) }
    }
    public func stop(step: Int) {
        if !isAborted { script.stop(step: step) }
    }
    public var wantsFills: Bool { script.wantsFills }
    public var wantsOrders: Bool { script.wantsOrders }
    public var hasIntents: Bool { script.hasIntents }
    public var hasFailed: Bool { isAborted || script.hasFailed }

    public func drainIntents(_ consume: (borrowing Intent) -> Void) {
        script.drainIntents { intent in
            intents.append(copy intent)
            consume(intent)
        }
    }
}

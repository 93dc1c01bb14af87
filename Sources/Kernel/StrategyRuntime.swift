import Market
import Trading

/// A loaded script as the kernel sees it: callbacks in, intents out. It can touch nothing else.
///
/// Every call may leave intents in the queue and may leave a failure; a call that failed leaves no intents.
public protocol StrategyRuntime: AnyObject {
    /// Called once before the first step. `portfolio` stays valid and is updated by the kernel before each call.
    func start(_ portfolio: PortfolioView)
    /// Decides on the steps of `range` in turn, stopping after the first that leaves intents or fails.
    /// - Returns: the step after the last one decided.
    func decide(_ range: Range<Int>) -> Int
    func onFill(_ fill: Fill, step: Int)
    /// `reason` is `.none` unless the order was refused or ended early.
    func onOrder(_ order: Order, reason: RejectReason, step: Int)
    func onTimer(name: Int, step: Int)
    func onParameters(_ changes: [ParameterChange], step: Int)
    func stop(step: Int)
    /// Whether `onFill` and `onOrder` would reach the script: the kernel does not call them otherwise.
    var wantsFills: Bool { get }
    var wantsOrders: Bool { get }
    /// Moves the intents of the last call to `consume`, in the order in which the script expressed them, and empties the queue.
    func drainIntents(_ consume: (borrowing Intent) -> Void)
    var hasIntents: Bool { get }
    /// Set when a callback raised, ran over its budget or memory; the kernel calls it no more.
    var hasFailed: Bool { get }
}

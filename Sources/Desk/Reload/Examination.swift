import Kernel
import Money
import Scripting

/// What is known of a version before it may decide: the steps of a reload that change nothing, in order.
public struct Examination: Sendable {
    public enum Step: String, Sendable, CaseIterable { case compile, name, parameters, differences, replay, state, migration }
    public struct Finding: Sendable {
        public let step: Step
        public let isFailure: Bool
        /// One sentence, with file and line where they are known.
        public let text: String
    }
    public let seat: String
    public let version: ScriptVersion
    public internal(set) var findings: [Finding] = []
    /// The text differs in white space and comments only: there is nothing to reload.
    public internal(set) var isSameCode = false
    public internal(set) var replay: ShadowReplay?

    /// Whether the version may be swapped in.
    public var passes: Bool { !isSameCode && !findings.contains(where: \.isFailure) }
    /// Why it may not; nil where it may.
    public var reason: String? {
        if isSameCode { return "it differs from the running version in white space and comments only" }
        return findings.first(where: \.isFailure)?.text
    }

    mutating func note(_ step: Step, _ text: String) { findings.append(Finding(step: step, isFailure: false, text: text)) }
    mutating func fail(_ step: Step, _ text: String) { findings.append(Finding(step: step, isFailure: true, text: text)) }
}

/// A version and the one that runs, both from nothing over the same bars, each for a venue of its own.
public struct ShadowReplay: Sendable {
    /// Steps that were replayed.
    public let events: Int
    public let orders: (running: Int, new: Int)
    public let equity: (running: Double, new: Double)
    /// Steps after which the two had asked for different orders, and the first of them, counted from 1.
    public let divergences: Int
    public let firstDivergence: Int?
    /// Why the new version did not come through, and at which step, counted from 1.
    public let failure: (event: Int, text: String)?
    /// Bytes that the new version held at the least in the second quarter and in the last.
    public let memory: (early: Int, late: Int)

    /// The difference in a sentence.
    public var summary: String {
        let orders = "\(orders.running) → \(self.orders.new) orders"
        guard let first = firstDivergence else { return "\(events) events replayed: the same decisions (\(self.orders.new) orders)" }
        return "\(events) events replayed: \(orders), decisions differ after \(divergences) events, first after event \(first)"
    }
}

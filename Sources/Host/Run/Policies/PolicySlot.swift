import Desk
import Kernel
import Scripting

/// A policy that a text became, checked for its kind.
struct LoadedPolicy {
    enum Rule {
        case allocation(AllocationRule)
        case lifecycle(LifecyclePolicy)
        case risk(RiskTightening)
    }
    let version: ScriptVersion
    let script: PolicyScript
    let rule: Rule

    /// - Parameter before: whose state it takes over.
    /// - Throws: `ScriptError`.
    init(_ version: ScriptVersion, _ terms: PolicyTerms, limits: ScriptLimits, before: LoadedPolicy? = nil) throws(ScriptError) {
        let script = try PolicyScript(
            source: version.text, path: version.path, hash: version.hash, overrides: terms.parameters.map { ($0.name, $0.value) },
            limits: limits)
        if let before {
            let state = try before.script.exportState()
            if script.hasMigrate {
                try script.migrate(oldState: state, oldVersion: before.script.version)
            } else {
                try script.importState(state)
            }
        }
        self.version = version
        self.script = script
        switch terms.kind {
        case .allocation: rule = .allocation(try AllocationRule(script))
        case .lifecycle: rule = .lifecycle(try LifecyclePolicy(script))
        case .risk: rule = .risk(try RiskTightening(script))
        }
    }
}

/// The place of a policy in a run: the version that decides, the one before it, and when it is asked.
final class PolicySlot {
    let terms: PolicyTerms
    let limits: ScriptLimits
    private(set) var active: LoadedPolicy
    /// Versions that have decided, the newest last.
    private(set) var versions: [ScriptVersion]
    /// The version before, while the new one has not answered often enough.
    private(set) var standby: LoadedPolicy?
    private var answersLeft = 0
    /// Why it is asked no more; nil while it is.
    var suspension: String?
    var failures = 0
    /// The period in which it was asked last.
    var period: Int64?

    var name: String { terms.kind.rawValue }
    static let probationAnswers = 5

    /// - Throws: `ScriptError`.
    init(_ terms: PolicyTerms, _ version: ScriptVersion, limits: ScriptLimits) throws(ScriptError) {
        self.terms = terms
        self.limits = limits
        active = try LoadedPolicy(version, terms, limits: limits)
        versions = [version]
    }

    var isOnProbation: Bool { standby != nil }

    func load(_ version: ScriptVersion) throws(ScriptError) -> LoadedPolicy {
        try LoadedPolicy(version, terms, limits: limits, before: active)
    }

    func swap(_ next: LoadedPolicy) {
        standby = suspension == nil ? active : nil
        answersLeft = PolicySlot.probationAnswers
        active = next
        suspension = nil
        versions.append(next.version)
        if versions.count > 20 { versions.removeFirst() }
    }

    /// The version before decides again.
    /// - Returns: false where there is none that is still warm.
    func revert() -> Bool {
        guard let before = standby else { return false }
        active = before
        standby = nil
        versions.removeLast()
        return true
    }

    /// An answer was given: after some of them a new version has earned its place.
    /// - Returns: whether it was the last of them.
    func noteAnswer() -> Bool {
        guard standby != nil else { return false }
        answersLeft -= 1
        guard answersLeft <= 0 else { return false }
        standby = nil
        return true
    }
}

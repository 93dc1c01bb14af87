import Configuration
import Desk
import Kernel
import Money
import Scripting

/// When a version that has passed its examination may take over, or a parameter may change.
enum ChangePolicy: String, CaseIterable, Sendable {
    case anytime
    /// While the strategy holds nothing and no order works.
    case whenFlat = "when_flat"
    /// Before the first event of the next day (UTC).
    case nextSession = "next_session"
    /// Not while the host runs.
    case never
}

/// A strategy as the configuration names it.
struct StrategyTerms {
    var name: String
    var script: String
    /// What kind it is, for allocation rules: "trend".
    var type = ""
    /// Symbols that it sees; empty for all.
    var symbols: [YAMLNode] = []
    /// Of the run's cash, from 0 to 1.
    var weight = 0.0
    var cash = Amount.zero
    var parameters: [ParameterChange] = []
    /// How parameters may change; `policy` for those that are not here.
    var parameterPolicies: [(name: String, policy: ChangePolicy)] = []
    var isAutomatic = true
    var policy = ChangePolicy.anytime
    var probation = ProbationTerms()
    var limits = RiskLimits.standard
    var scriptLimits = ScriptLimits()
    /// Where it stands in the file, for messages.
    var node: YAMLNode

    func policy(of parameter: String) -> ChangePolicy { parameterPolicies.first { $0.name == parameter }?.policy ?? .anytime }
}

/// A policy as the configuration names it.
struct PolicyTerms {
    var kind: PolicyKind
    var script: String
    /// How often it is asked, over the time of the events.
    var every: Int64
    var parameters: [ParameterChange] = []
    var isAutomatic = true
    var node: YAMLNode
}

import Desk
import Kernel

/// A version that is kept until it may replace the running one.
struct StagedVersion {
    enum Wait: Equatable {
        /// An operator's `promote`.
        case promotion
        /// The condition of the policy of those it is for.
        case condition
    }
    /// The strategies that take it over together, or the name of one policy.
    let names: [String]
    let version: ScriptVersion
    var wait: Wait
    let author: String
    let reason: String
    /// The day (UTC) on which it was staged.
    let day: Int64
}

/// A change of parameters that is kept until it may be made.
struct WaitingParameters {
    let name: String
    let changes: [ParameterChange]
    let policy: ChangePolicy
    let author: String
    let reason: String
    let day: Int64
}

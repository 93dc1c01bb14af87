/// A policy of stages: the table `lifecycle`, checked when it is read.
public struct LifecyclePolicy {
    public struct Stage: Sendable {
        public let name: String
        /// The share of its capital that a strategy gets in this stage, 0 to 1.
        public let capital: Double
    }

    public struct Transition: Sendable {
        public let from: String
        public let to: String
        let criteria: [LifecycleCriterion]
        /// Whether all criteria are needed, or any.
        let needsAll: Bool
    }

    public let policy: PolicyScript
    public let stages: [Stage]
    public let initial: String
    public let transitions: [Transition]
    /// What is no mistake and still good to know: stages without a way out, transitions that can be met at once.
    public let notes: [String]

    /// - Throws: `ScriptError` with the line of what is wrong: no or unknown stages, one that cannot be reached, a transition twice, a
    ///   criterion without a measure, a share outside 0 to 1.
    public init(_ policy: PolicyScript) throws(ScriptError) {
        var reader = try LifecycleReader(policy)
        try reader.read()
        self.policy = policy
        stages = reader.stages
        initial = reader.initial
        transitions = reader.transitions
        notes = reader.notes
    }

    public func stage(_ name: String) -> Stage? { stages.first { $0.name == name } }

    /// Looks at the transitions out of `stage` in their order; the first whose criteria are met decides.
    /// - Throws: `ScriptError` where the policy has no such stage, or a function of it fails or does not return true or false.
    public func decide(stage name: String, measures: LifecycleMeasures) throws(ScriptError) -> LifecycleDecision {
        guard let stage = stage(name) else {
            throw policy.mistake("no stage '\(name)': there are \(stages.map(\.name).joined(separator: ", "))", line: 0, kind: .runtime)
        }
        var checks: [LifecycleDecision.Check] = []
        for transition in transitions where transition.from == name {
            let check = try look(at: transition, measures)
            checks.append(check)
            guard check.isMet else { continue }
            return LifecycleDecision(from: name, to: transition.to, capital: self.stage(transition.to)?.capital ?? 0, checks: checks)
        }
        return LifecycleDecision(from: name, to: nil, capital: stage.capital, checks: checks)
    }

    private func look(at transition: Transition, _ measures: LifecycleMeasures) throws(ScriptError) -> LifecycleDecision.Check {
        var evidence: [LifecycleDecision.Evidence] = []
        for criterion in transition.criteria { evidence.append(try look(at: criterion, measures)) }
        let isMet = transition.needsAll ? evidence.allSatisfy(\.isMet) : evidence.contains(where: \.isMet)
        return LifecycleDecision.Check(to: transition.to, isMet: isMet, evidence: evidence)
    }

    private func look(at criterion: LifecycleCriterion, _ measures: LifecycleMeasures) throws(ScriptError) -> LifecycleDecision.Evidence {
        switch criterion.test {
        case .measure(let measure, let comparison, let bound):
            let value = measures[measure]
            return .init(
                measure: measure.rawValue, value: value, comparison: comparison.rawValue, bound: bound,
                isMet: comparison.holds(value, bound))
        case .function(let number, let line):
            let answer = try policy.values.call("when", function: number, [measures.value], line: line)
            guard case .boolean(let isMet) = answer else {
                throw policy.mistake(
                    "the function of a criterion returned \(answer.kind): expected true or false", line: line, kind: .runtime)
            }
            return .init(measure: "function at line \(line)", value: isMet ? 1 : 0, comparison: "", bound: .nan, isMet: isMet)
        }
    }
}

extension LifecyclePolicy.Transition: CustomStringConvertible {
    public var description: String { criteria.map(\.description).joined(separator: needsAll ? " and " : " or ") }
}

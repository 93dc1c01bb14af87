extension Experiment {
    /// Everything that an experiment is made of, as plain values for whatever format a host keeps its state in.
    public struct Snapshot: Equatable, Sendable {
        public var rules: ExperimentRules
        public var control: String
        public var treatment: String
        public var pairs: [PairedReturn]

        public init(rules: ExperimentRules, control: String, treatment: String, pairs: [PairedReturn]) {
            self.rules = rules
            self.control = control
            self.treatment = treatment
            self.pairs = pairs
        }
    }

    public var snapshot: Snapshot { Snapshot(rules: rules, control: control, treatment: treatment, pairs: pairs.list) }

    /// The experiment that the snapshot was made of, to the bit. Throws `ExperimentError` that names the first pair it cannot
    /// take.
    public init(restoring snapshot: Snapshot) throws {
        try self.init(control: snapshot.control, treatment: snapshot.treatment, rules: snapshot.rules)
        for (index, pair) in snapshot.pairs.enumerated() {
            do {
                try add(pair)
            } catch let error as ExperimentError {
                throw ExperimentError("pairs[\(index)].\(error.name)", error.value, error.expected)
            }
        }
    }
}

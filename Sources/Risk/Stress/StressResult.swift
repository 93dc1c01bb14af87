/// The outcome of a stress, with what it was computed from. Losses are positive fractions of the capital.
public struct StressResult: Equatable, Sendable {
    public struct Input: Equatable, Sendable {
        public let name: String
        public let value: String
    }
    public struct Contribution: Equatable, Sendable {
        public let name: String
        public let loss: Double
    }

    public let scenario: String
    /// Every number that decides the result, in the order of the arguments.
    public let inputs: [Input]
    /// The loss, or for stressed parameters the loss at the stated confidence.
    public let loss: Double
    /// The same figure without the stress; zero where the scenario is itself the loss.
    public let unstressed: Double
    /// By asset; they sum to `loss`.
    public let contributions: [Contribution]

    init(_ scenario: String, inputs: [(String, String)], loss: Double, unstressed: Double = 0, names: [String], losses: [Double])
    {
        self.scenario = scenario
        self.inputs = inputs.map { Input(name: $0.0, value: $0.1) }
        self.loss = loss
        self.unstressed = unstressed
        contributions = zip(RiskChecks.labelled(names, assets: losses.count), losses).map { Contribution(name: $0, loss: $1) }
    }
}

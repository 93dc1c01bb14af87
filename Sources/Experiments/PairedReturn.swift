/// The returns of two versions over one span of time, and the trades that each closed in it.
public struct PairedReturn: Equatable, Sendable {
    /// The end of the span, UTC nanoseconds.
    public let time: Int64
    /// Simple returns, 0.01 for one percent.
    public let control: Double
    public let treatment: Double
    public let controlTrades: Int
    public let treatmentTrades: Int

    public init(time: Int64, control: Double, treatment: Double, controlTrades: Int = 0, treatmentTrades: Int = 0) {
        self.time = time
        self.control = control
        self.treatment = treatment
        self.controlTrades = controlTrades
        self.treatmentTrades = treatmentTrades
    }

    /// Throws `ExperimentError` for a return that is not a finite number and a negative count.
    func validate() throws {
        for (name, value) in [("control", control), ("treatment", treatment)] where !(value.magnitude < 1e50) {
            throw ExperimentError(name, value, "a return, a finite number such as 0.01 for one percent")
        }
        for (name, value) in [("controlTrades", controlTrades), ("treatmentTrades", treatmentTrades)] where value < 0 {
            throw ExperimentError(name, value, "at least 0 trades")
        }
    }
}

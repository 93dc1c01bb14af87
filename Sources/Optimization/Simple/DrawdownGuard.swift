/// How much of the wanted exposure is kept at a drawdown: a table of thresholds, checked when it is made.
public struct DrawdownGuard: Equatable, Sendable {
    public struct Step: Equatable, Sendable {
        /// Fraction lost from the peak at which the step begins, itself included.
        public let drawdown: Double
        /// Fraction of the exposure that is kept; 0 stops.
        public let scale: Double

        public init(drawdown: Double, scale: Double) {
            self.drawdown = drawdown
            self.scale = scale
        }
    }

    public let steps: [Step]

    /// 5 % → 80 %, 10 % → 50 %, 15 % → 25 %, 20 % → stop.
    public static let standard = DrawdownGuard(
        unchecked: [
            Step(drawdown: 0.05, scale: 0.8), Step(drawdown: 0.1, scale: 0.5), Step(drawdown: 0.15, scale: 0.25),
            Step(drawdown: 0.2, scale: 0),
        ])

    /// Throws `BadProblem` unless drawdowns lie in (0, 1] and ascend, and scales lie in [0, 1) and descend.
    public init(_ steps: [Step]) throws {
        guard !steps.isEmpty else { throw BadProblem("drawdown guard: there are no steps, expected at least one") }
        for (k, step) in steps.enumerated() {
            guard step.drawdown > 0, step.drawdown <= 1 else {
                throw BadProblem(
                    "drawdown guard: step \(k) begins at \(step.drawdown), expected a fraction above 0 and at most 1, as 0.05")
            }
            guard step.scale >= 0, step.scale < 1 else {
                throw BadProblem("drawdown guard: step \(k) keeps \(step.scale), expected a fraction from 0 to below 1")
            }
            guard k > 0 else { continue }
            guard step.drawdown > steps[k - 1].drawdown else {
                throw BadProblem(
                    "drawdown guard: step \(k) begins at \(step.drawdown), "
                        + "expected above \(steps[k - 1].drawdown) of the one before"
                )
            }
            guard step.scale < steps[k - 1].scale else {
                throw BadProblem(
                    "drawdown guard: step \(k) keeps \(step.scale), expected below \(steps[k - 1].scale) of the one before")
            }
        }
        self.init(unchecked: steps)
    }

    init(unchecked steps: [Step]) { self.steps = steps }

    /// - Parameter drawdown: fraction below the peak; its sign does not matter. NaN and infinities stop: what is not known is a
    ///   breach.
    public func scale(at drawdown: Double) -> Double {
        guard drawdown.isFinite else { return 0 }
        return steps.last { $0.drawdown <= abs(drawdown) }?.scale ?? 1
    }
}

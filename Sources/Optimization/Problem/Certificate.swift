/// How an optimization ended. Whoever uses weights must look: only `optimal` holds what was asked for.
public enum Status: Equatable, Sendable {
    /// The optimality conditions hold to the method's stated tolerance.
    case optimal
    /// The best that was found within the work allowed; the relative residual of the optimality conditions, or the relative gap of a
    /// search that was cut off.
    case inexact(residual: Double)
    /// No weights satisfy the constraints; these, by name, contradict each other. There are no weights then.
    case infeasible(conflict: [String])
    /// The method asked for has no answer here; the weights are those of another one.
    case fallback(method: String, reason: String)
}

/// What shows that a solution is one; all of it can be recomputed from the weights and the problem.
public struct Certificate: Equatable, Sendable {
    public var status: Status
    /// Largest violation of the optimality (Karush-Kuhn-Tucker) conditions: stationarity, sign and complementarity of the multipliers,
    /// each relative to the scale of the objective's gradient. NaN where the method has no such conditions (HRP, equal weight).
    public var kktResidual: Double
    /// Largest violation of a constraint, in weight.
    public var primalResidual: Double
    /// Steps of the method; its documentation says of what.
    public var iterations: Int

    public init(status: Status, kktResidual: Double = .nan, primalResidual: Double = 0, iterations: Int = 0) {
        self.status = status
        self.kktResidual = kktResidual
        self.primalResidual = primalResidual
        self.iterations = iterations
    }
}

/// Weights with what shows that they are right.
public struct Solution: Equatable, Sendable {
    /// One an asset, in the order of the input; empty where the status is `infeasible`, and then only.
    public var weights: [Double]
    /// The value of the objective that the method's documentation names; NaN where there is none.
    public var objective: Double
    public var certificate: Certificate

    public init(weights: [Double], objective: Double, certificate: Certificate) {
        self.weights = weights
        self.objective = objective
        self.certificate = certificate
    }

    public static func infeasible(_ conflict: [String]) -> Solution {
        Solution(weights: [], objective: .nan, certificate: Certificate(status: .infeasible(conflict: conflict), primalResidual: .nan))
    }
}

/// Input that no optimizer can work with: says which argument, where in it, what was found and what was expected.
public struct BadProblem: Error, Equatable, CustomStringConvertible, Sendable {
    public let description: String
    public init(_ description: String) { self.description = description }
}

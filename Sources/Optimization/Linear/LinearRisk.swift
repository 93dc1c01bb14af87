/// Risks of a portfolio over equally likely scenarios whose minimisation is a linear program.
///
/// Each is the largest of finitely many linear functions of the weights, so that it is known from its support: risk(w) = max g·w.
public enum LinearRisk: Equatable, Sendable {
    /// Mean of the worst (1 − confidence)·T losses, the last of which counts in part: the coherent definition of Rockafellar and
    /// Uryasev (2000), which is continuous in the confidence, unlike the mean of what lies beyond a quantile.
    case conditionalValueAtRisk(confidence: Double)
    /// The same mean over the T drawdowns of the sum (not the product) of returns, whose peak starts at 0 (Chekhlov, Uryasev and
    /// Zabarankin 2005).
    case conditionalDrawdownAtRisk(confidence: Double)
    /// Mean of |return − mean return| (Konno and Yamazaki 1991).
    case meanAbsoluteDeviation

    func check() throws {
        switch self {
        case .conditionalValueAtRisk(let confidence), .conditionalDrawdownAtRisk(let confidence):
            guard confidence > 0, confidence < 1 else {
                throw BadProblem("confidence is \(confidence), expected a number between 0 and 1, as 0.95")
            }
        case .meanAbsoluteDeviation: break
        }
    }
}

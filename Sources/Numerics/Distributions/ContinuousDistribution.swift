/// A continuous distribution of one variable.
///
/// Conventions, for every type here:
/// * Shapes and degrees of freedom are taken from 1e-10 to 1e15, beyond which doubles do not carry the functions; t also takes ∞.
///   Parameters outside their domain make the initializer throw `StatisticsError`.
/// * An argument that is NaN, or a probability outside [0, 1], gives NaN. Points outside the support have density 0 and tails 0
///   and 1; p = 0 and p = 1 give the ends of the support.
/// * `cdf` and `survival` are two functions, and so are `quantile` and `upperQuantile`, because 1 − p has lost a small p: use the
///   one whose probability is small. Results have about 13 significant digits down to probabilities of 1e-300, as far as the
///   argument's own rounding allows.
public protocol ContinuousDistribution: Sendable {
    func density(_ x: Double) -> Double
    /// Natural logarithm of the density; −∞ where that is 0.
    func logDensity(_ x: Double) -> Double
    /// P(X ≤ x).
    func cdf(_ x: Double) -> Double
    /// P(X > x).
    func survival(_ x: Double) -> Double
    /// The x with P(X ≤ x) = p.
    func quantile(_ p: Double) -> Double
    /// The x with P(X > x) = p.
    func upperQuantile(_ p: Double) -> Double
}

import Glibc

/// A mixture of K normal distributions of d dimensions, each with a full covariance matrix.
///
/// Components are numbered by ascending volatility: by the sum of their variances, each in units of that column's variance in the
/// data.
public struct GaussianMixture: Equatable, Sendable {
    /// K probabilities.
    public internal(set) var weights: [Double]
    /// K × d.
    public internal(set) var means: Matrix
    /// K matrices, d × d.
    public internal(set) var covariances: [Matrix]
    /// Of the data that it was fitted to, with these parameters; the sum over rows.
    public internal(set) var logLikelihood = -Double.infinity
    public internal(set) var rows = 0
    /// Steps of the fit that was kept.
    public internal(set) var iterations = 0
    /// Whether that fit settled within the tolerance before its last permitted step.
    public internal(set) var converged = false

    public var components: Int { weights.count }
    public var dimensions: Int { means.columns }

    /// A mixture of given parameters, for instance as a start.
    /// - Throws: `StatisticsError` where counts do not agree, weights are not probabilities, a value is not finite or a
    ///   covariance not positive definite.
    public init(weights: [Double], means: Matrix, covariances: [Matrix]) throws {
        let k = weights.count
        guard k > 0, means.rows == k, covariances.count == k, means.columns > 0 else {
            throw StatisticsError(
                "means", "\(means.rows) × \(means.columns), with \(covariances.count) covariances",
                "one row and one matrix for each of \(k) weights")
        }
        if let i = weights.firstIndex(where: { !($0 >= 0) }) {
            throw StatisticsError("weights", weights[i], at: i, "a probability")
        }
        guard abs(sum(weights) - 1) <= 1e-9 else { throw StatisticsError("weights", "\(sum(weights)) in sum", "a sum of 1") }
        try StatisticsError.requireFinite(means.elements, "means")
        for (i, covariance) in covariances.enumerated() {
            guard covariance.rows == means.columns, covariance.isSquare,
                Cholesky(covariance, minimumReciprocalCondition: 0) != nil
            else {
                throw StatisticsError(
                    "covariances", "\(covariance.rows) × \(covariance.columns)", at: i,
                    "a positive definite matrix of \(means.columns) rows")
            }
        }
        self.init(unchecked: weights, means, covariances)
    }

    init(unchecked weights: [Double], _ means: Matrix, _ covariances: [Matrix]) {
        (self.weights, self.means, self.covariances) = (weights, means, covariances)
    }

    /// Free parameters: K − 1 weights, K·d means, K·d(d + 1)/2 covariances.
    public var parameters: Int { components - 1 + components * dimensions * (dimensions + 3) / 2 }
    /// Bayes' (Schwarz 1978) and Akaike's (1974) criteria; smaller is better.
    public var bic: Double { Double(parameters) * log(Double(rows)) - 2 * logLikelihood }
    public var aic: Double { 2 * Double(parameters) - 2 * logLikelihood }

    /// Probability of each component given each row, T × K; every row sums to one.
    /// - Throws: `StatisticsError` where the columns are not as many as dimensions, or a value is not finite or so far away that
    ///   no component has a density there.
    public func responsibilities(of data: Matrix) throws -> Matrix { try posterior(of: data).responsibilities }

    /// Log density of each row.
    public func logLikelihoods(of data: Matrix) throws -> [Double] { try posterior(of: data).logLikelihoods }

    private func posterior(of data: Matrix) throws -> (responsibilities: Matrix, logLikelihoods: [Double]) {
        guard data.columns == dimensions else { throw StatisticsError("data", "\(data.columns) columns", "\(dimensions)") }
        guard let result = expectation(data) else {
            throw StatisticsError("covariances", "not positive definite", "covariances as fitted")
        }
        if let row = result.logLikelihoods.firstIndex(where: { !$0.isFinite }) {
            throw StatisticsError("data, row \(row)", "\(data.row(row))", "finite numbers in the range of the fitted data")
        }
        return result
    }

    /// The expectation step, by log-sum-exp: no density underflows. nil where a covariance is not positive definite.
    func expectation(_ data: Matrix) -> (responsibilities: Matrix, logLikelihoods: [Double])? {
        guard let densities = GaussianDensities(means: means, covariances: covariances) else { return nil }
        var joint = densities.logDensities(of: data)
        let (t, k) = (data.rows, components)
        var likelihoods = [Double](repeating: 0, count: t)
        let logWeights = weights.map { log($0) }
        joint.elements.withUnsafeMutableBufferPointer { p in
            for row in 0..<t {
                var largest = -Double.infinity
                for c in 0..<k {
                    p[c * t + row] += logWeights[c]
                    largest = max(largest, p[c * t + row])
                }
                var total = 0.0
                for c in 0..<k {
                    p[c * t + row] = exp(p[c * t + row] - largest)
                    total += p[c * t + row]
                }
                for c in 0..<k { p[c * t + row] /= total }
                likelihoods[row] = largest + log(total)
            }
        }
        return (joint, likelihoods)
    }
}

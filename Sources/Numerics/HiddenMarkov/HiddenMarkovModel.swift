/// A hidden Markov model whose states emit normal vectors with full covariance matrices (Rabiner 1989).
///
/// States are numbered as a `GaussianMixture` numbers components: by ascending volatility.
public struct HiddenMarkovModel: Equatable, Sendable {
    /// Probability of each state at the first row.
    public internal(set) var initial: [Double]
    /// K × K: row i holds the probabilities of the next state given state i.
    public internal(set) var transition: Matrix
    /// K × d.
    public internal(set) var means: Matrix
    /// K matrices, d × d.
    public internal(set) var covariances: [Matrix]
    /// Of the rows that it was fitted to, with these parameters.
    public internal(set) var logLikelihood = -Double.infinity
    public internal(set) var rows = 0
    public internal(set) var iterations = 0
    public internal(set) var converged = false

    public var states: Int { initial.count }
    public var dimensions: Int { means.columns }

    /// - Throws: `StatisticsError` where sizes do not agree, probabilities do not sum to one, or a covariance is not positive
    ///   definite.
    public init(initial: [Double], transition: Matrix, means: Matrix, covariances: [Matrix]) throws {
        // The emissions are checked as a mixture's.
        let emissions = try GaussianMixture(weights: initial, means: means, covariances: covariances)
        guard transition.rows == initial.count, transition.isSquare else {
            throw StatisticsError(
                "transition", "\(transition.rows) × \(transition.columns)", "\(initial.count) × \(initial.count)")
        }
        for i in 0..<transition.rows {
            let row = transition.row(i)
            guard row.allSatisfy({ $0 >= 0 }), abs(sum(row) - 1) <= 1e-9 else {
                throw StatisticsError("transition, row \(i)", "\(row)", "probabilities that sum to 1")
            }
        }
        self.init(unchecked: initial, transition, emissions.means, emissions.covariances)
    }

    init(unchecked initial: [Double], _ transition: Matrix, _ means: Matrix, _ covariances: [Matrix]) {
        (self.initial, self.transition, self.means, self.covariances) = (initial, transition, means, covariances)
    }

    /// The same model with its states in another order: number `order[i]` becomes number i.
    public func permuted(_ order: [Int]) -> HiddenMarkovModel {
        precondition(order.sorted() == Array(0..<states))
        var result = self
        result.initial = order.map { initial[$0] }
        result.transition = transition.submatrix(rows: order, columns: order)
        result.means = means.submatrix(rows: order, columns: Array(0..<dimensions))
        result.covariances = order.map { covariances[$0] }
        return result
    }

    func logDensities(_ data: Matrix) throws -> Matrix {
        guard data.columns == dimensions else { throw StatisticsError("data", "\(data.columns) columns", "\(dimensions)") }
        guard let densities = GaussianDensities(means: means, covariances: covariances) else {
            throw StatisticsError("covariances", "not positive definite", "covariances as fitted")
        }
        let result = densities.logDensities(of: data)
        for row in 0..<data.rows where !(0..<states).contains(where: { result[row, $0].isFinite }) {
            throw StatisticsError("data, row \(row)", "\(data.row(row))", "finite numbers in the range of the fitted data")
        }
        return result
    }
}

import Glibc

/// The probabilities of a model's states given the rows so far, row by row. What it answers at a row cannot depend on a later
/// one: it has not seen it.
public struct HiddenMarkovFilter: Sendable {
    private let transition: Matrix
    private let densities: GaussianDensities
    private let dimensions: Int
    /// Before a row: the probabilities predicted for it. After: those given it.
    private var step: FilterStep
    /// Log density of all rows so far.
    public private(set) var logLikelihood = 0.0
    public private(set) var rows = 0

    /// - Throws: `StatisticsError` where a covariance is not positive definite.
    public init(_ model: HiddenMarkovModel) throws {
        try LinearAlgebra.require()
        guard let densities = GaussianDensities(means: model.means, covariances: model.covariances) else {
            throw StatisticsError("covariances", "not positive definite", "covariances as fitted")
        }
        self.densities = densities
        transition = model.transition
        dimensions = model.dimensions
        step = FilterStep(predicted: model.initial)
    }

    /// Takes in a row and gives the probability of each state; they sum to one. O(K·d² + K²).
    /// - Throws: `StatisticsError` for a row of another length or not finite, which leaves the filter as it was.
    public mutating func update(_ row: [Double]) throws -> [Double] {
        guard row.count == dimensions else { throw StatisticsError("row", "\(row.count) values", "\(dimensions)") }
        try StatisticsError.requireFinite(row, "row")
        let logs = densities.logDensities(of: row)
        guard logs.contains(where: \.isFinite) else {
            throw StatisticsError("row", "\(row)", "finite numbers in the range of the fitted data")
        }
        if rows > 0 { step.predict(transition) }
        logLikelihood += step.update(logs)
        rows += 1
        return step.probabilities
    }
}

/// One step of the forward recursion in scaled form: probabilities that sum to one, and the factor that made them so.
struct FilterStep: Sendable {
    private(set) var probabilities: [Double]
    /// Emission densities over the largest of a reachable state, as last used, and Σ predicted·density, which scaled them.
    private(set) var emissions: [Double]
    private(set) var scale = 1.0

    private var previous: [Double]

    init(predicted: [Double]) {
        (probabilities, emissions, previous) = (predicted, predicted, predicted)
    }

    /// p ← Aᵀp.
    mutating func predict(_ transition: Matrix) {
        let k = probabilities.count
        swap(&previous, &probabilities)
        for j in 0..<k {
            var total = 0.0
            for i in 0..<k { total += previous[i] * transition.elements[j * k + i] }
            probabilities[j] = total
        }
    }

    /// p ← p·b / Σ p·b; returns log Σ p·b. Densities are taken relative to the largest among states that can be, so that the
    /// scale is never zero however unlikely the row.
    mutating func update(_ logs: [Double]) -> Double {
        var largest = -Double.infinity
        for j in logs.indices where probabilities[j] > 0 { largest = max(largest, logs[j]) }
        // Every state that can be has a density too small for its logarithm: the row says nothing.
        guard largest.isFinite else {
            for j in logs.indices { emissions[j] = 1 }
            scale = 1
            return -.greatestFiniteMagnitude
        }
        scale = 0
        for j in logs.indices {
            emissions[j] = probabilities[j] > 0 ? exp(logs[j] - largest) : 0
            probabilities[j] *= emissions[j]
            scale += probabilities[j]
        }
        for j in logs.indices { probabilities[j] /= scale }
        return log(scale) + largest
    }
}

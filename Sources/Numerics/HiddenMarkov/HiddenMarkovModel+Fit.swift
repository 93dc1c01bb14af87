extension HiddenMarkovModel {
    /// Probabilities of staying in a state with which the fit starts.
    private static let persistences = [0.5, 0.9, 0.98]

    /// Fits by Baum and Welch's expectation-maximisation in scaled form. Emissions start from the mixture fitted to the same rows
    /// (with the options' restarts), transitions from several persistences; the greatest likelihood is kept, of equals the first.
    /// - Throws: `StatisticsError` for values that are not finite, constant columns, fewer rows than states, options out of
    ///   range.
    /// - Complexity: O(starts · iterations · T·(K·d² + K²)).
    public init(fitting data: Matrix, states: Int, stream: RandomStream, options: MixtureOptions = MixtureOptions()) throws {
        let mixture = try GaussianMixture(fitting: data, components: states, stream: stream, options: options)
        var best: HiddenMarkovModel?
        for persistence in Self.persistences {
            let start = HiddenMarkovModel(mixture, persistence: persistence)
            guard let candidate = try? HiddenMarkovModel(fitting: data, from: start, options: options) else { continue }
            if candidate.logLikelihood > best?.logLikelihood ?? -.infinity { best = candidate }
        }
        guard let best else {
            throw StatisticsError("data", "no start gave a finite likelihood", "columns of comparable scale, or a larger floor")
        }
        self = best
    }

    /// The mixture's components as states that last.
    init(_ mixture: GaussianMixture, persistence: Double) {
        let k = mixture.components
        var transition = Matrix(rows: k, columns: k, repeating: k > 1 ? (1 - persistence) / Double(k - 1) : 0)
        for i in 0..<k { transition[i, i] = k > 1 ? persistence : 1 }
        self.init(unchecked: [Double](repeating: 1 / Double(k), count: k), transition, mixture.means, mixture.covariances)
    }

    /// Fits from a given start, for instance last month's model: one run, no randomness.
    public init(fitting data: Matrix, from start: HiddenMarkovModel, options: MixtureOptions = MixtureOptions()) throws {
        try LinearAlgebra.require()
        try options.validate()
        let checked = try MixtureData(data, components: start.states)
        let floor = options.floor.values(checked.variances)
        var current = start
        (current.rows, current.iterations, current.converged, current.logLikelihood) = (data.rows, 0, false, -.infinity)
        while true {
            let forward = current.forward(try current.logDensities(data))
            let change = abs(forward.logLikelihood - current.logLikelihood) / Double(data.rows)
            current.logLikelihood = forward.logLikelihood
            if change <= options.tolerance { current.converged = true }
            if current.converged || current.iterations == options.maximumIterations { break }
            current.maximise(data, forward, floor)
            current.iterations += 1
        }
        self = current.ordered(checked)
    }

    private mutating func maximise(_ data: Matrix, _ forward: Forward, _ floor: [Double]) {
        let (posterior, transitions) = backward(forward)
        for i in 0..<states {
            let total = sum(transitions.row(i))
            // A state that was never left, having never been, keeps its row.
            guard total > 0 else { continue }
            for j in 0..<states { transition[i, j] = transitions[i, j] / total }
        }
        initial = posterior.row(0)
        let moments = WeightedMoments(data, weights: posterior, floor: floor, previous: means)
        (means, covariances) = (moments.means, moments.covariances)
    }

    private func ordered(_ checked: MixtureData) -> HiddenMarkovModel {
        let volatilities = covariances.map { covariance in
            (0..<dimensions).reduce(0) { $0 + covariance[$1, $1] / checked.variances[$1] }
        }
        return permuted((0..<states).sorted { (volatilities[$0], $0) < (volatilities[$1], $1) })
    }
}

extension GaussianMixture {
    /// Fits by expectation-maximisation (Dempster, Laird and Rubin 1977) from several k-means++ starts and keeps the greatest
    /// likelihood; of equals, the first. The same data and stream give the same bits.
    /// - Parameter data: T × d, one row an observation.
    /// - Throws: `StatisticsError` for values that are not finite, constant columns, fewer rows than components, options out of
    ///   range.
    /// - Complexity: O(restarts · iterations · T·K·d²).
    public init(
        fitting data: Matrix, components: Int, stream: RandomStream, options: MixtureOptions = MixtureOptions()
    ) throws {
        try LinearAlgebra.require()
        try options.validate()
        let checked = try MixtureData(data, components: components)
        var best: GaussianMixture?
        for restart in 0..<options.restarts {
            var stream = stream.substream(UInt64(restart))
            let start = KMeans(data, clusters: components, variances: checked.variances, stream: &stream).memberships
            let candidate = Self.maximise(data, start, checked, options, previous: nil).iterated(data, checked, options)
            if candidate.logLikelihood > best?.logLikelihood ?? -.infinity { best = candidate }
        }
        guard let best else {
            throw StatisticsError("data", "no start gave a finite likelihood", "columns of comparable scale, or a larger floor")
        }
        self = best.ordered(checked)
    }

    /// Fits from a given start, for instance last month's mixture: one run, no randomness.
    public init(fitting data: Matrix, from start: GaussianMixture, options: MixtureOptions = MixtureOptions()) throws {
        try LinearAlgebra.require()
        try options.validate()
        guard data.columns == start.dimensions else {
            throw StatisticsError("data", "\(data.columns) columns", "\(start.dimensions), as in the start")
        }
        let checked = try MixtureData(data, components: start.components)
        let result = start.iterated(data, checked, options)
        guard result.logLikelihood.isFinite else {
            throw StatisticsError(
                "start", "a likelihood of zero or a singular covariance", "parameters nearer to the data, or a larger floor")
        }
        self = result.ordered(checked)
    }

    /// Alternates both steps until the likelihood settles; the likelihood is that of the parameters returned.
    private func iterated(_ data: Matrix, _ checked: MixtureData, _ options: MixtureOptions) -> GaussianMixture {
        var current = self
        current.rows = data.rows
        current.iterations = 0
        current.converged = false
        current.logLikelihood = -.infinity
        while let step = current.expectation(data) {
            let likelihood = sum(step.logLikelihoods)
            let change = abs(likelihood - current.logLikelihood) / Double(data.rows)
            current.logLikelihood = likelihood.isNaN ? -.infinity : likelihood
            if change <= options.tolerance { current.converged = true }
            if current.converged || likelihood.isNaN || current.iterations == options.maximumIterations { return current }
            var next = Self.maximise(data, step.responsibilities, checked, options, previous: current.means)
            next.iterations = current.iterations + 1
            (next.rows, next.logLikelihood) = (data.rows, likelihood)
            current = next
        }
        current.logLikelihood = -.infinity
        return current
    }

    private static func maximise(
        _ data: Matrix, _ responsibilities: Matrix, _ checked: MixtureData, _ options: MixtureOptions, previous: Matrix?
    ) -> GaussianMixture {
        let moments = WeightedMoments(
            data, weights: responsibilities, floor: options.floor.values(checked.variances), previous: previous)
        let total = sum(moments.totals)
        return GaussianMixture(unchecked: moments.totals.map { $0 / total }, moments.means, moments.covariances)
    }

    private func ordered(_ checked: MixtureData) -> GaussianMixture {
        let volatilities = covariances.map { covariance in
            (0..<dimensions).reduce(0) { $0 + covariance[$1, $1] / checked.variances[$1] }
        }
        return permuted((0..<components).sorted { (volatilities[$0], $0) < (volatilities[$1], $1) })
    }

    /// The same mixture with its components in another order: number `order[i]` becomes number i.
    public func permuted(_ order: [Int]) -> GaussianMixture {
        precondition(order.sorted() == Array(0..<components))
        var result = self
        result.weights = order.map { weights[$0] }
        result.means = means.submatrix(rows: order, columns: Array(0..<dimensions))
        result.covariances = order.map { covariances[$0] }
        return result
    }
}

/// Mixtures of different numbers of components fitted to the same data.
public struct MixtureSelection: Equatable, Sendable {
    /// In ascending number of components.
    public let candidates: [GaussianMixture]
    /// The one of least BIC; of equals, the smallest.
    public let best: GaussianMixture

    public init(
        fitting data: Matrix, components: ClosedRange<Int>, stream: RandomStream, options: MixtureOptions = MixtureOptions()
    ) throws {
        candidates = try components.map {
            try GaussianMixture(fitting: data, components: $0, stream: stream.substream(UInt64(max($0, 0))), options: options)
        }
        var best = candidates[0]
        for candidate in candidates where candidate.bic < best.bic { best = candidate }
        self.best = best
    }
}

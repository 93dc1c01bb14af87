import Numerics

/// Three regimes of a market, told by features of the last `window` returns.
///
/// A mixture or a hidden Markov model of three normal components is fitted to the rows of features; components in ascending order
/// of their mean volatility are low volatility, trending and high volatility. The hidden Markov model weighs a row against how
/// long regimes last, so it changes its mind less often; the mixture sees each window alone.
///
/// Readings are causal: the reading at a time uses returns up to that time and the parameters given. Parameters are fitted to the
/// returns passed to `init` only, so readings of later returns use nothing that was not known; readings of the same returns know
/// the parameters that their future helped to fit, and are for study. `walkForward` gives readings free of that over a whole
/// history.
public struct RegimeModel: Equatable, Sendable {
    public enum Method: String, Sendable {
        case mixture
        case hiddenMarkov
    }

    public let method: Method
    public let features: [RegimeFeature]
    public let window: Int
    /// The mixture; of a hidden Markov model, one of its states weighted by how often each occurs in the data.
    public let mixture: GaussianMixture
    /// nil for `mixture`.
    public let hiddenMarkov: HiddenMarkovModel?

    /// Of fits: regimes need no more digits than these, and histories without any make the likelihood flat and the fit long.
    public static let fitOptions: MixtureOptions = {
        var options = MixtureOptions()
        options.restarts = 4
        options.maximumIterations = 300
        options.tolerance = 1e-6
        return options
    }()

    /// - Parameter returns: simple returns a period, oldest first; at least window + 30.
    /// - Throws: `StatisticsError` for returns that are not finite, are below −1 or do not vary, too few of them, a window below
    ///   two, and features without the volatility.
    public init(
        fitting returns: [Double], window: Int = 21, features: [RegimeFeature] = [.volatility, .momentum],
        method: Method = .hiddenMarkov,
        stream: RandomStream = RandomStream(seed: 0, stream: "regimes"), options: MixtureOptions = RegimeModel.fitOptions
    ) throws {
        try Self.check(features, returns, window)
        let table = try RegimeFeature.table(features, of: returns, window: window)
        let count = Regime.allCases.count
        switch method {
        case .mixture:
            let mixture = try GaussianMixture(fitting: table, components: count, stream: stream, options: options)
            self.init(mixture: mixture, features: features, window: window)
        case .hiddenMarkov:
            let model = try HiddenMarkovModel(fitting: table, states: count, stream: stream, options: options)
            try self.init(hiddenMarkov: model, table, features: features, window: window)
        }
    }

    /// Fits to more returns from the parameters of `previous`: cheaper than anew, and without randomness.
    public init(fitting returns: [Double], from previous: RegimeModel, options: MixtureOptions = RegimeModel.fitOptions) throws {
        try Self.check(previous.features, returns, previous.window)
        let table = try RegimeFeature.table(previous.features, of: returns, window: previous.window)
        if let start = previous.hiddenMarkov {
            let model = try HiddenMarkovModel(fitting: table, from: start, options: options)
            try self.init(hiddenMarkov: model, table, features: previous.features, window: previous.window)
        } else {
            let mixture = try GaussianMixture(fitting: table, from: previous.mixture, options: options)
            self.init(mixture: mixture, features: previous.features, window: previous.window)
        }
    }

    private static func check(_ features: [RegimeFeature], _ returns: [Double], _ window: Int) throws {
        try RegimeFeature.check(features, window: window)
        guard features.contains(.volatility), Set(features).count == features.count else {
            throw StatisticsError(
                "features", "\(features.map(\.rawValue))", "different ones, volatility among them: regimes are named by it")
        }
        guard returns.count >= window + 30 else {
            throw StatisticsError(
                "returns", "\(returns.count) values", "at least \(window + 30): a window of \(window) and 30 more")
        }
    }

    private init(mixture: GaussianMixture, features: [RegimeFeature], window: Int) {
        (method, self.features, self.window, hiddenMarkov) = (.mixture, features, window, nil)
        self.mixture = mixture.permuted(Self.order(mixture.means, features))
    }

    private init(hiddenMarkov model: HiddenMarkovModel, _ table: Matrix, features: [RegimeFeature], window: Int) throws {
        (method, self.features, self.window) = (.hiddenMarkov, features, window)
        let ordered = model.permuted(Self.order(model.means, features))
        hiddenMarkov = ordered
        let posterior = try ordered.smooth(table)
        let totals = (0..<ordered.states).map { sum(posterior.column($0)) }
        let all = sum(totals)
        mixture = try GaussianMixture(weights: totals.map { $0 / all }, means: ordered.means, covariances: ordered.covariances)
    }

    private static func order(_ means: Matrix, _ features: [RegimeFeature]) -> [Int] {
        let column = means.column(features.firstIndex(of: .volatility) ?? 0)
        return column.indices.sorted { (column[$0], $0) < (column[$1], $1) }
    }

    public var converged: Bool { hiddenMarkov?.converged ?? mixture.converged }

    /// A feature's mean in a regime.
    public func mean(of feature: RegimeFeature, in regime: Regime) -> Double? {
        features.firstIndex(of: feature).map { mixture.means[regime.rawValue, $0] }
    }

    /// The reading at each return; nil until the window is full. O(T·window).
    public func readings(of returns: [Double]) throws -> [RegimeReading?] {
        var tracker = try RegimeTracker(self)
        return try returns.map { try tracker.append($0) }
    }

    /// Probability of each regime given the whole series, later returns too: for study, not for decisions. nil until the window
    /// is full.
    public func smoothed(_ returns: [Double]) throws -> [RegimeReading?] {
        let table = try RegimeFeature.table(features, of: returns, window: window)
        let probabilities = try hiddenMarkov?.smooth(table) ?? mixture.responsibilities(of: table)
        return (0..<returns.count).map { index in
            index < window - 1 ? nil : RegimeReading(probabilities: probabilities.row(index - window + 1))
        }
    }
}

import Glibc
import Numerics
import Risk

/// A model of market states and the probabilities that it reads at each return.
struct RegimeFit {
    static let features: [RegimeFeature] = [.volatility, .momentum]

    let states: Int
    /// A row of probabilities at each return; `nil` until the window is full.
    let readings: [[Double]?]
    /// K × features, in ascending order of volatility.
    let means: Matrix
    /// Of a hidden Markov model.
    let transition: Matrix?
    let logLikelihood: Double
    let parameters: Int
    let rows: Int
    let converged: Bool

    var bic: Double { Double(parameters) * log(Double(rows)) - 2 * logLikelihood }

    /// Three states are those of `RegimeModel`, which strategies see too; other numbers are the same models of as many components.
    init(_ returns: [Double], states: Int, _ options: RegimeOptions) throws {
        let stream = RandomStream(seed: options.seed, stream: "regimes")
        if states == Regime.allCases.count {
            let model = try RegimeModel(
                fitting: returns, window: options.window, features: RegimeFit.features, method: options.isHidden ? .hiddenMarkov : .mixture,
                stream: stream)
            self.init(model.hiddenMarkov, model.mixture, readings: try model.readings(of: returns).map { $0?.probabilities })
            return
        }
        let table = try RegimeFeature.table(RegimeFit.features, of: returns, window: options.window)
        let lead = [[Double]?](repeating: nil, count: options.window - 1)
        if options.isHidden {
            let fitted = try HiddenMarkovModel(fitting: table, states: states, stream: stream)
            let model = fitted.permuted(RegimeFit.order(fitted.means))
            let mixture = try GaussianMixture(weights: model.initial, means: model.means, covariances: model.covariances)
            let filtered = try model.filter(table)
            self.init(model, mixture, readings: lead + (0..<table.rows).map { filtered.row($0) })
        } else {
            let fitted = try GaussianMixture(fitting: table, components: states, stream: stream)
            let mixture = fitted.permuted(RegimeFit.order(fitted.means))
            let probabilities = try mixture.responsibilities(of: table)
            self.init(nil, mixture, readings: lead + (0..<table.rows).map { probabilities.row($0) })
        }
    }

    private init(_ hidden: HiddenMarkovModel?, _ mixture: GaussianMixture, readings: [[Double]?]) {
        let (k, d) = (mixture.components, mixture.dimensions)
        states = k
        self.readings = readings
        means = mixture.means
        transition = hidden?.transition
        logLikelihood = hidden?.logLikelihood ?? mixture.logLikelihood
        // Of a hidden Markov model: first probabilities, transitions, means and covariances.
        parameters = hidden == nil ? mixture.parameters : k - 1 + k * (k - 1) + k * d * (d + 3) / 2
        rows = hidden?.rows ?? mixture.rows
        converged = hidden?.converged ?? mixture.converged
    }

    private init(_ other: RegimeFit, readings: [[Double]?]) {
        (states, means, transition, logLikelihood) = (other.states, other.means, other.transition, other.logLikelihood)
        (parameters, rows, converged) = (other.parameters, other.rows, other.converged)
        self.readings = readings
    }

    /// The same with readings of models that had seen only earlier returns.
    func walkingForward(_ returns: [Double], _ options: RegimeOptions) throws -> RegimeFit {
        let readings = try RegimeModel.walkForward(
            returns, schedule: RegimeSchedule(minimumHistory: max(504, options.window + 30)), window: options.window,
            features: RegimeFit.features, method: options.isHidden ? .hiddenMarkov : .mixture,
            stream: RandomStream(seed: options.seed, stream: "regimes"))
        return RegimeFit(self, readings: readings.map { $0?.probabilities })
    }

    private static func order(_ means: Matrix) -> [Int] {
        let volatility = means.column(0)
        return volatility.indices.sorted { (volatility[$0], $0) < (volatility[$1], $1) }
    }
}

import Numerics
import Risk

/// `regime`: the state of a market, told by features of its last returns.
enum RegimeLibrary {
    static let functions: [NativeFunction] = [
        NativeFunction(
            "regime.features", "Mean, volatility, Sharpe, momentum and range of each window of returns.",
            [.vector("returns", "simple returns, the newest last")], options: [.whole("window", "default 21")],
            results: [.matrix("features", "one row a window; columns mean, volatility, sharpe, momentum, range")]
        ) { call in
            let table = try RegimeFeature.table(RegimeFeature.allCases, of: call.vector(0, atLeast: 2), window: window(call))
            return [.matrix(table, names: RegimeFeature.allCases.map(\.rawValue))]
        },
        NativeFunction(
            "regime.fit", "Fits three regimes: low volatility, trending, high volatility. Milliseconds; fit on a timer and read each bar.",
            [.vector("returns", "simple returns, at least window + 30")], options: fitOptions,
            results: [.table("model", "plain values for regime.read; may be kept in ctx.state")]
        ) { call in [record(try fit(call))] },
        NativeFunction(
            "regime.read", "The regime at the newest of the returns, from nothing later.",
            [.table("model", "of regime.fit"), .vector("returns", "simple returns, at least the model's window")], results: [reading]
        ) { call in
            guard case .table(let fields) = call[0] else { throw call.mistake(0, "a model of regime.fit") }
            return [try read(StoredModel(fields), call.vector(1, atLeast: 2))]
        },
        NativeFunction(
            "regime.detect", "regime.fit and regime.read on the same returns.", [.vector("returns", "simple returns, at least window + 30")],
            options: fitOptions, results: [reading]
        ) { call in
            let model = try fit(call)
            return [try read(StoredModel(model), call.vector(0))]
        },
    ]

    private static let fitOptions: [NativeFunction.Parameter] = [
        .whole("window", "returns a feature looks at (default 21)"), .text("method", "hmm (default) or mixture"), .whole("seed", "of the starts (default 0)"),
    ]
    private static let reading = NativeFunction.Parameter.table(
        "reading", "regime ('low volatility', 'trending', 'high volatility'), confidence, probabilities (named), strategies")

    private static func window(_ call: NativeCall) throws -> Int { try call.whole(option: "window", atLeast: 2) ?? 21 }

    private static func fit(_ call: NativeCall) throws -> RegimeModel {
        let method = try call.choice(option: "method", ["hmm", "mixture"]) ?? "hmm"
        let seed = UInt64(try call.whole(option: "seed", atLeast: 0) ?? 0)
        return try RegimeModel(
            fitting: call.vector(0, atLeast: 2), window: window(call), method: method == "hmm" ? .hiddenMarkov : .mixture,
            stream: RandomStream(seed: seed, stream: "regimes"))
    }

    private static func record(_ model: RegimeModel) -> NativeValue {
        let names = model.features.map(\.rawValue)
        var fields: [(String, NativeValue)] = [
            ("window", .number(Double(model.window))), ("features", .texts(names)), ("converged", .boolean(model.converged)),
        ]
        let covariances: [Matrix]
        if let markov = model.hiddenMarkov {
            fields += [
                ("weights", .vector(markov.initial)), ("means", .matrix(markov.means, names: names)), ("transition", .matrix(markov.transition)),
            ]
            covariances = markov.covariances
        } else {
            fields += [("weights", .vector(model.mixture.weights)), ("means", .matrix(model.mixture.means, names: names))]
            covariances = model.mixture.covariances
        }
        return .record(fields + [("covariances", .list(covariances.map { .matrix($0) }))])
    }

    private static func read(_ model: StoredModel, _ returns: [Double]) throws -> NativeValue {
        let table = try RegimeFeature.table(model.features, of: returns, window: model.window)
        let last = RegimeReading(probabilities: try model.probabilities(table).row(table.rows - 1))
        return .record([
            ("regime", .text(last.regime.name)), ("confidence", .number(last.confidence)),
            ("probabilities", .vector(last.probabilities, names: Regime.allCases.map(\.name))),
            ("strategies", .texts(last.recommendedStrategies.map(\.rawValue))),
        ])
    }
}

/// A fitted model as a script keeps it.
private struct StoredModel {
    let window: Int
    let features: [RegimeFeature]
    private let weights: [Double]
    private let means: Matrix
    private let covariances: [Matrix]
    private let transition: Matrix?

    init(_ model: RegimeModel) {
        window = model.window
        features = model.features
        weights = model.hiddenMarkov?.initial ?? model.mixture.weights
        means = model.hiddenMarkov?.means ?? model.mixture.means
        covariances = model.hiddenMarkov?.covariances ?? model.mixture.covariances
        transition = model.hiddenMarkov?.transition
    }

    init(_ fields: [(key: String?, value: NativeValue)]) throws(NativeMistake) {
        func field(_ name: String) -> NativeValue { fields.first { $0.key == name }?.value ?? .none }
        let mistake = NativeMistake("regime.read: argument 1 is no model: expected what regime.fit gave")
        guard case .number(let window) = field("window"), window >= 2, window < 1e9, case .vector(let weights, _) = field("weights"),
            case .matrix(let means, _) = field("means"), case .table(let list) = field("covariances"), case .table(let names) = field("features")
        else { throw mistake }
        self.window = Int(window)
        (self.weights, self.means) = (weights, means)
        covariances = list.compactMap { if case .matrix(let matrix, _) = $0.value { matrix } else { nil } }
        features = names.compactMap { if case .text(let name) = $0.value { RegimeFeature(rawValue: name) } else { nil } }
        if case .matrix(let matrix, _) = field("transition") { transition = matrix } else { transition = nil }
        guard weights.count == Regime.allCases.count, means.rows == weights.count, covariances.count == weights.count, features.count == means.columns,
            covariances.allSatisfy({ $0.rows == features.count && $0.columns == features.count })
        else { throw mistake }
    }

    /// Of each regime at each row of features, from that row and those before.
    func probabilities(_ table: Matrix) throws -> Matrix {
        guard let transition else { return try GaussianMixture(weights: weights, means: means, covariances: covariances).responsibilities(of: table) }
        return try HiddenMarkovModel(initial: weights, transition: transition, means: means, covariances: covariances).filter(table)
    }
}

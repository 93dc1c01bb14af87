import Glibc
import Numerics

/// One method's state over the returns so far.
struct RollingForecaster {
    private let method: RollingRisk.Method
    private let confidence: Double
    private let tail: Double
    private var sorted: SortedWindow
    private var moments: RollingMoments
    private var volatility: ExponentialVolatility
    /// Probabilities by age, for the method that has them.
    private var probabilities: [Double] = []
    private var multiple = (valueAtRisk: 0.0, expectedShortfall: 0.0)
    private var count = 0

    init(_ method: RollingRisk.Method, window: Int, confidence: Double) throws {
        self.method = method
        self.confidence = confidence
        tail = tailProbability(confidence)
        sorted = SortedWindow(capacity: window)
        moments = RollingMoments(capacity: window)
        volatility = try ExponentialVolatility()
        switch method {
        case .ageWeighted(let decay): probabilities = try AgeWeightedRisk.probabilities(count: window, decay: decay)
        case .normal: multiple = NormalRisk.multiples(confidence)
        case .student(let degrees?):
            let standard = try StudentFit(mean: 0, deviation: 1, degreesOfFreedom: degrees)
            let risk = try StudentRisk.estimate(standard, confidence: confidence)
            multiple = (risk.valueAtRisk, risk.expectedShortfall)
        case .exponential(let decay), .filteredHistorical(let decay):
            volatility = try ExponentialVolatility(decay: decay)
            multiple = NormalRisk.multiples(confidence)
        case .historical, .student(nil), .cornishFisher: break
        }
    }

    mutating func add(_ value: Double) {
        switch method {
        case .historical, .ageWeighted: sorted.add(value)
        case .normal, .student, .cornishFisher: moments.add(value)
        case .exponential: volatility.add(value)
        case .filteredHistorical:
            let forecast = volatility.forecast
            if forecast > 0 { sorted.add(value / forecast) }
            volatility.add(value)
        }
        count += 1
    }

    var forecast: (valueAtRisk: Double, expectedShortfall: Double) {
        switch method {
        case .historical: return sorted.historical(tail: tail)
        case .ageWeighted:
            let window = probabilities.count
            let first = count - window
            let scenarios = zip(sorted.values, sorted.times).lazy.map { (value: $0, probability: probabilities[$1 - first]) }
            return WeightedTail.estimate(ascending: scenarios, tail: tail)
        case .normal, .student(.some): return scaled(multiple, moments.central)
        case .student(nil):
            let central = moments.central
            let degrees = StudentFit.degrees(kurtosis: central.excessKurtosis)
            let standard = StudentRisk.multiples(confidence, degreesOfFreedom: degrees)
            let shrink = degrees.isInfinite ? 1 : ((degrees - 2) / degrees).squareRoot()
            return scaled((shrink * standard.valueAtRisk, shrink * standard.expectedShortfall), central)
        case .cornishFisher:
            let central = moments.central
            guard central.second > 0,
                let expansion = try? CornishFisher(skewness: central.skewness, excessKurtosis: central.excessKurtosis)
            else {
                return (-central.mean, -central.mean)
            }
            return scaled(expansion.rearranged(tail: tail), central)
        case .exponential: return (volatility.forecast * multiple.valueAtRisk, volatility.forecast * multiple.expectedShortfall)
        case .filteredHistorical:
            guard !sorted.values.isEmpty else { return (0, 0) }
            let standard = sorted.historical(tail: tail)
            return (volatility.forecast * standard.valueAtRisk, volatility.forecast * standard.expectedShortfall)
        }
    }

    private func scaled(_ multiple: (valueAtRisk: Double, expectedShortfall: Double), _ central: CentralSums) -> (
        valueAtRisk: Double, expectedShortfall: Double
    ) {
        let deviation = central.standardDeviation()
        return (deviation * multiple.valueAtRisk - central.mean, deviation * multiple.expectedShortfall - central.mean)
    }
}

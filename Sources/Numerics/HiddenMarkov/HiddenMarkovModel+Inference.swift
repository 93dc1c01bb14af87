import Glibc

extension HiddenMarkovModel {
    /// Causal probabilities: row t given rows 0…t. T × K, every row sums to one. O(T·(K·d² + K²)).
    public func filter(_ data: Matrix) throws -> Matrix { forward(try logDensities(data)).filtered }

    /// Probabilities given all rows, later ones too: for study, not for decisions.
    public func smooth(_ data: Matrix) throws -> Matrix {
        let forward = forward(try logDensities(data))
        return backward(forward).posterior
    }

    /// Log density of all rows.
    public func score(_ data: Matrix) throws -> Double { forward(try logDensities(data)).logLikelihood }

    /// The single most probable sequence of states given all rows (Viterbi 1967), and the log of its joint density with them. Of equals
    /// the state of lowest number. O(T·K²).
    public func mostProbablePath(_ data: Matrix) throws -> (states: [Int], logProbability: Double) {
        let logs = try logDensities(data)
        let (t, k) = (logs.rows, states)
        guard t > 0 else { return ([], 0) }
        let logTransition = transition.elements.map { log($0) }
        var best = (0..<k).map { log(initial[$0]) + logs[0, $0] }
        var origins = [Int](repeating: 0, count: t * k)
        for row in 1..<max(t, 1) {
            let before = best
            for j in 0..<k {
                var origin = 0
                for i in 1..<max(k, 1) where before[i] + logTransition[j * k + i] > before[origin] + logTransition[j * k + origin] { origin = i }
                best[j] = before[origin] + logTransition[j * k + origin] + logs[row, j]
                origins[row * k + j] = origin
            }
        }
        var state = 0
        for j in 1..<max(k, 1) where best[j] > best[state] { state = j }
        let probability = best[state]
        var path = [Int](repeating: state, count: t)
        for row in stride(from: t - 1, to: 0, by: -1) {
            state = origins[row * k + state]
            path[row - 1] = state
        }
        return (path, probability)
    }

    struct Forward {
        var filtered: Matrix
        /// As in `FilterStep`: T × K and T.
        var emissions: Matrix
        var scales: [Double]
        var logLikelihood: Double
    }

    func forward(_ logs: Matrix) -> Forward {
        let (t, k) = (logs.rows, states)
        var result = Forward(
            filtered: Matrix(rows: t, columns: k), emissions: Matrix(rows: t, columns: k), scales: [], logLikelihood: 0)
        var scales = [Double](repeating: 1, count: t)
        var likelihood = 0.0
        var step = FilterStep(predicted: initial)
        var row = [Double](repeating: 0, count: k)
        result.filtered.elements.withUnsafeMutableBufferPointer { filtered in
            result.emissions.elements.withUnsafeMutableBufferPointer { emissions in
                for time in 0..<t {
                    if time > 0 { step.predict(transition) }
                    for j in 0..<k { row[j] = logs.elements[j * t + time] }
                    likelihood += step.update(row)
                    scales[time] = step.scale
                    for j in 0..<k {
                        filtered[j * t + time] = step.probabilities[j]
                        emissions[j * t + time] = step.emissions[j]
                    }
                }
            }
        }
        (result.scales, result.logLikelihood) = (scales, likelihood)
        return result
    }

    /// Smoothed probabilities, and Σₜ P(state i at t, state j at t + 1 | all rows).
    func backward(_ forward: Forward) -> (posterior: Matrix, transitions: Matrix) {
        let (t, k) = (forward.filtered.rows, states)
        var posterior = forward.filtered
        var transitions = Matrix(rows: k, columns: k)
        var beta = [Double](repeating: 1, count: k)
        var weighted = beta
        posterior.elements.withUnsafeMutableBufferPointer { posterior in
            transitions.elements.withUnsafeMutableBufferPointer { transitions in
                forward.emissions.elements.withUnsafeBufferPointer { emissions in
                    for time in stride(from: t - 2, through: 0, by: -1) {
                        let inverse = 1 / forward.scales[time + 1]
                        for j in 0..<k { weighted[j] = emissions[j * t + time + 1] * beta[j] * inverse }
                        var total = 0.0
                        for i in 0..<k {
                            // Not yet overwritten: still the filtered probability.
                            let alpha = posterior[i * t + time]
                            var sum = 0.0
                            for j in 0..<k {
                                let term = transition.elements[j * k + i] * weighted[j]
                                sum += term
                                transitions[j * k + i] += alpha * term
                            }
                            beta[i] = sum
                            posterior[i * t + time] = alpha * sum
                            total += alpha * sum
                        }
                        // One but for rounding.
                        for i in 0..<k { posterior[i * t + time] /= total }
                    }
                }
            }
        }
        return (posterior, transitions)
    }
}

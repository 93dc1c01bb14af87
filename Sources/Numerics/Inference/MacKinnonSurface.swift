/// MacKinnon's response surfaces of the Dickey-Fuller t distribution for one series: p-values from "Approximate asymptotic
/// distribution functions for unit-root and cointegration tests" (1994), critical values from "Critical values for
/// cointegration tests" (Queen's University working paper 1227, 2010).
struct MacKinnonSurface {
    /// Below it p = 0, above `highest` p = 1; `turn` parts the two polynomials in t.
    private let lowest: Double
    private let turn: Double
    private let highest: Double
    private let low: [Double]
    private let high: [Double]
    /// Rows 1 %, 5 %, 10 %; coefficients of 1, 1/n, 1/n², 1/n³.
    private let critical: [[Double]]

    init(_ trend: DickeyFullerTest.Trend) {
        switch trend {
        case .none:
            (lowest, turn, highest) = (-19.04, -1.04, .infinity)
            (low, high) = ([0.6344, 1.2378, 0.032496], [0.4797, 0.93557, -0.06999, 0.033066])
            critical = [
                [-2.56574, -2.2358, -3.627, 0], [-1.94100, -0.2686, -3.365, 31.223], [-1.61682, 0.2656, -2.714, 25.364],
            ]
        case .constant:
            (lowest, turn, highest) = (-18.83, -1.61, 2.74)
            (low, high) = ([2.1659, 1.4412, 0.038269], [1.7339, 0.93202, -0.12745, -0.010368])
            critical = [
                [-3.43035, -6.5393, -16.786, -79.433], [-2.86154, -2.8903, -4.234, -40.040], [-2.56677, -1.5384, -2.809, 0],
            ]
        case .linear:
            (lowest, turn, highest) = (-16.18, -2.89, 0.7)
            (low, high) = ([3.2512, 1.6047, 0.049588], [2.5261, 0.61654, -0.37956, -0.060285])
            critical = [
                [-3.95877, -9.0531, -28.428, -134.155], [-3.41049, -4.3904, -9.036, -45.374],
                [-3.12705, -2.5856, -3.925, -22.380],
            ]
        case .quadratic:
            (lowest, turn, highest) = (-17.17, -3.21, 0.54)
            (low, high) = ([4.0003, 1.658, 0.048288], [3.0778, 0.49529, -0.41477, -0.059359])
            critical = [
                [-4.37113, -11.5882, -35.819, -334.047], [-3.83239, -5.9057, -12.490, -118.284],
                [-3.55326, -3.6596, -5.293, -63.559],
            ]
        }
    }

    func pValue(_ t: Double) -> Double {
        if t > highest { return 1 }
        if t < lowest { return 0 }
        return normalCDF((t <= turn ? low : high).reversed().reduce(0) { $0 * t + $1 })
    }

    func criticalValues(observations: Int) -> (onePercent: Double, fivePercent: Double, tenPercent: Double) {
        let w = 1 / Double(observations)
        let values = critical.map { $0.reversed().reduce(0) { $0 * w + $1 } }
        return (values[0], values[1], values[2])
    }
}

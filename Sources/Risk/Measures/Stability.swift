import Glibc
import Numerics

extension Measure {
    /// 1: growth without detours. NaN where equity is not positive throughout.
    static let stability = Measure(
        "stability", "Stability", "Ratios", .ratio,
        "R² of a straight line through the logarithm of equity."
    ) { input in
        guard input.equity.count > 2, input.equity.allSatisfy({ $0 > 0 }) else { return .nan }
        let logs = input.equity.map { Glibc.log($0) }
        let (middle, center) = (Double(logs.count - 1) / 2, mean(logs))
        var (spread, drift, joint) = (0.0, 0.0, 0.0)
        for index in logs.indices {
            let (a, b) = (logs[index] - center, Double(index) - middle)
            spread += a * a
            drift += b * b
            joint += a * b
        }
        let n = Double(logs.count - 1)
        let scale = (spread / n).squareRoot() * (drift / n).squareRoot()
        guard scale > 0 else { return .nan }
        let r = joint / n / scale
        return r * r
    }
}

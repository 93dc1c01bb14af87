import Glibc
import Numerics

extension Measure {
    /// 1: growth without detours. NaN where equity is not positive throughout.
    static let stability = Measure(
        "stability", "Stability", "Ratios", .ratio,
        "R² of a straight line through the logarithm of equity."
    ) { input in
        guard input.equity.count > 2 else { return .nan }
        var isPositive = true
        let logs = [Double](unsafeUninitializedCapacity: input.equity.count) { logs, count in
            for (index, level) in input.equity.enumerated() {
                isPositive = isPositive && level > 0
                logs.initializeElement(at: index, to: Glibc.log(level))
            }
            count = input.equity.count
        }
        guard isPositive else { return .nan }
        let (middle, center) = (Double(logs.count - 1) / 2, mean(logs))
        var (spread, joint) = (0.0, 0.0)
        for index in logs.indices {
            let a = logs[index] - center
            spread += a * a
            joint += a * (Double(index) - middle)
        }
        let count = Double(logs.count)
        // The sum of the squared distances of 0…count − 1 from their mean.
        let drift = count * (count * count - 1) / 12
        let n = Double(logs.count - 1)
        let scale = (spread / n).squareRoot() * (drift / n).squareRoot()
        guard scale > 0 else { return .nan }
        let r = joint / n / scale
        return r * r
    }
}

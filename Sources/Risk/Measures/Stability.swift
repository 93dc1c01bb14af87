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
        let r = correlation(logs, logs.indices.map { Double($0) })
        return r * r
    }
}

import CLinearAlgebra
import Numerics
import Optimization

extension NumericsBench {
    /// Against the bare symmetric product of the same shape, the two timed in turn.
    func measureShrinkage() throws {
        let returns = FactorSample.returns(rows: 2_500, assets: 500, seed: 2)
        try files?.write(returns, "returns_shrinkage")
        let methods: [(id: String, name: String, method: CovarianceMethod)] = [
            ("lw_identity", "Ledoit-Wolf to the identity", .ledoitWolf(.identity)),
            ("lw_correlation", "Ledoit-Wolf to constant correlation", .ledoitWolf(.constantCorrelation(ddof: 1))),
        ]
        for (id, name, method) in methods {
            var (product, whole) = (Stopwatch(), Stopwatch())
            var room = [Double](repeating: 0, count: 500 * 500)
            var estimate = try CovarianceEstimate(of: returns, by: method)
            for _ in 0..<25 {
                product.time { pg_dsyrk(85, 84, 500, 2_500, 1, returns.elements, 2_500, 0, &room, 500) }
                estimate = try whole.time { try CovarianceEstimate(of: returns, by: method) }
            }
            try report(
                Figure(
                    id: id, name: "\(name), T = 2,500, N = 500", best: whole.best, median: whole.median, target: 2,
                    reference: product.best, note: "shrinkage \(estimate.shrinkage)"),
                weights: estimate.matrix.elements)
        }
    }
}

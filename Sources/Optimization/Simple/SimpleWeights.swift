import Numerics

/// Rules that look at each asset alone. Bounds are kept by `Allocation.proportional`, the free weights keeping their proportions.
public enum SimpleWeights {
    /// 1 / n each (DeMiguel, Garlappi and Uppal 2009 on why that is hard to beat).
    public static func equal(assets: Int, constraints: Constraints? = nil) throws -> Solution {
        guard assets > 0 else { throw BadProblem("assets is \(assets), expected at least 1") }
        return try bounded([Double](repeating: 1, count: assets), constraints)
    }

    /// In inverse proportion to √variance: equal risk contributions where all correlations are equal.
    public static func inverseVolatility(variances: [Double], constraints: Constraints? = nil) throws -> Solution {
        try bounded(try inverse(variances).map { $0.squareRoot() }, constraints)
    }

    /// In inverse proportion to variance: minimum variance where there is no correlation.
    public static func inverseVariance(variances: [Double], constraints: Constraints? = nil) throws -> Solution {
        try bounded(try inverse(variances), constraints)
    }

    private static func inverse(_ variances: [Double]) throws -> [Double] {
        try requireFinite(variances, "variances")
        for (i, value) in variances.enumerated() where value <= 0 {
            throw BadProblem("variances: that of asset \(i) is \(value), expected above 0 (is its series constant?)")
        }
        return variances.map { 1 / $0 }
    }

    private static func bounded(_ raw: [Double], _ constraints: Constraints?) throws -> Solution {
        let sum = raw.reduce(0, +)
        let shares = raw.map { $0 / sum }
        let constraints = constraints ?? Constraints(assets: raw.count)
        let wanted = constraints.budget > 0 ? shares.map { $0 * constraints.budget } : shares
        return try Allocation.solve(wanted, constraints: constraints, rule: .proportional)
    }
}

import CLinearAlgebra
import Glibc
import Numerics

/// Weights whose shares of the portfolio's variance are the budgets: wᵢ(Σw)ᵢ / wᵀΣw = bᵢ, all weights positive, sum one. Equal budgets
/// give equal risk contribution (Maillard, Roncalli and Teïletche 2010).
///
/// Cyclical coordinate descent on the convex form ½xᵀΣx − Σbᵢ ln xᵢ (Spinu 2013; Griveau-Billion, Richard and Roncalli 2013), where
/// each coordinate has a closed form; Σx follows by one row update. After each sweep x goes to the minimum on its ray. From nine
/// assets on, once contributions are within a tenth, Newton steps by conjugate gradients take over (`RiskBudgeting+Newton`): their matrix
/// has all eigenvalues but one near 1. O(n²) a sweep or product. An instance keeps its answer and starts from it the next time.
///
/// The certificate's `kktResidual` is the largest |shareᵢ/bᵢ − 1|, computed anew from weights and matrix; its iterations are sweeps
/// and matrix products.
/// Where the matrix has no such weights (an asset without variance, a hedge without risk) the answer is inverse volatility and the
/// status a `fallback` that says why.
public final class RiskBudgeting {
    public let budgets: [Double]
    public let names: [String]
    /// Largest relative error of a risk contribution at which sweeps end.
    public var tolerance = 4e-11
    public var maximumSweeps = 2_000

    let n: Int
    let x: UnsafeMutablePointer<Double>
    let product: UnsafeMutablePointer<Double>
    private let half: UnsafeMutablePointer<Double>
    let share: UnsafeMutablePointer<Double>
    /// Room for Newton's steps: seven vectors.
    let space: UnsafeMutablePointer<Double>
    private var isWarm = false

    /// Budgets are scaled to sum to one. Throws where one is not positive.
    public init(budgets: [Double], names: [String]? = nil) throws {
        try LinearAlgebra.require()
        let names = names ?? budgets.indices.map { "asset \($0 + 1)" }
        try InputCheck.finite(budgets, count: names.count, argument: "budgets", names: names)
        guard !budgets.isEmpty else { throw BadProblem("budgets: none, expected one an asset") }
        for (index, budget) in budgets.enumerated() where budget <= 0 {
            throw BadProblem("budgets: \(budget) at \(names[index]), expected a positive number; leave the asset out instead")
        }
        let total = sum(budgets)
        self.budgets = budgets.map { $0 / total }
        self.names = names
        n = budgets.count
        x = .allocate(capacity: n)
        product = .allocate(capacity: n)
        half = .allocate(capacity: n)
        share = .allocate(capacity: n)
        space = .allocate(capacity: 7 * n)
        for i in 0..<n { share[i] = self.budgets[i] }
    }

    /// Equal risk contribution.
    public convenience init(assets: Int, names: [String]? = nil) throws {
        try self.init(budgets: [Double](repeating: 1, count: assets), names: names)
    }

    deinit { for p in [x, product, half, share, space] { p.deallocate() } }

    /// Forgets the last answer.
    public func reset() { isWarm = false }

    /// Solves for a covariance matrix. Objective: √(wᵀΣw). Throws where it is not n × n, finite and symmetric, or has a variance below
    /// zero. Constraints other than long-only weights that sum to one are refused by name.
    public func solve(_ covariance: Matrix, constraints: Constraints? = nil) throws -> Solution {
        guard covariance.rows == n, covariance.columns == n else {
            throw BadProblem("covariance: \(covariance.rows) × \(covariance.columns), expected \(n) × \(n)")
        }
        try CovarianceCheck.requireSymmetric(covariance, argument: "covariance", names: names)
        if let constraints { try requireSupported(constraints) }
        var weights = [Double](repeating: 0, count: n)
        let certificate = weights.withUnsafeMutableBufferPointer { out in
            covariance.elements.withUnsafeBufferPointer { solve($0, into: out) }
        }
        return Solution(weights: weights, objective: max(0, covariance.quadraticForm(weights)).squareRoot(), certificate: certificate)
    }

    /// The same for a symmetric matrix of n × n elements that is known to be finite, without allocation while it converges: for
    /// rolling use, where the caller updates the matrix in place.
    public func solve(_ covariance: UnsafeBufferPointer<Double>, into weights: UnsafeMutableBufferPointer<Double>) -> Certificate {
        precondition(covariance.count == n * n && weights.count == n)
        guard let sigma = covariance.baseAddress, let out = weights.baseAddress else { return Certificate(status: .optimal) }
        for i in 0..<n {
            let variance = sigma[i * n + i]
            guard variance > 0 else { return inverseVolatility(sigma, out, reason: "\(names[i]) has no variance") }
            half[i] = 0.5 / variance
        }
        guard prepare(sigma) else { return inverseVolatility(sigma, out, reason: "the covariance is not positive definite") }
        var sweeps = 0
        while sweeps < maximumSweeps {
            let products = n > 8 && error() < 0.1 ? newtonStep(sigma, error: error()) : 0
            if products == 0 { sweep(sigma) }
            sweeps += max(1, products)
            guard rescale() else { return inverseVolatility(sigma, out, reason: "the covariance is not positive definite") }
            guard error() <= tolerance else { continue }
            refreshProduct(sigma)
            guard rescale() else { break }
            let exact = error()
            if exact <= tolerance * 2 {
                isWarm = true
                var total = 0.0
                for i in 0..<n { total += x[i] }
                for i in 0..<n { out[i] = x[i] / total }
                return Certificate(status: .optimal, kktResidual: exact, iterations: sweeps)
            }
        }
        return inverseVolatility(sigma, out, reason: "risk contributions did not settle in \(sweeps) sweeps", sweeps: sweeps)
    }

    private func prepare(_ sigma: UnsafePointer<Double>) -> Bool {
        if !isWarm { for i in 0..<n { x[i] = (share[i] * 2 * half[i]).squareRoot() } }
        refreshProduct(sigma)
        return rescale()
    }

    private func refreshProduct(_ sigma: UnsafePointer<Double>) {
        pg_dgemv(Flag.plain, Int32(n), Int32(n), 1, sigma, Int32(n), x, 0, product)
    }

    /// One pass over the coordinates: each goes to the root of σᵢᵢx² + sx − b = 0, s being what the others contribute.
    private func sweep(_ sigma: UnsafePointer<Double>) {
        for i in 0..<n {
            let column = sigma + i * n
            let others = product[i] - column[i] * x[i]
            let root = (others * others + 4 * column[i] * share[i]).squareRoot()
            // The form without cancellation for either sign.
            let value = others > 0 ? 2 * share[i] / (others + root) : (root - others) * half[i]
            let change = value - x[i]
            x[i] = value
            if n > 48 {
                pg_daxpy(Int32(n), change, column, product)
            } else {
                for j in 0..<n { product[j] += change * column[j] }
            }
        }
    }

    /// Goes to the minimum on the ray of x, where xᵀΣx is the sum of the budgets, one. False where there is none.
    private func rescale() -> Bool {
        var variance = 0.0
        for i in 0..<n { variance += x[i] * product[i] }
        guard variance > 0, variance.isFinite else { return false }
        let factor = 1 / variance.squareRoot()
        for i in 0..<n {
            x[i] *= factor
            product[i] *= factor
        }
        return true
    }

    /// Largest relative error of a contribution, for an x on its ray's minimum.
    func error() -> Double {
        var worst = 0.0
        for i in 0..<n { worst = max(worst, abs(x[i] * product[i] - share[i]) / share[i]) }
        return worst
    }

    /// Weights proportional to 1/σ; an asset without variance gets none, for it would get everything.
    private func inverseVolatility(
        _ sigma: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>, reason: String, sweeps: Int = 0
    ) -> Certificate {
        isWarm = false
        var total = 0.0
        for i in 0..<n {
            let variance = sigma[i * n + i]
            out[i] = variance > 0 ? 1 / variance.squareRoot() : 0
            total += out[i]
        }
        for i in 0..<n { out[i] = total > 0 ? out[i] / total : 1 / Double(n) }
        let method = total > 0 ? "inverse volatility" : "equal weight"
        return Certificate(status: .fallback(method: method, reason: reason), iterations: sweeps)
    }
}

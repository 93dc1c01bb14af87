import CLinearAlgebra
import Glibc

extension RiskBudgeting {
    /// One Newton step on ½xᵀΣx − Σbᵢ ln xᵢ in relative changes z = d/x: (XΣX + B)z = b − x∘Σx, by conjugate gradients preconditioned
    /// with the diagonal. B⁻¹XΣX has rows that sum to nearly one at the solution, so that one eigenvalue of I + B⁻¹XΣX is 2 (the ray
    /// of x) and the others are near 1 but for what assets have in common beyond it: a few products suffice. The number of products, or zero
    /// where the step would leave the region in which Newton's method is safe; x has not changed then.
    func newtonStep(_ sigma: UnsafePointer<Double>, error: Double) -> Int {
        let (z, r, p, scaled, image, total, inverse) = (
            space, space + n, space + 2 * n, space + 3 * n, space + 4 * n, space + 5 * n, space + 6 * n
        )
        let goal = max(error * error / 2, tolerance / 2)
        var rho = 0.0
        for i in 0..<n {
            z[i] = 0
            total[i] = 0
            r[i] = share[i] - x[i] * product[i]
            inverse[i] = 1 / (sigma[i * n + i] * x[i] * x[i] + share[i])
            p[i] = r[i] * inverse[i]
            rho += r[i] * p[i]
        }
        var products = 0
        while products < 40 {
            for i in 0..<n { scaled[i] = x[i] * p[i] }
            multiply(sigma, scaled, image)
            products += 1
            var curvature = 0.0
            for i in 0..<n { curvature += p[i] * (x[i] * image[i] + share[i] * p[i]) }
            guard curvature > 0, rho > 0 else { break }
            let alpha = rho / curvature
            var (next, worst) = (0.0, 0.0)
            for i in 0..<n {
                z[i] += alpha * p[i]
                total[i] += alpha * image[i]
                r[i] -= alpha * (x[i] * image[i] + share[i] * p[i])
                worst = max(worst, abs(r[i]) / share[i])
                next += r[i] * r[i] * inverse[i]
            }
            if worst <= goal { break }
            let beta = next / rho
            rho = next
            for i in 0..<n { p[i] = r[i] * inverse[i] + beta * p[i] }
        }
        for i in 0..<n where !(abs(z[i]) < 0.5) { return 0 }
        for i in 0..<n {
            x[i] *= 1 + z[i]
            product[i] += total[i]
        }
        return products
    }

    /// Σx. A few assets are done before a call of the library would have begun.
    func multiply(_ sigma: UnsafePointer<Double>, _ x: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>) {
        guard n <= 48 else { return pg_dsymv(Flag.lower, Int32(n), 1, sigma, Int32(n), x, 0, result) }
        for i in 0..<n { result[i] = sigma[i] * x[0] }
        for j in 1..<n {
            let (column, factor) = (sigma + j * n, x[j])
            for i in 0..<n { result[i] += column[i] * factor }
        }
    }
}

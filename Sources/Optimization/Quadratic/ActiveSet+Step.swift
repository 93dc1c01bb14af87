import CLinearAlgebra
import Glibc
import Numerics

extension ActiveSet {
    /// The minimiser of the model on the free variables with the working rows moved by `rowResidual`, as a direction, and the rows'
    /// multipliers: H p + Aᵀλ = −gradient, A p = residual. `gradient` is read through `free`.
    func solveEquations(gradient: UnsafePointer<Double>, rowResidual: (Int) -> Double, into direction: UnsafeMutablePointer<Double>)
        -> [Double]
    {
        let (k, w) = (free.count, working.count)
        reserve(k * (w + 1))
        let last = space + k * w
        for (index, j) in free.enumerated() {
            last[index] = gradient[j]
            for (row, r) in working.enumerated() { space[row * k + index] = program.coefficients[j * m + r] }
        }
        factor.forward(space, columns: w + 1)
        work += Double(k * k) / 2 * Double(w + 2)
        guard w > 0 else {
            factor.backward(last)
            for (index, j) in free.enumerated() { direction[j] = -last[index] }
            return []
        }
        let gram = workingGram(k)
        var lambda = (0..<w).map { -(pg_ddot(Int32(k), space + $0 * k, last) + rowResidual(working[$0])) }
        solveSmall(gram, &lambda)
        for a in 0..<w { pg_daxpy(Int32(k), lambda[a], space + a * k, last) }
        factor.backward(last)
        for (index, j) in free.enumerated() { direction[j] = -last[index] }
        refine(gram, rowResidual: rowResidual, direction: direction, lambda: &lambda)
        return lambda
    }

    /// V·Vᵀ of the working rows' V = A·L⁻ᵀ, which stands in `space`.
    private func workingGram(_ k: Int) -> [Double] {
        let w = working.count
        var gram = [Double](repeating: 0, count: w * w)
        for a in 0..<w {
            for b in a..<w {
                gram[a * w + b] = pg_ddot(Int32(k), space + a * k, space + b * k)
                gram[b * w + a] = gram[a * w + b]
            }
        }
        return gram
    }

    /// Brings A p back to the residual asked for: a nearly singular free block loses it in the solution above.
    private func refine(
        _ gram: [Double], rowResidual: (Int) -> Double, direction: UnsafeMutablePointer<Double>, lambda: inout [Double]
    ) {
        let (k, w) = (free.count, working.count)
        let last = space + k * w
        for _ in 0..<3 {
            var (error, size) = ([Double](repeating: 0, count: w), 0.0)
            for j in free {
                for (row, r) in working.enumerated() {
                    let term = program.coefficients[j * m + r] * direction[j]
                    error[row] += term
                    size = max(size, abs(term))
                }
            }
            for (row, r) in working.enumerated() { error[row] -= rowResidual(r) }
            guard error.contains(where: { abs($0) > 1e-14 * size + 1e-18 }) else { return }
            solveSmall(gram, &error)
            for index in 0..<k { last[index] = 0 }
            for row in 0..<w {
                lambda[row] += error[row]
                pg_daxpy(Int32(k), error[row], space + row * k, last)
            }
            factor.backward(last)
            for (index, j) in free.enumerated() { direction[j] -= last[index] }
        }
    }

    /// Solves a small symmetric positive semidefinite system by a scaled Cholesky factorisation; an unknown whose pivot vanishes
    /// belongs to a row that depends on others, is zero, and sets `dependentRows`.
    func solveSmall(_ matrix: [Double], _ b: inout [Double]) {
        let w = b.count
        var a = matrix
        dependentRows = false
        if w == 1 {
            dependentRows = a[0] <= 0
            b[0] = dependentRows ? 0 : b[0] / a[0]
            return
        }
        let scale = (0..<w).map { a[$0 * w + $0] > 0 ? 1 / a[$0 * w + $0].squareRoot() : 0 }
        for i in 0..<w { for j in 0..<w { a[i * w + j] *= scale[i] * scale[j] } }
        for i in 0..<w { b[i] *= scale[i] }
        var used = [Bool](repeating: true, count: w)
        for j in 0..<w {
            for i in j..<w {
                var value = a[i * w + j]
                for l in 0..<j where used[l] { value -= a[i * w + l] * a[j * w + l] }
                a[i * w + j] = value
            }
            used[j] = a[j * w + j] > 1e-14
            guard used[j] else {
                dependentRows = true
                continue
            }
            let root = a[j * w + j].squareRoot()
            for i in j..<w { a[i * w + j] /= root }
        }
        for i in 0..<w {
            guard used[i] else { b[i] = 0; continue }
            for l in 0..<i where used[l] { b[i] -= a[i * w + l] * b[l] }
            b[i] /= a[i * w + i]
        }
        for i in (0..<w).reversed() where used[i] {
            for l in i + 1..<w where used[l] { b[i] -= a[l * w + i] * b[l] }
            b[i] /= a[i * w + i]
        }
        for i in 0..<w { b[i] *= scale[i] }
    }

    /// What a working row is off its bound.
    func rowResidual(_ r: Int) -> Double {
        let target = rowPlace[r] == .upper ? program.rowUpper[r] : program.rowLower[r]
        return target - activity[r]
    }

    /// Q·S·(direction over `free`) into `assetProduct`.
    func multiplyDirection() {
        guard hasQuadratic else { return }
        memset(assetDirection, 0, assets * 8)
        memset(assetProduct, 0, assets * 8)
        for j in free where program.asset[j] >= 0 { assetDirection[program.asset[j]] += program.sign[j] * direction[j] }
        accumulate(assetDirection, into: assetProduct)
    }

    /// y += Q·v, skipping what is zero in v.
    func accumulate(_ v: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>) {
        let filled = (0..<assets).reduce(0) { $0 + (v[$1] != 0 ? 1 : 0) }
        work += Double(filled * assets)
        program.quadratic.elements.withUnsafeBufferPointer { q in
            guard let q = q.baseAddress else { return }
            if filled * 2 > assets {
                pg_dgemv(Flag.plain, Int32(assets), Int32(assets), 1, q, Int32(assets), v, 1, y)
            } else {
                for a in 0..<assets where v[a] != 0 { pg_daxpy(Int32(assets), v[a], q + a * assets, y) }
            }
        }
    }

    /// The gradient, and the rows' activity, from nothing: steps only update them.
    func refresh() {
        refreshActivity()
        if hasQuadratic {
            for a in 0..<assets { assetDirection[a] = program.anchor[a] }
            memset(assetGradient, 0, assets * 8)
            for j in 0..<n where program.asset[j] >= 0 { assetDirection[program.asset[j]] += program.sign[j] * x[j] }
            accumulate(assetDirection, into: assetGradient)
        }
        spreadGradient()
    }

    /// The gradient over variables, with the proximal term, from that over assets.
    func spreadGradient() {
        for j in 0..<n {
            let a = program.asset[j]
            let own = program.linear[j] + program.proximal[j] * (x[j] - centre[j])
            gradient[j] = a < 0 ? own : program.sign[j] * assetGradient[a] + own
        }
    }

    func refreshActivity() {
        for r in 0..<m { activity[r] = 0 }
        for j in 0..<n where x[j] != 0 { for r in 0..<m { activity[r] += program.coefficients[j * m + r] * x[j] } }
    }

    /// What rounding in the gradient is relative to: the largest linear coefficient, or the largest element that |Q|·|w| would have
    /// were all correlations one.
    func roundingScale() -> Double {
        var largest = 0.0
        for j in 0..<n { largest = max(largest, abs(program.linear[j])) }
        guard hasQuadratic else { return largest }
        for a in 0..<assets { assetDirection[a] = program.anchor[a] }
        for j in 0..<n where program.asset[j] >= 0 { assetDirection[program.asset[j]] += program.sign[j] * x[j] }
        var (total, highest) = (0.0, 0.0)
        for a in 0..<assets {
            let deviation = max(program.quadratic.elements[a * assets + a], 0).squareRoot()
            total += deviation * abs(assetDirection[a])
            highest = max(highest, deviation)
        }
        return max(largest, highest * total, .leastNormalMagnitude)
    }

    /// What the reported residual is relative to: the largest element of c and of Qw, at least 2⁻¹⁰ of the rounding scale.
    func gradientScale(rounding: Double) -> Double {
        var largest = rounding * 0x1p-10
        for j in 0..<n { largest = max(largest, abs(program.linear[j])) }
        for a in 0..<assets { largest = max(largest, abs(assetGradient[a])) }
        return largest
    }
}

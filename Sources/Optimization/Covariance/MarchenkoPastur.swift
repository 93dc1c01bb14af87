import Glibc
import Numerics

/// The limit density of a sample correlation matrix's eigenvalues when returns are independent noise of variance σ²
/// (Marchenko and Pastur 1967), on [σ²(1 − √(1/q))², σ²(1 + √(1/q))²] with q = T/N.
struct MarchenkoPastur {
    let rowsPerAsset: Double

    func upperEdge(variance: Double) -> Double {
        let root = 1 + (1 / rowsPerAsset).squareRoot()
        return variance * root * root
    }

    /// The σ² in (0, 1) for which the density lies nearest, by squared differences on 1,000 points of its support, to a Gaussian
    /// kernel density of the eigenvalues (López de Prado 2020, snippet 2.4). The minimum is sought on a grid of 64 values and
    /// refined by golden sections, so that it is the global one; a local search from 0.5, which other programs make, may end in
    /// another. O(N·10⁵) at most.
    func fittedVariance(_ ascending: [Double], bandwidth: Double) -> Double {
        let (low, high, steps) = (1e-5, 1 - 1e-5, 64)
        let grid = (0...steps).map { low + (high - low) * Double($0) / Double(steps) }
        let errors = grid.map { misfit($0, ascending, bandwidth) }
        var best = 0
        for index in errors.indices where errors[index] < errors[best] { best = index }
        var (a, b) = (grid[max(best - 1, 0)], grid[min(best + 1, steps)])
        let ratio = (5.0.squareRoot() - 1) / 2
        var (x, y) = (b - ratio * (b - a), a + ratio * (b - a))
        var (fx, fy) = (misfit(x, ascending, bandwidth), misfit(y, ascending, bandwidth))
        while b - a > 1e-7 {
            if fx < fy {
                (b, y, fy) = (y, x, fx)
                x = b - ratio * (b - a)
                fx = misfit(x, ascending, bandwidth)
            } else {
                (a, x, fx) = (x, y, fy)
                y = a + ratio * (b - a)
                fy = misfit(y, ascending, bandwidth)
            }
        }
        return (a + b) / 2
    }

    private func misfit(_ variance: Double, _ ascending: [Double], _ bandwidth: Double) -> Double {
        let points = 1_000
        let root = (1 / rowsPerAsset).squareRoot()
        let (low, high) = (variance * (1 - root) * (1 - root), upperEdge(variance: variance))
        let step = (high - low) / Double(points - 1)
        var density = [Double](repeating: 0, count: points)
        let scale = 1 / (Double(ascending.count) * bandwidth * (2 * Double.pi).squareRoot())
        // Beyond 8.5 bandwidths the kernel is below 2⁻⁵² of its peak.
        let reach = 8.5 * bandwidth
        for value in ascending where value > low - reach && value < high + reach {
            let first = max(0, Int(((value - reach - low) / step).rounded(.up)))
            let last = min(points - 1, Int((value + reach - low) / step))
            guard first <= last else { continue }
            for index in first...last {
                let z = (low + step * Double(index) - value) / bandwidth
                density[index] += scale * exp(-0.5 * z * z)
            }
        }
        var total = 0.0
        for index in 0..<points {
            let x = low + step * Double(index)
            // At the lower edge 0 the density is unbounded: no finite misfit can be taken there.
            guard x > 0 else { continue }
            let inside = max((high - x) * (x - low), 0).squareRoot()
            let d = density[index] - rowsPerAsset / (2 * Double.pi * variance * x) * inside
            total += d * d
        }
        return total
    }
}

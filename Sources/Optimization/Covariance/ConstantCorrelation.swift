import Numerics

/// The matrix with the variances of S and the average r̄ of its correlations.
struct ConstantCorrelation {
    private let deviations: [Double]
    /// r̄; 0 for a single asset.
    let correlation: Double
    /// Σᵢⱼ σᵢσⱼsᵢⱼ.
    let weightedSum: Double
    /// ‖S − target‖², Frobenius.
    let squaredDistance: Double

    init(_ s: Matrix, _ deviations: [Double]) {
        let n = s.rows
        self.deviations = deviations
        let inverse = deviations.map { 1 / $0 }
        correlation = n > 1 ? (s.quadraticForm(inverse) - Double(n)) / Double(n * (n - 1)) : 0
        weightedSum = s.quadraticForm(deviations)
        squaredDistance = 2 * Self.squaredDistance(s, deviations, correlation)
    }

    /// Over the elements above the diagonal.
    private static func squaredDistance(_ s: Matrix, _ deviations: [Double], _ correlation: Double) -> Double {
        let n = s.rows
        var total = 0.0
        var differences = [Double](repeating: 0, count: n)
        differences.withUnsafeMutableBufferPointer { differences in
            s.elements.withUnsafeBufferPointer { s in
                deviations.withUnsafeBufferPointer { deviations in
                    for j in 0..<n {
                        let factor = correlation * deviations[j]
                        let column = UnsafeBufferPointer(rebasing: s[j * n..<j * n + j])
                        for i in column.indices { differences[i] = column[i] - factor * deviations[i] }
                        let part = UnsafeBufferPointer(rebasing: differences[..<j])
                        total += dot(part, part)
                    }
                }
            }
        }
        return total
    }

    /// S becomes (1 − δ)S + δ·target.
    func mix(into s: inout Matrix, _ shrinkage: Double) {
        let n = s.rows
        let keep = 1 - shrinkage
        let factor = shrinkage * correlation
        s.elements.withUnsafeMutableBufferPointer { s in
            deviations.withUnsafeBufferPointer { deviations in
                for j in 0..<n {
                    let variance = s[j * n + j]
                    let deviation = deviations[j]
                    // σᵢσⱼ first: the product is the same on both sides of the diagonal.
                    let column = UnsafeMutableBufferPointer(rebasing: s[j * n..<(j + 1) * n])
                    for i in column.indices { column[i] = keep * column[i] + factor * (deviations[i] * deviation) }
                    column[j] = variance
                }
            }
        }
    }
}

extension Matrix {
    /// Σⱼ xₜⱼ², one a row.
    var squaredRowNorms: [Double] {
        var norms = [Double](repeating: 0, count: rows)
        norms.withUnsafeMutableBufferPointer { norms in
            elements.withUnsafeBufferPointer { x in
                for j in 0..<columns { for t in 0..<rows { norms[t] += x[j * rows + t] * x[j * rows + t] } }
            }
        }
        return norms
    }

    struct CrossMoments {
        /// Σₜ ‖xₜ‖⁴.
        var squaredNorms: Double
        /// Σₜ (Σᵢ x³ₜᵢ/σᵢ)(Σⱼ xₜⱼσⱼ).
        var cubes: Double
        /// Σₜ x⁴ₜⱼ, one a column.
        var fourths: [Double]
    }

    /// Sums over time of fourth-order products, in one pass over the data.
    func crossMoments(_ deviations: [Double]) -> CrossMoments {
        let count = rows
        var norms = [Double](repeating: 0, count: count)
        var (cubes, levels) = (norms, norms)
        var fourths = [Double](repeating: 0, count: columns)
        var quartic = [Double](repeating: 0, count: count)
        norms.withUnsafeMutableBufferPointer { norms in
            cubes.withUnsafeMutableBufferPointer { cubes in
                levels.withUnsafeMutableBufferPointer { levels in
                    quartic.withUnsafeMutableBufferPointer { quartic in
                        elements.withUnsafeBufferPointer { x in
                            for j in 0..<columns {
                                let (deviation, inverse) = (deviations[j], 1 / deviations[j])
                                for t in 0..<count {
                                    let value = x[j * count + t]
                                    let square = value * value
                                    norms[t] += square
                                    cubes[t] += square * value * inverse
                                    levels[t] += value * deviation
                                    quartic[t] = square * square
                                }
                                fourths[j] = sum(UnsafeBufferPointer(quartic))
                            }
                        }
                    }
                }
            }
        }
        return CrossMoments(squaredNorms: dot(norms, norms), cubes: dot(cubes, levels), fourths: fourths)
    }
}

import Glibc
import Numerics

/// The likelihood of t returns as a function of the degrees of freedom alone; each call starts from the location and scale of the
/// last.
struct StudentProfile {
    private let values: [Double]
    /// Location and scale that are most likely for the last degrees of freedom asked for.
    private(set) var location: Double
    private(set) var scale: Double
    private let spread: Double

    init(_ values: [Double], center: Double, spread: Double) {
        self.values = values
        self.spread = spread
        location = center
        scale = spread
    }

    mutating func logLikelihood(_ v: Double) -> Double {
        for _ in 0..<500 {
            let last = (location, scale)
            step(v)
            if abs(location - last.0) <= 1e-13 * spread && abs(scale - last.1) <= 1e-13 * scale { break }
        }
        var total = 0.0
        for value in values {
            let z = (value - location) / scale
            total += log1p(z * z / v)
        }
        let n = Double(values.count)
        let atZero = (try? StudentTDistribution(degreesOfFreedom: v))?.logDensity(0) ?? .nan
        return n * (atZero - log(scale)) - (v + 1) / 2 * total
    }

    /// One step: each value is weighed by (ν + 1)/(ν + z²), and the squares are divided by the sum of the weights instead of n.
    private mutating func step(_ v: Double) {
        var (weights, first, second) = (0.0, 0.0, 0.0)
        for value in values {
            let d = value - location
            let weight = (v + 1) / (v + d / scale * (d / scale))
            weights += weight
            first += weight * d
            second += weight * d * d
        }
        let shift = first / weights
        location += shift
        // A scale of zero would divide: values most of which are equal have no likelihood to maximise.
        scale = max(second / weights - shift * shift, 1e-24 * spread * spread).squareRoot()
    }
}

import Glibc
import Numerics

func normalDensity(_ x: Double) -> Double { exp(-0.5 * x * x) / (2 * Double.pi).squareRoot() }

/// By bisection on the distribution function and two Newton steps.
func normalQuantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    if p > 0.5 { return -normalQuantile(1 - p) }
    var (low, high) = (-38.5, 0.0)
    for _ in 0..<40 { let m = (low + high) / 2; if normalCDF(m) < p { low = m } else { high = m } }
    var x = (low + high) / 2
    for _ in 0..<2 { x -= (normalCDF(x) - p) / normalDensity(x) }
    return x
}

func studentDensity(_ x: Double, _ v: Double) -> Double {
    let a: Double = lgamma((v + 1) / 2)
    let b: Double = lgamma(v / 2)
    let c: Double = 0.5 * log(v * Double.pi)
    let d: Double = (v + 1) / 2 * log1p(x * x / v)
    return exp(a - b - c - d)
}

func studentCDF(_ x: Double, _ v: Double) -> Double {
    let tail = 0.5 * regularizedBeta(v / (v + x * x), v / 2, 0.5)
    return x > 0 ? 1 - tail : tail
}

func studentQuantile(_ p: Double, _ v: Double) -> Double {
    if p > 0.5 { return -studentQuantile(1 - p, v) }
    if p == 0.5 { return 0 }
    var (low, high) = (-1.0, 0.0)
    while studentCDF(low, v) > p { high = low; low *= 2 }
    for _ in 0..<60 { let m = (low + high) / 2; if studentCDF(m, v) < p { low = m } else { high = m } }
    var x = (low + high) / 2
    for _ in 0..<2 { x -= (studentCDF(x, v) - p) / studentDensity(x, v) }
    return x
}

func regularizedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - regularizedBeta(1 - x, b, a) }
    let g: Double = lgamma(a + b) - lgamma(a) - lgamma(b)
    let l: Double = a * log(x) + b * log1p(-x)
    let front = exp(g + l) / a
    var (f, c, d) = (1.0, 1.0, 0.0)
    for i in 0..<2_000 {
        let m = Double(i / 2)
        let even: Double = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        let odd: Double = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        let n = i == 0 ? 1 : i % 2 == 0 ? even : odd
        d = 1 + n * d
        d = 1 / (d == 0 ? 1e-300 : d)
        c = 1 + n / c
        f *= c * d
        if abs(1 - c * d) < 1e-16 { break }
    }
    return front * (f - 1)
}

import Glibc

/// The standard normal distribution function, by the complementary error function.
public func normalCDF(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

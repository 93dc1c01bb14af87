import XCTest

@testable import Numerics

/// Series that Python makes with the same bits:
/// `u = ((Philox(key=[seed, stream]).random_raw(n) >> 12).astype(float) + 0.5) * 2.0**-52`.
enum ReferenceSeries {
    static func uniforms(_ seed: UInt64, _ stream: UInt64, _ n: Int) -> [Double] {
        var random = RandomStream(seed: seed, stream: stream)
        return (0..<n).map { _ in random.uniform() }
    }

    /// xₜ = φxₜ₋₁ + uₜ − ½ from 0.
    static func autoregressive(_ seed: UInt64, _ stream: UInt64, _ n: Int, _ phi: Double) -> [Double] {
        var last = 0.0
        return uniforms(seed, stream, n).map { u in
            last = phi * last + (u - 0.5)
            return last
        }
    }

    static func walk(_ seed: UInt64, _ stream: UInt64, _ n: Int) -> [Double] { autoregressive(seed, stream, n, 1) }

    /// Closes of an index of `examples/data`.
    static func closes(_ name: String) throws -> [Double] {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let text = try String(contentsOf: root.appendingPathComponent("examples/data/\(name).csv"), encoding: .utf8)
        return text.split(separator: "\n").dropFirst().compactMap { Double($0.split(separator: ",")[4]) }
    }

    /// Simple returns.
    static func returns(_ name: String) throws -> [Double] {
        let closes = try closes(name)
        return zip(closes.dropFirst(), closes).map { $0 / $1 - 1 }
    }
}

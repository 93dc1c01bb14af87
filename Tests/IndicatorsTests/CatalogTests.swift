import XCTest

@testable import Indicators

/// What every indicator of the catalog must keep, whatever it computes.
final class CatalogTests: XCTestCase {
    /// A small generator of our own: the tests repeat from a printed seed.
    private struct Noise {
        var state: UInt64
        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) * 0x1p-53
        }
    }

    private func columns(_ descriptor: IndicatorDescriptor, rows: Int, gaps: Bool, constant: Bool, seed: UInt64) -> [[Double]] {
        var noise = Noise(state: seed)
        var price = 100.0
        var result = descriptor.inputs.map { _ in [Double]() }
        for row in 0..<rows {
            if !constant { price *= 1 + 0.04 * (noise.next() - 0.5) }
            let high = constant ? price : price * (1 + 0.02 * noise.next())
            let low = constant ? price : price * (1 - 0.02 * noise.next())
            let isGap = gaps && (row % 97 == 50 || row == 3)
            for (index, input) in descriptor.inputs.enumerated() {
                let value: Double =
                    switch input.fallback {
                    case .high: high
                    case .low: low
                    case .volume: 1_000 + (constant ? 0 : 500 * noise.next())
                    case .open: constant ? price : low + (high - low) * noise.next()
                    default: index == 0 ? price : low + (high - low) * noise.next()
                    }
                result[index].append(isGap && index == 0 ? .nan : value)
            }
        }
        return result
    }

    private func stepped(_ descriptor: IndicatorDescriptor, _ parameters: [Double], _ inputs: [[Double]]) -> [[Double]] {
        var indicator = descriptor.make(parameters)
        var out = [Double](repeating: 0, count: descriptor.outputs.count)
        var result = descriptor.outputs.map { _ in [Double]() }
        for row in 0..<inputs[0].count {
            indicator.update(inputs.map { $0[row] }, &out)
            for index in out.indices { result[index].append(out[index]) }
        }
        return result
    }

    /// The column form, in blocks of uneven length.
    private func run(_ descriptor: IndicatorDescriptor, _ parameters: [Double], _ inputs: [[Double]], block: Int) -> [[Double]] {
        var indicator = descriptor.make(parameters)
        let rows = inputs[0].count
        var result = descriptor.outputs.map { _ in [Double](repeating: 0, count: rows) }
        var offset = 0
        while offset < rows {
            let count = min(block, rows - offset)
            let sources = inputs.map { column in column.withUnsafeBufferPointer { UnsafePointer($0.baseAddress! + offset) } } // `inputs` outlives the call
            let targets = result.indices.map { index in result[index].withUnsafeMutableBufferPointer { $0.baseAddress! + offset } } // as does `result`
            indicator.run(sources, targets, count: count)
            offset += count
        }
        return result
    }

    private func parameterSets(_ descriptor: IndicatorDescriptor) -> [[Double]] {
        let defaults = descriptor.parameters.map { $0.defaultValue ?? $0.range.lowerBound }
        let least = descriptor.parameters.map { $0.isInteger ? $0.range.lowerBound : $0.defaultValue ?? $0.range.lowerBound }
        let large = descriptor.parameters.map { $0.isInteger ? min($0.range.upperBound, 700) : $0.defaultValue ?? $0.range.lowerBound }
        return descriptor.parameters.isEmpty ? [[]] : [defaults, least, large]
    }

    func testColumnAndStreamingFormsHaveTheSameBits() {
        for descriptor in IndicatorCatalog.all {
            for parameters in parameterSets(descriptor) {
                for (gaps, constant) in [(false, false), (true, false), (false, true)] {
                    let inputs = columns(descriptor, rows: 600, gaps: gaps, constant: constant, seed: 11)
                    let steps = stepped(descriptor, parameters, inputs)
                    for block in [600, 37] {
                        let whole = run(descriptor, parameters, inputs, block: block)
                        for (a, b) in zip(steps, whole) {
                            let same = zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
                            XCTAssertTrue(same, "\(descriptor.name) \(parameters) gaps \(gaps) constant \(constant) block \(block)")
                        }
                    }
                }
            }
        }
    }

    func testWarmUpIsTheFirstValueAndAGapStartsOver() {
        let exempt: Set<String> = ["pivot_high", "pivot_low", "bars_since", "skew", "kurtosis", "correl", "beta", "zscore", "percent_b"]
        for descriptor in IndicatorCatalog.all where !exempt.contains(descriptor.name) {
            let parameters = parameterSets(descriptor)[0]
            let indicator = descriptor.make(parameters)
            let inputs = columns(descriptor, rows: 400, gaps: false, constant: false, seed: 5)
            let first = stepped(descriptor, parameters, inputs)[0].firstIndex { $0.isFinite }
            XCTAssertEqual(first.map { $0 + 1 }, indicator.warmUp, "\(descriptor.name): warm-up")
            var broken = inputs
            broken[0][150] = .nan
            let after = stepped(descriptor, parameters, broken)[0]
            XCTAssertTrue(after[150].isNaN, descriptor.name)
            let fresh = stepped(descriptor, parameters, inputs.map { Array($0[151...]) })[0]
            let same = zip(after[151...], fresh).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
            XCTAssertTrue(same, "\(descriptor.name): after a gap it must be as new")
        }
    }

    func testSpreadStaysAccurateFarFromZeroAndIsZeroForConstants() {
        var noise = Noise(state: 3)
        let values = (0..<200_000).map { _ in 1e6 + noise.next() }
        var spread = Spread(50)
        var worst = 0.0
        for (index, value) in values.enumerated() {
            spread.push(value)
            guard index >= 49, index % 997 == 0 else { continue }
            let window = values[(index - 49)...index]
            let mean = window.reduce(0, +) / 50
            let exact = window.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            worst = max(worst, abs(spread.deviations - exact) / exact)
        }
        XCTAssertLessThan(worst, 1e-9)
        var constant = Spread(7)
        for _ in 0..<100 {
            constant.push(0.1)
            XCTAssertEqual(constant.deviations, 0)
        }
    }

    func testExtremaAgreeWithTheDefinition() {
        var noise = Noise(state: 8)
        let values = (0..<3_000).map { _ in (noise.next() * 20).rounded() }
        for size in [1, 2, 3, 17, 100] {
            var top = Extremum(size, maximum: true)
            for (index, value) in values.enumerated() {
                top.push(value)
                let window = values[max(0, index - size + 1)...index]
                XCTAssertEqual(top.value, window.max())
                XCTAssertEqual(index - top.age, window.lastIndex(of: top.value))
            }
        }
    }
}

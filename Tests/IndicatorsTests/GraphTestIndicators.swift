@testable import Indicators

/// The mean of the last `window` values, summed afresh from the oldest.
struct GraphTestMean: StreamingIndicator {
    let warmUp: Int
    private var ring: [Double]
    private var seen = 0

    init(window: Int) {
        warmUp = window
        ring = Array(repeating: 0, count: window)
    }

    mutating func update(_ inputs: UnsafePointer<Double>, _ outputs: UnsafeMutablePointer<Double>) {
        outputs[0] = .nan
        if !inputs[0].isFinite { return reset() }
        ring[seen % warmUp] = inputs[0]
        seen += 1
        if seen < warmUp { return }
        var sum = 0.0
        for index in 0..<warmUp { sum += ring[(seen + index) % warmUp] }
        outputs[0] = sum / Double(warmUp)
    }

    mutating func reset() { seen = 0 }

    mutating func run(_ inputs: [UnsafePointer<Double>], _ outputs: [UnsafeMutablePointer<Double>], count: Int) {
        for row in 0..<count { update(inputs[0] + row, outputs[0] + row) }
    }
}

/// The sum and the difference of two exponential averages; two inputs, two outputs.
struct GraphTestPair: StreamingIndicator {
    let warmUp = 2
    let weight: Double
    private var averages = (0.0, 0.0)
    private var seen = 0

    init(weight: Double) { self.weight = weight }

    mutating func update(_ inputs: UnsafePointer<Double>, _ outputs: UnsafeMutablePointer<Double>) {
        (outputs[0], outputs[1]) = (.nan, .nan)
        if !(inputs[0].isFinite && inputs[1].isFinite) { return reset() }
        averages.0 = seen == 0 ? inputs[0] : averages.0 + weight * (inputs[0] - averages.0)
        averages.1 = seen == 0 ? inputs[1] : averages.1 + weight * (inputs[1] - averages.1)
        seen += 1
        if seen >= warmUp { (outputs[0], outputs[1]) = (averages.0 + averages.1, averages.0 - averages.1) }
    }

    mutating func reset() { seen = 0 }

    mutating func run(_ inputs: [UnsafePointer<Double>], _ outputs: [UnsafeMutablePointer<Double>], count: Int) {
        var (input, output) = ((0.0, 0.0), (0.0, 0.0))
        for row in 0..<count {
            input = (inputs[0][row], inputs[1][row])
            withUnsafeBytes(of: &input) { from in
                withUnsafeMutableBytes(of: &output) { to in
                    update(
                        from.baseAddress!.assumingMemoryBound(to: Double.self),  // a tuple of two doubles has an address
                        to.baseAddress!.assumingMemoryBound(to: Double.self))  // as above
                }
            }
            (outputs[0][row], outputs[1][row]) = output
        }
    }
}

enum GraphTestIndicators {
    static let mean = IndicatorDescriptor(
        name: "sma", title: "Mean", group: "overlap", summary: "Mean.", formula: "Σx/n",
        inputs: [IndicatorInput("series", fallback: .close)],
        parameters: [IndicatorParameter("window", default: 10, in: 1...500, "bars")],
        make: { GraphTestMean(window: Int($0[0])) })

    static let pair = IndicatorDescriptor(
        name: "pair", title: "Pair", group: "statistics", summary: "Pair.", formula: "e(x) ± e(y)",
        inputs: [IndicatorInput("first", fallback: .high), IndicatorInput("second")],
        parameters: [IndicatorParameter("weight", default: 0.5, in: 0...1, isInteger: false, "weight")],
        outputs: ["sum", "difference"], make: { GraphTestPair(weight: $0[0]) })
}

/// Exponential moving average with weight 2 / (window + 1), begun with the simple mean of the first `window` values.
public struct EMA: StreamingIndicator {
    private let window: Int
    private let weight: Double
    private var seen = 0
    private var value = 0.0

    public init(window: Int) {
        self.window = window
        weight = 2 / (Double(window) + 1)
    }

    public var warmUp: Int { window }

    @inline(__always)
    public mutating func update(_ inputs: UnsafePointer<Double>, _ outputs: UnsafeMutablePointer<Double>) {
        let x = inputs[0]
        guard x.isFinite else {
            reset()
            outputs[0] = .nan
            return
        }
        if seen >= window {
            value += (x - value) * weight
            outputs[0] = value
            return
        }
        seen += 1
        value += x
        if seen == window { value /= Double(window) }
        outputs[0] = seen == window ? value : .nan
    }

    public mutating func reset() {
        seen = 0
        value = 0
    }

    public mutating func run(_ inputs: [UnsafePointer<Double>], _ outputs: [UnsafeMutablePointer<Double>], count: Int) {
        let (x, out) = (inputs[0], outputs[0])
        for row in 0..<count { update(x + row, out + row) }
    }
}

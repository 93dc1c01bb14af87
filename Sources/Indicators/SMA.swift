/// Simple moving average by a running sum.
public struct SMA: StreamingIndicator {
    private let window: Int
    private var ring: [Double]
    private var sum = 0.0
    private var seen = 0
    private var head = 0

    public init(window: Int) {
        self.window = window
        ring = Array(repeating: 0, count: window)
    }

    public var warmUp: Int { window }

    public mutating func update(_ inputs: UnsafePointer<Double>, _ outputs: UnsafeMutablePointer<Double>) {
        let x = inputs[0]
        guard x.isFinite else {
            reset()
            outputs[0] = .nan
            return
        }
        if seen == window { sum -= ring[head] } else { seen += 1 }
        sum += x
        ring[head] = x
        head = head + 1 == window ? 0 : head + 1
        outputs[0] = seen == window ? sum / Double(window) : .nan
    }

    public mutating func reset() {
        sum = 0
        seen = 0
        head = 0
    }
}

extension StreamingIndicator {
    public mutating func run(_ inputs: [UnsafePointer<Double>], _ outputs: [UnsafeMutablePointer<Double>], count: Int) {
        var row = inputs.map { $0[0] }
        var out = outputs.map { _ in Double.nan }
        for i in 0..<count {
            for k in row.indices { row[k] = inputs[k][i] }
            update(row, &out)
            for k in out.indices { outputs[k][i] = out[k] }
        }
    }
}

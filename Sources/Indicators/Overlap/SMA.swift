/// Simple moving average: the mean of the last `window` values by a sum that is carried along.
public struct SMA: StreamingIndicator {
    private let window: Int
    private let divisor: Double
    private var ring: [Double]
    private var sum = 0.0
    private var seen = 0
    private var head = 0

    public init(window: Int) {
        self.window = window
        divisor = Double(window)
        ring = Array(repeating: 0, count: window)
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
        sum += x - ring[head]
        ring[head] = x
        head = head + 1 == window ? 0 : head + 1
        if seen < window { seen += 1 }
        outputs[0] = seen == window ? sum / divisor : .nan
    }

    public mutating func reset() {
        guard seen > 0 else { return }
        sum = 0
        seen = 0
        head = 0
        for index in ring.indices { ring[index] = 0 }
    }

    /// Once the window lies within the column, the value that leaves is read from the column instead of the ring.
    public mutating func run(_ inputs: [UnsafePointer<Double>], _ outputs: [UnsafeMutablePointer<Double>], count: Int) {
        let (x, out) = (inputs[0], outputs[0])
        var row = 0
        while row < min(window, count) {
            update(x + row, out + row)
            row += 1
        }
        guard count > window else { return }
        while row < count {
            guard seen == window else {
                update(x + row, out + row)
                row += 1
                continue
            }
            var total = sum
            let start = row
            while row < count {
                let value = x[row]
                guard value.isFinite else { break }
                total += value - x[row - window]
                out[row] = total / divisor
                row += 1
            }
            sum = total
            refill(x, from: start, to: row)
            guard row < count else { return }
            update(x + row, out + row)
            row += 1
        }
    }

    /// Makes the ring what single updates over start..<end would have left.
    private mutating func refill(_ x: UnsafePointer<Double>, from start: Int, to end: Int) {
        let moved = end - start
        head = (head + moved) % window
        for age in 0..<min(moved, window) {
            var place = head - 1 - age
            if place < 0 { place += window }
            ring[place] = x[end - 1 - age]
        }
    }
}

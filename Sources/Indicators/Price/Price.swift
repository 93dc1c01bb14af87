/// A price of the bar without memory.
struct BarPrice: Recurrence {
    enum Kind { case typical, median, weighted, average, balance }
    private let kind: Kind
    let warmUp = 1

    init(_ kind: Kind) { self.kind = kind }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        out[0] =
            switch kind {
            case .typical: (x[0] + x[1] + x[2]) / 3
            case .median: (x[0] + x[1]) / 2
            case .weighted: (x[0] + x[1] + 2 * x[2]) / 4
            case .average: (x[0] + x[1] + x[2] + x[3]) / 4
            case .balance: x[1] > x[2] ? (x[3] - x[0]) / (x[1] - x[2]) : 0
            }
    }
}

/// Heikin-Ashi bars. Inputs and outputs: open, high, low, close.
struct HeikinAshi: Recurrence {
    private var last: (open: Double, close: Double)?
    let warmUp = 1

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        let close = (x[0] + x[1] + x[2] + x[3]) / 4
        let open = last.map { ($0.open + $0.close) / 2 } ?? (x[0] + x[3]) / 2
        (out[0], out[1], out[2], out[3]) = (open, max(x[1], open, close), min(x[2], open, close), close)
        last = (open, close)
    }
}

/// The highest or lowest value so far, or the fall from the highest as a negative fraction.
struct Cumulative: Recurrence {
    enum Kind { case maximum, minimum, drawdown, sum }
    private let kind: Kind
    private var value = Double.nan
    let warmUp = 1

    init(_ kind: Kind) { self.kind = kind }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        switch kind {
        case .maximum, .drawdown: value = value.isNaN ? x[0] : max(value, x[0])
        case .minimum: value = value.isNaN ? x[0] : min(value, x[0])
        case .sum: value = value.isNaN ? x[0] : value + x[0]
        }
        if case .drawdown = kind { out[0] = x[0] / value - 1 } else { out[0] = value }
    }
}

/// The newest confirmed turning point: a value that is the extreme of `size` bars before and after it, known `size` bars later.
struct Pivot: Recurrence {
    private var window: Window
    private let isHigh: Bool
    private var value = Double.nan
    private let size: Int
    var warmUp: Int { 2 * size + 1 }

    init(_ size: Int, high: Bool) {
        window = Window(2 * size + 1)
        self.size = size
        isHigh = high
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        _ = window.push(x[0])
        if window.isFull {
            let candidate = window[size]
            var isPivot = true
            for age in 0..<window.size where age != size {
                if isHigh ? window[age] > candidate : window[age] < candidate { isPivot = false }
            }
            if isPivot { value = candidate }
        }
        out[0] = value
    }
}

/// Bars since the input was last above zero, 0 when it is now.
struct BarsSince: Recurrence {
    private var count = Double.nan
    let warmUp = 1

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        if x[0] > 0 { count = 0 } else { count += 1 }
        out[0] = count
    }
}

/// Elder ray: high and low less the exponential average of the close. Outputs: bull, bear.
struct ElderRay: Recurrence {
    private var average: Exponential
    let warmUp: Int

    init(_ size: Int) {
        average = Exponential(size)
        warmUp = size
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        let middle = average.push(x[2])
        (out[0], out[1]) = (x[0] - middle, x[1] - middle)
    }
}

/// Chandelier exits (Le Beau): highest high less, lowest low plus k average true ranges. Outputs: long, short.
struct ChandelierExit: Recurrence {
    private var channel: DonchianChannel
    private var range: AverageTrueRange
    private let factor: Double
    let warmUp: Int

    init(_ size: Int, _ factor: Double) {
        channel = DonchianChannel(size)
        range = AverageTrueRange(size)
        self.factor = factor
        warmUp = size + 1
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3) { scratch in
            guard let s = scratch.baseAddress else { return }
            channel.next(x, s)
            let width = factor * range.push(high: x[0], low: x[1], close: x[2])
            (out[0], out[1]) = (s[0] - width, s[2] + width)
        }
    }
}

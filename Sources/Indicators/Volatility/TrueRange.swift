import Glibc

/// Average true range: Wilder's average of max(high, previous close) − min(low, previous close), from the second bar on.
struct AverageTrueRange: Recurrence {
    private var average: Wilder
    private var lastClose = Double.nan
    private let isPercent: Bool
    let warmUp: Int

    init(_ size: Int, percent: Bool = false) {
        average = Wilder(size)
        isPercent = percent
        warmUp = size + 1
    }

    mutating func push(high: Double, low: Double, close: Double) -> Double {
        defer { lastClose = close }
        guard !lastClose.isNaN else { return .nan }
        return average.push(max(high, lastClose) - min(low, lastClose))
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        let range = push(high: x[0], low: x[1], close: x[2])
        out[0] = isPercent ? range / x[2] * 100 : range
    }
}

struct TrueRange: Recurrence {
    private var lastClose = Double.nan
    let warmUp = 2

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        out[0] = lastClose.isNaN ? .nan : max(x[0], lastClose) - min(x[1], lastClose)
        lastClose = x[2]
    }
}

/// Choppiness (Dreiss): 100 · log₁₀(Σ TR / (highest − lowest)) / log₁₀ n.
struct Choppiness: Recurrence {
    private var ranges: MovingSum
    private var range = TrueRange()
    private var channel: DonchianChannel
    private let scale: Double
    let warmUp: Int

    init(_ size: Int) {
        ranges = MovingSum(size)
        channel = DonchianChannel(size)
        scale = 100 / log10(Double(size))
        warmUp = size + 1
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 4) { scratch in
            guard let s = scratch.baseAddress else { return }
            range.next(x, s)
            if !s[0].isNaN { ranges.push(s[0]) }
            channel.next(x, s + 1)
            let height = s[1] - s[3]
            out[0] = ranges.isFull && height > 0 ? scale * log10(ranges.sum / height) : .nan
        }
    }
}


/// Mean of a squared range estimator of n bars, annualised: Parkinson 1980 of high and low, Garman and Klass 1980 of all four prices.
struct RangeVolatility: Recurrence {
    enum Kind { case parkinson, garmanKlass }
    private var squares: MovingSum
    private let kind: Kind
    private let periods: Double
    var warmUp: Int { squares.size }

    init(_ size: Int, _ periods: Double, _ kind: Kind) {
        squares = MovingSum(size)
        self.periods = periods
        self.kind = kind
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        switch kind {
        case .parkinson:
            let range = Glibc.log(x[0] / x[1])
            squares.push(range * range / (4 * Glibc.log(2.0)))
        case .garmanKlass:
            let range = Glibc.log(x[1] / x[2])
            let move = Glibc.log(x[3] / x[0])
            squares.push(0.5 * range * range - (2 * Glibc.log(2.0) - 1) * move * move)
        }
        out[0] = squares.isFull ? (max(squares.mean, 0) * periods).squareRoot() : .nan
    }
}

/// Standard deviation (ddof 1) of log returns over n bars, annualised.
struct RealizedVolatility: Recurrence {
    private var spread: Spread
    private let size: Int
    private let periods: Double
    private var last = Double.nan
    let warmUp: Int

    init(_ size: Int, _ periods: Double) {
        spread = Spread(size)
        self.size = size
        self.periods = periods
        warmUp = size + 1
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        defer { last = x[0] }
        guard !last.isNaN, last > 0, x[0] > 0 else {
            out[0] = .nan
            return
        }
        spread.push(Glibc.log(x[0] / last))
        out[0] = spread.isFull ? (spread.deviations / Double(size - 1) * periods).squareRoot() : .nan
    }
}

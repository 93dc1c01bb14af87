import Glibc

/// RSI and CMO: Wilder's averages of gains and of losses. RSI: 100·g / (g + l); CMO as TA-Lib: 100·(g − l) / (g + l).
struct RelativeStrength: Recurrence {
    private var gains: Wilder
    private var losses: Wilder
    private var last = Double.nan
    private let isSigned: Bool
    let warmUp: Int

    init(_ size: Int, signed: Bool) {
        gains = Wilder(size)
        losses = Wilder(size)
        isSigned = signed
        warmUp = size + 1
    }

    mutating func push(_ x: Double) -> Double {
        defer { last = x }
        guard !last.isNaN else { return .nan }
        let change = x - last
        let gain = gains.push(max(change, 0))
        let loss = losses.push(max(-change, 0))
        let sum = gain + loss
        if sum.isNaN { return .nan }
        if sum == 0 { return 0 }
        return 100 * (isSigned ? gain - loss : gain) / sum
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) { out[0] = push(x[0]) }
}

/// %K of the close within the range of n bars, smoothed by a simple average, and %D, its average. Outputs: k, d.
struct Stochastic: Recurrence {
    private var channel: DonchianChannel
    private var k: Mean
    private var d: Mean
    let warmUp: Int

    init(_ size: Int, _ smoothing: Int, _ signal: Int) {
        channel = DonchianChannel(size)
        k = Mean(smoothing)
        d = Mean(signal)
        warmUp = size + smoothing + signal - 2
    }

    /// The outputs from a high, a low and a value between them.
    mutating func push(_ high: Double, _ low: Double, _ value: Double) -> (k: Double, d: Double) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 5) { scratch in
            guard let s = scratch.baseAddress else { return (.nan, .nan) }
            (s[3], s[4]) = (high, low)
            channel.next(s + 3, s)
            guard !s[0].isNaN else { return (.nan, .nan) }
            let height = s[0] - s[2]
            let smoothed = k.push(height > 0 ? 100 * (value - s[2]) / height : 0)
            let signal = smoothed.isNaN ? .nan : d.push(smoothed)
            return (signal.isNaN ? .nan : smoothed, signal)
        }
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) { (out[0], out[1]) = push(x[0], x[1], x[2]) }
}

/// Stochastic of the RSI.
struct StochasticRSI: Recurrence {
    private var strength: RelativeStrength
    private var stochastic: Stochastic
    let warmUp: Int

    init(_ size: Int, _ window: Int, _ signal: Int) {
        strength = RelativeStrength(size, signed: false)
        stochastic = Stochastic(window, 1, signal)
        warmUp = size + window + signal - 1
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        let value = strength.push(x[0])
        (out[0], out[1]) = value.isNaN ? (.nan, .nan) : stochastic.push(value, value, value)
    }
}

/// Difference of two exponential averages that begin together, its average, and the difference of both. Outputs: macd, signal, hist.
struct MACD: Recurrence {
    private var fast: Exponential
    private var slow: Exponential
    private var signal: Exponential
    private var skip: Int
    let warmUp: Int

    init(_ fast: Int, _ slow: Int, _ signal: Int) {
        let (short, long) = (min(fast, slow), max(fast, slow))
        self.fast = Exponential(short)
        self.slow = Exponential(long)
        self.signal = Exponential(signal)
        skip = long - short
        warmUp = long + signal - 1
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        // TA-Lib begins the fast average so late that both have their first value in the same bar.
        let f: Double
        if skip > 0 {
            skip -= 1
            f = .nan
        } else {
            f = fast.push(x[0])
        }
        let line = f - slow.push(x[0])
        let average = line.isNaN ? .nan : signal.push(line)
        (out[0], out[1], out[2]) = average.isNaN ? (.nan, .nan, .nan) : (line, average, line - average)
    }
}

/// Difference of two exponential averages: in price (APO) or in percent of the slow one (PPO).
struct PriceOscillator: Recurrence {
    private var fast: Exponential
    private var slow: Exponential
    private let isPercent: Bool
    let warmUp: Int

    init(_ fast: Int, _ slow: Int, percent: Bool) {
        self.fast = Exponential(min(fast, slow))
        self.slow = Exponential(max(fast, slow))
        isPercent = percent
        warmUp = max(fast, slow)
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        let (f, s) = (fast.push(x[0]), slow.push(x[0]))
        out[0] = isPercent ? (f - s) / s * 100 : f - s
    }
}

/// Comparisons with the value n bars ago.
struct Lagged: Recurrence {
    enum Kind { case difference, percent, fraction, ratio, logarithm }
    private var window: Window
    private let kind: Kind
    var warmUp: Int { window.size }

    init(_ size: Int, _ kind: Kind) {
        window = Window(size + 1)
        self.kind = kind
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        _ = window.push(x[0])
        guard window.isFull else {
            out[0] = .nan
            return
        }
        let before = window[window.size - 1]
        out[0] =
            switch kind {
            case .difference: x[0] - before
            case .percent: (x[0] / before - 1) * 100
            case .fraction: (x[0] - before) / before
            case .ratio: x[0] / before
            case .logarithm: Glibc.log(x[0] / before)
            }
    }
}


/// Commodity channel index: (typical price − mean) / (0.015 · mean deviation).
struct CommodityChannel: Recurrence {
    private var deviation: MeanDeviation
    private var mean: Mean
    var warmUp: Int { deviation.warmUp }

    init(_ size: Int) {
        deviation = MeanDeviation(size)
        mean = Mean(size)
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        var typical = (x[0] + x[1] + x[2]) / 3
        deviation.next(&typical, out)
        let distance = typical - mean.push(typical)
        out[0] = out[0].isNaN ? .nan : out[0] > 0 ? distance / (0.015 * out[0]) : 0
    }
}

/// Williams %R: −100 · (highest − close) / (highest − lowest).
struct WilliamsR: Recurrence {
    private var channel: DonchianChannel
    var warmUp: Int { channel.warmUp }

    init(_ size: Int) { channel = DonchianChannel(size) }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3) { scratch in
            guard let s = scratch.baseAddress else { return }
            channel.next(x, s)
            let height = s[0] - s[2]
            out[0] = height.isNaN ? .nan : height > 0 ? -100 * (s[0] - x[2]) / height : 0
        }
    }
}

/// Ultimate oscillator (Williams 1976) of three windows, weighted 4, 2, 1.
struct UltimateOscillator: Recurrence {
    private var pressure: [MovingSum]
    private var range: [MovingSum]
    private var lastClose = Double.nan
    let warmUp: Int

    init(_ sizes: [Int]) {
        let ordered = sizes.sorted()
        pressure = ordered.map { MovingSum($0) }
        range = ordered.map { MovingSum($0) }
        warmUp = (ordered.last ?? 0) + 1
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        defer { lastClose = x[2] }
        out[0] = .nan
        guard !lastClose.isNaN else { return }
        let low = min(x[1], lastClose)
        let high = max(x[0], lastClose)
        var total = 0.0
        for index in 0..<3 {
            pressure[index].push(x[2] - low)
            range[index].push(high - low)
            let part = range[index].sum > 0 ? pressure[index].sum / range[index].sum : 0
            total += part * (index == 0 ? 4 : index == 1 ? 2 : 1)
        }
        if range[2].isFull { out[0] = 100 * total / 7 }
    }
}

/// Bars since the highest high and lowest low of n bars, 100 being now. Outputs: down, up; or their difference.
struct Aroon: Recurrence {
    private var top: Extremum
    private var bottom: Extremum
    private let size: Double
    private let isOscillator: Bool
    let warmUp: Int

    init(_ size: Int, oscillator: Bool) {
        top = Extremum(size + 1, maximum: true)
        bottom = Extremum(size + 1, maximum: false)
        self.size = Double(size)
        isOscillator = oscillator
        warmUp = size + 1
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        top.push(x[0])
        bottom.push(x[1])
        let up = top.isFull ? 100 * (size - Double(top.age)) / size : .nan
        let down = top.isFull ? 100 * (size - Double(bottom.age)) / size : .nan
        if isOscillator { out[0] = up - down } else { (out[0], out[1]) = (down, up) }
    }
}

/// True strength (Blau 1991): twice smoothed momentum over twice smoothed absolute momentum, in percent.
struct TrueStrength: Recurrence {
    private var up: (Exponential, Exponential)
    private var all: (Exponential, Exponential)
    private var last = Double.nan
    let warmUp: Int

    init(_ long: Int, _ short: Int) {
        up = (Exponential(long), Exponential(short))
        all = (Exponential(long), Exponential(short))
        warmUp = long + short
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        defer { last = x[0] }
        out[0] = .nan
        guard !last.isNaN else { return }
        let a = up.0.push(x[0] - last)
        let b = all.0.push(abs(x[0] - last))
        guard !a.isNaN else { return }
        let (top, bottom) = (up.1.push(a), all.1.push(b))
        if !top.isNaN { out[0] = bottom > 0 ? 100 * top / bottom : 0 }
    }
}

/// Median price's fast average less its slow one (Williams).
struct AwesomeOscillator: Recurrence {
    private var fast: Mean
    private var slow: Mean
    let warmUp: Int

    init(_ fast: Int, _ slow: Int) {
        self.fast = Mean(fast)
        self.slow = Mean(slow)
        warmUp = max(fast, slow)
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        let middle = (x[0] + x[1]) / 2
        out[0] = fast.push(middle) - slow.push(middle)
    }
}

/// Fisher transform (Ehlers 2002) of the price's place in its range. Outputs: fisher, its value one bar ago.
struct FisherTransform: Recurrence {
    private var channel: DonchianChannel
    private var value = 0.0
    private var fisher = 0.0
    let warmUp: Int

    init(_ size: Int) {
        channel = DonchianChannel(size)
        warmUp = size
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 5) { scratch in
            guard let s = scratch.baseAddress else { return }
            let middle = (x[0] + x[1]) / 2
            (s[3], s[4]) = (middle, middle)
            channel.next(s + 3, s)
            guard !s[0].isNaN else {
                (out[0], out[1]) = (.nan, .nan)
                return
            }
            let height = s[0] - s[2]
            let place = height > 0 ? (middle - s[2]) / height - 0.5 : 0
            value = min(max(0.66 * place + 0.67 * value, -0.999), 0.999)
            let last = fisher
            fisher = 0.5 * Glibc.log((1 + value) / (1 - value)) + 0.5 * last
            (out[0], out[1]) = (fisher, last)
        }
    }
}

/// Coppock curve: weighted average of the sum of two rates of change.
struct Coppock: Recurrence {
    private var long: Lagged
    private var short: Lagged
    private var average: WMA
    let warmUp: Int

    init(_ long: Int, _ short: Int, _ average: Int) {
        self.long = Lagged(long, .percent)
        self.short = Lagged(short, .percent)
        self.average = WMA(average)
        warmUp = max(long, short) + average
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        long.next(x, out)
        let first = out[0]
        short.next(x, out)
        let sum = first + out[0]
        out[0] = sum.isNaN ? .nan : average.push(sum)
    }
}

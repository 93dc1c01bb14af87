/// Bollinger: mean ± k population standard deviations. Outputs: upper, middle, lower.
struct BollingerBands: Recurrence {
    private var mean: MovingSum
    private var spread: Spread
    private let factor: Double
    var warmUp: Int { mean.size }

    init(_ size: Int, _ factor: Double) {
        mean = MovingSum(size)
        spread = Spread(size)
        self.factor = factor
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        mean.push(x[0])
        spread.push(x[0])
        let middle = mean.isFull ? mean.mean : .nan
        let width = factor * (spread.deviations / Double(mean.size)).squareRoot()
        (out[0], out[1], out[2]) = (middle + width, middle, middle - width)
    }
}

/// Where the price is between the Bollinger bands: 0 at the lower, 1 at the upper.
struct BollingerPercent: Recurrence {
    private var bands: BollingerBands
    private let isWidth: Bool
    var warmUp: Int { bands.warmUp }

    init(_ size: Int, _ factor: Double, width: Bool) {
        bands = BollingerBands(size, factor)
        isWidth = width
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3) { band in
            guard let b = band.baseAddress else { return }
            bands.next(x, b)
            let height = b[0] - b[2]
            out[0] = isWidth ? height / b[1] : height > 0 ? (x[0] - b[2]) / height : .nan
        }
    }
}

/// Keltner: EMA of the close ± k average true ranges. Inputs: high, low, close. Outputs: upper, middle, lower.
struct KeltnerChannel: Recurrence {
    private var middle: Exponential
    private var range: AverageTrueRange
    private let factor: Double
    let warmUp: Int

    init(_ size: Int, _ rangeSize: Int, _ factor: Double) {
        middle = Exponential(size)
        range = AverageTrueRange(rangeSize)
        self.factor = factor
        warmUp = max(size, range.warmUp)
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        let m = middle.push(x[2])
        let width = factor * range.push(high: x[0], low: x[1], close: x[2])
        (out[0], out[1], out[2]) = (m + width, (m + width).isNaN ? .nan : m, m - width)
    }
}

/// Donchian: highest high, middle, lowest low of the last n bars.
struct DonchianChannel: Recurrence {
    private var top: Extremum
    private var bottom: Extremum
    let warmUp: Int

    init(_ size: Int) {
        top = Extremum(size, maximum: true)
        bottom = Extremum(size, maximum: false)
        warmUp = size
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        top.push(x[0])
        bottom.push(x[1])
        let (upper, lower) = top.isFull ? (top.value, bottom.value) : (.nan, .nan)
        (out[0], out[1], out[2]) = (upper, (upper + lower) / 2, lower)
    }
}

/// The middle between the highest and the lowest: of one series, or of high and low.
struct Midpoint: Recurrence {
    private var channel: DonchianChannel
    private let isSingle: Bool
    var warmUp: Int { channel.warmUp }

    init(_ size: Int, single: Bool) {
        channel = DonchianChannel(size)
        isSingle = single
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 5) { scratch in
            guard let s = scratch.baseAddress else { return }
            s[3] = x[0]
            s[4] = isSingle ? x[0] : x[1]
            channel.next(s + 3, s)
            out[0] = s[1]
        }
    }
}

/// Supertrend: bands of k average true ranges about the middle of the bar that only tighten; the trend turns when the close
/// passes the band. Inputs: high, low, close. Outputs: line, direction (1 up, −1 down).
struct Supertrend: Recurrence {
    private var range: AverageTrueRange
    private let factor: Double
    private var upper = Double.nan
    private var lower = Double.nan
    private var lastClose = Double.nan
    private var direction = 1.0
    var warmUp: Int { range.warmUp }

    init(_ size: Int, _ factor: Double) {
        range = AverageTrueRange(size)
        self.factor = factor
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        let width = factor * range.push(high: x[0], low: x[1], close: x[2])
        defer { lastClose = x[2] }
        guard !width.isNaN else {
            (out[0], out[1]) = (.nan, .nan)
            return
        }
        let middle = (x[0] + x[1]) / 2
        let top = middle + width
        let bottom = middle - width
        if upper.isNaN {
            (upper, lower) = (top, bottom)
        } else {
            upper = top < upper || lastClose > upper ? top : upper
            lower = bottom > lower || lastClose < lower ? bottom : lower
        }
        if direction > 0 && x[2] < lower { direction = -1 } else if direction < 0 && x[2] > upper { direction = 1 }
        (out[0], out[1]) = (direction > 0 ? lower : upper, direction)
    }
}

/// Parabolic stop and reverse (Wilder 1978), begun as TA-Lib does: with the direction of the first directional movement.
struct ParabolicSAR: Recurrence {
    private let step: Double
    private let maximum: Double
    private var bars = 0
    private var isLong = true
    private var sar = 0.0
    private var extreme = 0.0
    private var factor: Double
    private var lastHigh = 0.0
    private var lastLow = 0.0
    let warmUp = 2

    init(_ step: Double, _ maximum: Double) {
        self.step = min(step, maximum)
        self.maximum = maximum
        factor = min(step, maximum)
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        let (high, low) = (x[0], x[1])
        bars += 1
        defer { (lastHigh, lastLow) = (high, low) }
        guard bars > 1 else {
            out[0] = .nan
            return
        }
        if bars == 2 { begin(high, low) }
        out[0] = isLong ? long(high, low) : short(high, low)
    }

    private mutating func begin(_ high: Double, _ low: Double) {
        let down = lastLow - low
        let up = high - lastHigh
        isLong = !(down > 0 && down > up)
        extreme = isLong ? high : low
        sar = isLong ? lastLow : lastHigh
        // The first output looks at the bar itself only.
        (lastHigh, lastLow) = (high, low)
    }

    private mutating func long(_ high: Double, _ low: Double) -> Double {
        if low <= sar {
            isLong = false
            sar = max(extreme, lastHigh, high)
            let shown = sar
            factor = step
            extreme = low
            sar = max(sar + factor * (extreme - sar), lastHigh, high)
            return shown
        }
        let shown = sar
        if high > extreme {
            extreme = high
            factor = min(factor + step, maximum)
        }
        sar = min(sar + factor * (extreme - sar), lastLow, low)
        return shown
    }

    private mutating func short(_ high: Double, _ low: Double) -> Double {
        if high >= sar {
            isLong = true
            sar = min(extreme, lastLow, low)
            let shown = sar
            factor = step
            extreme = high
            sar = min(sar + factor * (extreme - sar), lastLow, low)
            return shown
        }
        let shown = sar
        if low < extreme {
            extreme = low
            factor = min(factor + step, maximum)
        }
        sar = max(sar + factor * (extreme - sar), lastHigh, high)
        return shown
    }
}

/// Ichimoku's lines that look at the past only: conversion, base, and the two spans as drawn today, displaced n bars forward.
struct Ichimoku: Recurrence {
    private var fast: DonchianChannel
    private var slow: DonchianChannel
    private var longest: DonchianChannel
    private var spanA: Window
    private var spanB: Window
    let warmUp: Int

    init(_ fast: Int, _ slow: Int, _ longest: Int) {
        self.fast = DonchianChannel(fast)
        self.slow = DonchianChannel(slow)
        self.longest = DonchianChannel(longest)
        spanA = Window(slow + 1)
        spanB = Window(slow + 1)
        warmUp = longest + slow
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 9) { scratch in
            guard let s = scratch.baseAddress else { return }
            fast.next(x, s)
            slow.next(x, s + 3)
            longest.next(x, s + 6)
            _ = spanA.push((s[1] + s[4]) / 2)
            _ = spanB.push(s[7])
            let (a, b) = spanA.isFull ? (spanA[spanA.size - 1], spanB[spanB.size - 1]) : (.nan, .nan)
            let isReady = !a.isNaN && !b.isNaN
            (out[0], out[1]) = isReady ? (s[1], s[4]) : (.nan, .nan)
            (out[2], out[3]) = isReady ? (a, b) : (.nan, .nan)
        }
    }
}

import Glibc

/// Weighted average: weights 1 … n, the newest heaviest.
struct WMA: Recurrence {
    private var window: Window
    private var sum = 0.0
    private var weighted = 0.0
    private let divisor: Double
    var warmUp: Int { window.size }

    init(_ size: Int) {
        window = Window(size)
        divisor = Double(size) * (Double(size) + 1) / 2
    }

    mutating func push(_ x: Double) -> Double {
        weighted += x * Double(window.isFull ? window.size : window.count + 1)
        if window.isFull { weighted -= sum }
        sum += x - window.push(x)
        return window.isFull ? weighted / divisor : .nan
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) { out[0] = push(x[0]) }
}

/// A chain of exponential averages, each over the one before.
struct ExponentialChain {
    private var links: [Exponential]

    init(_ size: Int, depth: Int) { links = Array(repeating: Exponential(size), count: depth) }

    /// The averages of depth 1 … n into `values`; NaN where not warm.
    @inline(__always)
    mutating func push(_ x: Double, _ values: inout SIMD8<Double>) {
        var level = x
        for index in links.indices {
            level = level.isNaN ? .nan : links[index].push(level)
            values[index] = level
        }
    }
}

/// DEMA: 2·e₁ − e₂. TEMA: 3·e₁ − 3·e₂ + e₃. T3: Tillson's, of six with volume factor v.
struct ChainedAverage: Recurrence {
    enum Kind { case double, triple, tillson(Double), rateOfTriple }
    private var chain: ExponentialChain
    private let kind: Kind
    private var previous = Double.nan
    let warmUp: Int

    init(_ size: Int, _ kind: Kind) {
        self.kind = kind
        let depth: Int =
            switch kind {
            case .double: 2
            case .triple, .rateOfTriple: 3
            case .tillson: 6
            }
        chain = ExponentialChain(size, depth: depth)
        if case .rateOfTriple = kind { warmUp = depth * (size - 1) + 2 } else { warmUp = depth * (size - 1) + 1 }
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        var e = SIMD8<Double>(repeating: .nan)
        chain.push(x[0], &e)
        switch kind {
        case .double: out[0] = 2 * e[0] - e[1]
        case .triple: out[0] = 3 * e[0] - 3 * e[1] + e[2]
        case .rateOfTriple:
            out[0] = (e[2] / previous - 1) * 100
            previous = e[2]
        case .tillson(let v):
            let c1 = -v * v * v
            let c2 = 3 * (v * v - c1)
            let c3 = -6 * v * v - 3 * (v - c1)
            let c4 = 1 + 3 * v - c1 + 3 * v * v
            out[0] = c1 * e[5] + c2 * e[4] + c3 * e[3] + c4 * e[2]
        }
    }
}

/// TRIMA: a simple average of a simple average.
struct TRIMA: Recurrence {
    private var inner: Mean
    private var outer: Mean
    let warmUp: Int

    init(_ size: Int) {
        let half = size % 2 == 1 ? (size + 1) / 2 : size / 2
        inner = Mean(half)
        outer = Mean(size - half + 1)
        warmUp = size
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        let y = inner.push(x[0])
        out[0] = y.isNaN ? .nan : outer.push(y)
    }
}

/// Hull: WMA(√n) of 2·WMA(n/2) − WMA(n).
struct HMA: Recurrence {
    private var half: WMA
    private var full: WMA
    private var last: WMA
    let warmUp: Int

    init(_ size: Int) {
        half = WMA(max(size / 2, 1))
        full = WMA(size)
        let root = max(Int(Double(size).squareRoot()), 1)
        last = WMA(root)
        warmUp = size + root - 1
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        let y = 2 * half.push(x[0]) - full.push(x[0])
        out[0] = y.isNaN ? .nan : last.push(y)
    }
}

/// Kaufman's adaptive average: weight (ER · (2/3 − 2/31) + 2/31)², ER being the way made over the way gone in n bars.
struct KAMA: Recurrence {
    private var window: Window
    private var path: MovingSum
    private var last = Double.nan
    private var value = Double.nan
    let warmUp: Int

    init(_ size: Int) {
        window = Window(size + 1)
        path = MovingSum(size)
        warmUp = size + 1
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        if !last.isNaN { path.push(abs(x[0] - last)) }
        _ = window.push(x[0])
        defer { last = x[0] }
        guard window.isFull else {
            out[0] = .nan
            return
        }
        if value.isNaN { value = last }
        let way = x[0] - window[window.size - 1]
        let efficiency = path.sum <= abs(way) || path.sum == 0 ? 1 : abs(way / path.sum)
        let weight = efficiency * (2.0 / 3 - 2.0 / 31) + 2.0 / 31
        value += (x[0] - value) * weight * weight
        out[0] = value
    }
}

/// Zero-lag: EMA of x + (x − x[(n − 1)/2]).
struct ZLEMA: Recurrence {
    private var window: Window
    private var average: Exponential
    let warmUp: Int

    init(_ size: Int) {
        let lag = (size - 1) / 2
        window = Window(lag + 1)
        average = Exponential(size)
        warmUp = size + lag
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        _ = window.push(x[0])
        out[0] = window.isFull ? average.push(2 * x[0] - window[window.size - 1]) : .nan
    }
}

/// Wilder's average.
struct RMA: Recurrence {
    private var average: Wilder
    let warmUp: Int

    init(_ size: Int) {
        average = Wilder(size)
        warmUp = size
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) { out[0] = average.push(x[0]) }
}

/// Arnaud Legoux: Gaussian weights centred at `offset` of the window with width n / sigma.
struct ALMA: Recurrence {
    private var window: Window
    private let weights: [Double]
    var warmUp: Int { window.size }

    init(_ size: Int, offset: Double, sigma: Double) {
        window = Window(size)
        let centre = offset * Double(size - 1)
        let width = Double(size) / sigma
        let raw = (0..<size).map { exp(-(Double($0) - centre) * (Double($0) - centre) / (2 * width * width)) }
        let total = raw.reduce(0, +)
        weights = raw.map { $0 / total }
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        _ = window.push(x[0])
        guard window.isFull else {
            out[0] = .nan
            return
        }
        var sum = 0.0
        for age in 0..<window.size { sum += weights[window.size - 1 - age] * window[age] }
        out[0] = sum
    }
}

/// Average weighted by volume: Σ x·v / Σ v.
struct VWMA: Recurrence {
    private var weighted: MovingSum
    private var volume: MovingSum
    var warmUp: Int { volume.size }

    init(_ size: Int) {
        weighted = MovingSum(size)
        volume = MovingSum(size)
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        weighted.push(x[0] * x[1])
        volume.push(x[1])
        out[0] = volume.isFull && volume.sum > 0 ? weighted.sum / volume.sum : .nan
    }
}

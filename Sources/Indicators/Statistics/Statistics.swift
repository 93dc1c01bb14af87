import Glibc

/// Variance, deviation and z-score of the last n values (population, as TA-Lib).
struct RollingSpread: Recurrence {
    enum Kind { case variance, deviation(Double), zscore, relative }
    private var spread: Spread
    private let size: Int
    private let kind: Kind
    var warmUp: Int { size }

    init(_ size: Int, _ kind: Kind) {
        spread = Spread(size)
        self.size = size
        self.kind = kind
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        spread.push(x[0])
        guard spread.isFull else {
            out[0] = .nan
            return
        }
        let variance = spread.deviations / Double(size)
        switch kind {
        case .variance: out[0] = variance
        case .deviation(let factor): out[0] = factor * variance.squareRoot()
        case .zscore: out[0] = variance > 0 ? (x[0] - spread.mean) / variance.squareRoot() : .nan
        case .relative: out[0] = variance.squareRoot() / spread.mean
        }
    }
}

/// Highest, lowest, sum of the last n values; bars since the highest or lowest.
struct RollingExtreme: Recurrence {
    private var extreme: Extremum
    private let showsAge: Bool
    let warmUp: Int

    init(_ size: Int, maximum: Bool, age: Bool = false) {
        extreme = Extremum(size, maximum: maximum)
        showsAge = age
        warmUp = size
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        extreme.push(x[0])
        out[0] = extreme.isFull ? (showsAge ? Double(extreme.age) : extreme.value) : .nan
    }
}

struct RollingSum: Recurrence {
    private var values: MovingSum
    var warmUp: Int { values.size }

    init(_ size: Int) { values = MovingSum(size) }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        values.push(x[0])
        out[0] = values.isFull ? values.sum : .nan
    }
}

/// Mean absolute deviation from the mean of the last n values.
struct MeanDeviation: Recurrence {
    private var window: Window
    private var sum = 0.0
    var warmUp: Int { window.size }

    init(_ size: Int) { window = Window(size) }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        sum += x[0] - window.push(x[0])
        guard window.isFull else {
            out[0] = .nan
            return
        }
        let mean = sum / Double(window.size)
        var total = 0.0
        for age in 0..<window.size { total += abs(window[age] - mean) }
        out[0] = total / Double(window.size)
    }
}

/// The quantile of the last n values (linear interpolation), or the share of them at or below the newest.
struct RollingRank: Recurrence {
    enum Kind { case quantile(Double), rank }
    private var window: Window
    private var sorted: [Double] = []
    private let kind: Kind
    var warmUp: Int { window.size }

    init(_ size: Int, _ kind: Kind) {
        window = Window(size)
        sorted.reserveCapacity(size)
        self.kind = kind
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        let wasFull = window.isFull
        let old = window.push(x[0])
        if wasFull { sorted.remove(at: place(old)) }
        sorted.insert(x[0], at: place(x[0]))
        guard window.isFull else {
            out[0] = .nan
            return
        }
        switch kind {
        case .quantile(let p):
            let position = p * Double(sorted.count - 1)
            let low = Int(position)
            let high = min(low + 1, sorted.count - 1)
            out[0] = sorted[low] + (position - Double(low)) * (sorted[high] - sorted[low])
        case .rank:
            var count = place(x[0])
            while count < sorted.count && sorted[count] == x[0] { count += 1 }
            out[0] = 100 * Double(count) / Double(sorted.count)
        }
    }

    /// The first position whose value is not below `value`.
    private func place(_ value: Double) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Skewness (G₁) or excess kurtosis (G₂) of the last n values, recomputed from the window.
struct RollingShape: Recurrence {
    private var window: Window
    private let isKurtosis: Bool
    var warmUp: Int { window.size }

    init(_ size: Int, kurtosis: Bool) {
        window = Window(size)
        isKurtosis = kurtosis
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        _ = window.push(x[0])
        guard window.isFull else {
            out[0] = .nan
            return
        }
        let n = Double(window.size)
        var mean = 0.0
        for age in 0..<window.size { mean += window[age] }
        mean /= n
        var (m2, m3, m4) = (0.0, 0.0, 0.0)
        for age in 0..<window.size {
            let d = window[age] - mean
            m2 += d * d
            m3 += d * d * d
            m4 += d * d * d * d
        }
        guard m2 > 0 else {
            out[0] = .nan
            return
        }
        if isKurtosis {
            out[0] = n * (n + 1) * (n - 1) * m4 / (m2 * m2 * (n - 2) * (n - 3)) - 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3))
        } else {
            out[0] = (n * (n - 1)).squareRoot() / (n - 2) * (m3 / n) / ((m2 / n) * (m2 / n).squareRoot())
        }
    }
}

/// The least-squares line through the last n values. The sums are kept over values less the window's first, against cancellation.
struct LinearRegression: Recurrence {
    enum Kind { case value, slope, intercept, angle, forecast }
    private var window: Window
    private let kind: Kind
    var warmUp: Int { window.size }

    init(_ size: Int, _ kind: Kind) {
        window = Window(size)
        self.kind = kind
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        _ = window.push(x[0])
        guard window.isFull else {
            out[0] = .nan
            return
        }
        let n = Double(window.size)
        let base = x[0]
        var (sum, weighted) = (0.0, 0.0)
        for age in 0..<window.size {
            let y = window[age] - base
            sum += y
            weighted += y * (n - 1 - Double(age))
        }
        let sumX = n * (n - 1) / 2
        let divisor = n * (n - 1) * (2 * n - 1) / 6 * n - sumX * sumX
        let slope = (n * weighted - sumX * sum) / divisor
        let intercept = (sum - slope * sumX) / n + base
        switch kind {
        case .value: out[0] = intercept + slope * (n - 1)
        case .slope: out[0] = slope
        case .intercept: out[0] = intercept
        case .angle: out[0] = atan(slope) * 180 / Double.pi
        case .forecast: out[0] = intercept + slope * n
        }
    }
}

/// Correlation of two series over n values, or the beta of the first one's returns to the second's.
struct Comovement: Recurrence {
    private var first: Window
    private var second: Window
    private let isBeta: Bool
    private var last = (Double.nan, Double.nan)
    let warmUp: Int

    init(_ size: Int, beta: Bool) {
        first = Window(size)
        second = Window(size)
        isBeta = beta
        warmUp = beta ? size + 1 : size
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        defer { last = (x[0], x[1]) }
        if isBeta {
            if last.0.isNaN {
                out[0] = .nan
                return
            }
            _ = first.push(x[0] / last.0 - 1)
            _ = second.push(x[1] / last.1 - 1)
        } else {
            _ = first.push(x[0])
            _ = second.push(x[1])
        }
        out[0] = first.isFull ? value() : .nan
    }

    private func value() -> Double {
        let n = Double(first.size)
        var (ma, mb) = (0.0, 0.0)
        for age in 0..<first.size { (ma, mb) = (ma + first[age], mb + second[age]) }
        (ma, mb) = (ma / n, mb / n)
        var (aa, bb, ab) = (0.0, 0.0, 0.0)
        for age in 0..<first.size {
            let (a, b) = (first[age] - ma, second[age] - mb)
            (aa, bb, ab) = (aa + a * a, bb + b * b, ab + a * b)
        }
        if isBeta { return bb > 0 ? ab / bb : .nan }
        return aa > 0 && bb > 0 ? ab / (aa * bb).squareRoot() : .nan
    }
}

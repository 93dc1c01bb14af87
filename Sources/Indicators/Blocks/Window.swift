/// The last `size` values.
struct Window {
    let size: Int
    private var ring: [Double]
    private var head = 0
    private(set) var count = 0

    init(_ size: Int) {
        self.size = max(size, 1)
        ring = Array(repeating: 0, count: max(size, 1))
    }

    var isFull: Bool { count == size }

    /// Adds a value and returns the one that leaves, 0 while none does.
    @inline(__always)
    mutating func push(_ x: Double) -> Double {
        let old = isFull ? ring[head] : 0
        if count < size { count += 1 }
        ring[head] = x
        head = head + 1 == size ? 0 : head + 1
        return old
    }

    /// The value `age` pushes ago, 0 being the newest; `age` is below `count`.
    @inline(__always)
    subscript(age: Int) -> Double {
        var index = head - 1 - age
        if index < 0 { index += size }
        return ring[index]
    }
}

/// The sum of the last `size` values, carried along: newest in, oldest out.
struct MovingSum {
    private var window: Window
    private(set) var sum = 0.0

    init(_ size: Int) { window = Window(size) }

    var isFull: Bool { window.isFull }
    var size: Int { window.size }
    var mean: Double { sum / Double(window.size) }

    @inline(__always)
    mutating func push(_ x: Double) { sum += x - window.push(x) }
}

/// Mean of the last `size` values, NaN before there are as many.
struct Mean {
    private var values: MovingSum

    init(_ size: Int) { values = MovingSum(size) }

    @inline(__always)
    mutating func push(_ x: Double) -> Double {
        values.push(x)
        return values.isFull ? values.mean : .nan
    }
}

/// The greatest (or least) of the last `size` values and how long ago it was; amortised constant time by a queue of candidates.
struct Extremum {
    private let size: Int
    private let isMaximum: Bool
    private var values: [Double]
    private var positions: [Int]
    private var head = 0
    private var length = 0
    private var seen = 0

    init(_ size: Int, maximum: Bool) {
        self.size = max(size, 1)
        isMaximum = maximum
        values = Array(repeating: 0, count: max(size, 1))
        positions = Array(repeating: 0, count: max(size, 1))
    }

    var isFull: Bool { seen >= size }
    var value: Double { values[head] }
    /// Bars since; of equal ones the latest counts.
    var age: Int { seen - 1 - positions[head] }

    mutating func push(_ x: Double) {
        if length > 0 && positions[head] <= seen - size {
            head = head + 1 == size ? 0 : head + 1
            length -= 1
        }
        while length > 0 {
            let last = (head + length - 1) % size
            guard isMaximum ? values[last] <= x : values[last] >= x else { break }
            length -= 1
        }
        let place = (head + length) % size
        values[place] = x
        positions[place] = seen
        length += 1
        seen += 1
    }
}

/// Exponential average with weight 2 / (n + 1), begun with the mean of the first n values as TA-Lib does.
struct Exponential {
    private let size: Int
    private let weight: Double
    private var seen = 0
    private(set) var value = 0.0

    init(_ size: Int) {
        self.size = size
        weight = 2 / (Double(size) + 1)
    }

    @inline(__always)
    mutating func push(_ x: Double) -> Double {
        if seen >= size {
            value += (x - value) * weight
            return value
        }
        seen += 1
        value += x
        guard seen == size else { return .nan }
        value /= Double(size)
        return value
    }
}

/// Wilder's average: begun with the mean of the first n values, then (previous · (n − 1) + x) / n.
struct Wilder {
    private let size: Double
    private let first: Int
    private var seen = 0
    private(set) var value = 0.0

    init(_ size: Int) {
        self.size = Double(size)
        first = size
    }

    @inline(__always)
    mutating func push(_ x: Double) -> Double {
        if seen >= first {
            value = (value * (size - 1) + x) / size
            return value
        }
        seen += 1
        value += x
        guard seen == first else { return .nan }
        value /= size
        return value
    }
}

/// Mean and sum of squared deviations of the last `size` values, without the cancellation of a sum of squares: sums are kept about
/// a pivot, and rebuilt from the window once per `size` values so that rounding does not build up.
struct Spread {
    private var window: Window
    private var pivot = 0.0
    private var sum = 0.0
    private var squares = 0.0
    private var sinceRebuild = 0

    init(_ size: Int) { window = Window(size) }

    var isFull: Bool { window.isFull }
    var mean: Double { pivot + sum / Double(window.count) }
    /// Σ(x − mean)², never negative; exactly zero for a constant window.
    var deviations: Double { max(squares - sum * sum / Double(window.count), 0) }

    mutating func push(_ x: Double) {
        if window.count == 0 { pivot = x }
        let wasFull = window.isFull
        let old = window.push(x)
        let d = x - pivot
        sum += d
        squares += d * d
        if wasFull {
            let e = old - pivot
            sum -= e
            squares -= e * e
        }
        sinceRebuild += 1
        if sinceRebuild >= max(window.size, 16) { rebuild() }
    }

    private mutating func rebuild() {
        sinceRebuild = 0
        pivot = window[0]
        sum = 0
        squares = 0
        for age in 0..<window.count {
            let d = window[age] - pivot
            sum += d
            squares += d * d
        }
    }
}

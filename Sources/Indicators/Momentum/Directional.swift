/// Wilder's directional system (1978) with TA-Lib's start: the sums begin with the first n − 1 movements.
struct Directional: Recurrence {
    enum Kind { case plusDM, minusDM, plusDI, minusDI, dx, adx, adxr }
    private let size: Int
    private let kind: Kind
    private var bars = 0
    private var last = (high: 0.0, low: 0.0, close: 0.0)
    private var plus = 0.0
    private var minus = 0.0
    private var range = 0.0
    private var average: Wilder
    private var history: Window
    private var lastDX = 0.0
    let warmUp: Int

    init(_ size: Int, _ kind: Kind) {
        self.size = size
        self.kind = kind
        average = Wilder(size)
        history = Window(size)
        warmUp =
            switch kind {
            case .plusDM, .minusDM: size == 1 ? 2 : size
            case .plusDI, .minusDI, .dx: size + 1
            case .adx: 2 * size
            case .adxr: 3 * size - 1
            }
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        defer { last = (x[0], x[1], x[2]) }
        bars += 1
        out[0] = .nan
        guard bars > 1 else { return }
        move(x)
        switch kind {
        case .plusDM: out[0] = bars >= max(size, 2) ? plus : .nan
        case .minusDM: out[0] = bars >= max(size, 2) ? minus : .nan
        default:
            guard bars > size else { return }
            out[0] = index()
        }
    }

    private mutating func move(_ x: UnsafePointer<Double>) {
        let up = x[0] - last.high
        let down = last.low - x[1]
        let plusMove = up > 0 && up > down ? up : 0
        let minusMove = down > 0 && down > up ? down : 0
        let trueRange = max(x[0], last.close) - min(x[1], last.close)
        // The first n − 1 movements are summed; later ones replace an n-th of the sum.
        if size > 1 && bars <= size {
            (plus, minus, range) = (plus + plusMove, minus + minusMove, range + trueRange)
        } else if size > 1 {
            let n = Double(size)
            (plus, minus, range) = (plus - plus / n + plusMove, minus - minus / n + minusMove, range - range / n + trueRange)
        } else {
            (plus, minus, range) = (plusMove, minusMove, trueRange)
        }
    }

    private mutating func index() -> Double {
        let plusDI = range > 0 ? 100 * plus / range : 0
        let minusDI = range > 0 ? 100 * minus / range : 0
        if case .plusDI = kind { return plusDI }
        if case .minusDI = kind { return minusDI }
        let sum = plusDI + minusDI
        if sum > 0 { lastDX = 100 * abs(plusDI - minusDI) / sum }
        if case .dx = kind { return lastDX }
        let adx = average.push(lastDX)
        if case .adx = kind { return adx }
        guard !adx.isNaN else { return .nan }
        _ = history.push(adx)
        return history.isFull ? (adx + history[size - 1]) / 2 : .nan
    }
}

/// Vortex (Botes and Siepman 2010). Outputs: plus, minus.
struct Vortex: Recurrence {
    private var plus: MovingSum
    private var minus: MovingSum
    private var range: MovingSum
    private var last: (high: Double, low: Double, close: Double)?
    let warmUp: Int

    init(_ size: Int) {
        plus = MovingSum(size)
        minus = MovingSum(size)
        range = MovingSum(size)
        warmUp = size + 1
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        (out[0], out[1]) = (.nan, .nan)
        if let last {
            plus.push(abs(x[0] - last.low))
            minus.push(abs(x[1] - last.high))
            range.push(max(x[0], last.close) - min(x[1], last.close))
            if range.isFull && range.sum > 0 { (out[0], out[1]) = (plus.sum / range.sum, minus.sum / range.sum) }
        }
        last = (x[0], x[1], x[2])
    }
}

/// Mass index (Dorsey): sum of EMA(range) / EMA(EMA(range)).
struct MassIndex: Recurrence {
    private var inner: Exponential
    private var outer: Exponential
    private var ratios: MovingSum
    let warmUp: Int

    init(_ average: Int, _ size: Int) {
        inner = Exponential(average)
        outer = Exponential(average)
        ratios = MovingSum(size)
        warmUp = 2 * average + size - 2
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        let once = inner.push(x[0] - x[1])
        let twice = once.isNaN ? .nan : outer.push(once)
        if !twice.isNaN { ratios.push(twice > 0 ? once / twice : 1) }
        out[0] = ratios.isFull ? ratios.sum : .nan
    }
}

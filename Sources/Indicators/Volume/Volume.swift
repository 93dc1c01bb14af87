/// On-balance volume (Granville 1963), begun with the first bar's volume as TA-Lib does. Inputs: close, volume.
struct OnBalanceVolume: Recurrence {
    private var total = 0.0
    private var last = Double.nan
    let warmUp = 1

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        if last.isNaN { total = x[1] } else if x[0] > last { total += x[1] } else if x[0] < last { total -= x[1] }
        last = x[0]
        out[0] = total
    }
}

/// Volume times where the close lies in the bar, from −1 at the low to 1 at the high. Inputs: high, low, close, volume.
func moneyFlowVolume(_ x: UnsafePointer<Double>) -> Double {
    let height = x[0] - x[1]
    return height > 0 ? ((x[2] - x[1]) - (x[0] - x[2])) / height * x[3] : 0
}

/// Chaikin's accumulation/distribution line.
struct AccumulationDistribution: Recurrence {
    private var total = 0.0
    let warmUp = 1

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        total += moneyFlowVolume(x)
        out[0] = total
    }
}

/// Chaikin's oscillator: a fast less a slow exponential average of the line, both begun with its first value as TA-Lib does.
struct ChaikinOscillator: Recurrence {
    private var line = 0.0
    private var fast = 0.0
    private var slow = 0.0
    private var bars = 0
    private let fastWeight: Double
    private let slowWeight: Double
    let warmUp: Int

    init(_ fast: Int, _ slow: Int) {
        fastWeight = 2 / (Double(fast) + 1)
        slowWeight = 2 / (Double(slow) + 1)
        warmUp = max(fast, slow)
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        line += moneyFlowVolume(x)
        bars += 1
        if bars == 1 {
            (fast, slow) = (line, line)
        } else {
            fast = fastWeight * line + (1 - fastWeight) * fast
            slow = slowWeight * line + (1 - slowWeight) * slow
        }
        out[0] = bars >= warmUp ? fast - slow : .nan
    }
}

/// Chaikin money flow: Σ money flow volume / Σ volume.
struct ChaikinMoneyFlow: Recurrence {
    private var flow: MovingSum
    private var volume: MovingSum
    var warmUp: Int { flow.size }

    init(_ size: Int) {
        flow = MovingSum(size)
        volume = MovingSum(size)
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        flow.push(moneyFlowVolume(x))
        volume.push(x[3])
        out[0] = flow.isFull && volume.sum > 0 ? flow.sum / volume.sum : .nan
    }
}

/// Money flow index (Quong and Soudack 1989): the share of typical price × volume that came with rising typical prices.
struct MoneyFlowIndex: Recurrence {
    private var up: MovingSum
    private var down: MovingSum
    private var last = Double.nan
    let warmUp: Int

    init(_ size: Int) {
        up = MovingSum(size)
        down = MovingSum(size)
        warmUp = size + 1
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        let typical = (x[0] + x[1] + x[2]) / 3
        let flow = typical * x[3]
        out[0] = .nan
        if !last.isNaN {
            up.push(typical > last ? flow : 0)
            down.push(typical < last ? flow : 0)
            if up.isFull {
                let total = up.sum + down.sum
                out[0] = total > 0 ? 100 * up.sum / total : 0
            }
        }
        last = typical
    }
}

/// Volume-weighted average price of the last n bars, or of all so far (n = 0). Inputs: high, low, close, volume.
struct VWAP: Recurrence {
    private var value: MovingSum?
    private var volume: MovingSum?
    private var totals = (0.0, 0.0)
    let warmUp: Int

    init(_ size: Int) {
        value = size > 0 ? MovingSum(size) : nil
        volume = size > 0 ? MovingSum(size) : nil
        warmUp = max(size, 1)
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        let worth = (x[0] + x[1] + x[2]) / 3 * x[3]
        if value != nil {
            value?.push(worth)
            volume?.push(x[3])
            guard let value, let volume, value.isFull, volume.sum > 0 else {
                out[0] = .nan
                return
            }
            out[0] = value.sum / volume.sum
        } else {
            totals = (totals.0 + worth, totals.1 + x[3])
            out[0] = totals.1 > 0 ? totals.0 / totals.1 : .nan
        }
    }
}

/// Force index (Elder): exponential average of the close's change times volume. Inputs: close, volume.
struct ForceIndex: Recurrence {
    private var average: Exponential
    private var last = Double.nan
    let warmUp: Int

    init(_ size: Int) {
        average = Exponential(size)
        warmUp = size + 1
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        out[0] = last.isNaN ? .nan : average.push((x[0] - last) * x[1])
        last = x[0]
    }
}

/// Ease of movement (Arms): average of the middle's change times range over volume, volume in units of 10⁸. Inputs: high, low, volume.
struct EaseOfMovement: Recurrence {
    private var average: Mean
    private var last = Double.nan
    let warmUp: Int

    init(_ size: Int) {
        average = Mean(size)
        warmUp = size + 1
    }

    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>) {
        let middle = (x[0] + x[1]) / 2
        defer { last = middle }
        guard !last.isNaN else {
            out[0] = .nan
            return
        }
        out[0] = average.push(x[2] > 0 ? (middle - last) * (x[0] - x[1]) * 1e8 / x[2] : 0)
    }
}

/// The last values of a series, kept in ascending order; of equal ones the older first. A step costs a binary search and one move
/// of the values between the place that becomes free and the one that is filled.
struct SortedWindow {
    private(set) var values: [Double] = []
    /// The step in which each value came.
    private(set) var times: [Int] = []
    private let capacity: Int
    private var ring: [Double]
    private var count = 0

    init(capacity: Int) {
        self.capacity = capacity
        ring = [Double](repeating: 0, count: capacity)
        values.reserveCapacity(capacity)
        times.reserveCapacity(capacity)
    }

    mutating func add(_ value: Double) {
        let slot = count % capacity
        if count >= capacity {
            replace(place(ring[slot], count - capacity), value)
        } else {
            let index = place(value, count)
            values.insert(value, at: index)
            times.insert(count, at: index)
        }
        ring[slot] = value
        count += 1
    }

    private mutating func replace(_ old: Int, _ value: Double) {
        var target = place(value, count)
        if target > old { target -= 1 }
        var index = old
        while index < target {
            values[index] = values[index + 1]
            times[index] = times[index + 1]
            index += 1
        }
        while index > target {
            values[index] = values[index - 1]
            times[index] = times[index - 1]
            index -= 1
        }
        values[target] = value
        times[target] = count
    }

    /// How many entries come before this value of this time.
    private func place(_ value: Double, _ time: Int) -> Int {
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if values[middle] < value || (values[middle] == value && times[middle] < time) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// VaR and expected shortfall of the window as equally likely scenarios, as `HistoricalRisk` defines them with the linear
    /// quantile.
    func historical(tail: Double) -> (valueAtRisk: Double, expectedShortfall: Double) {
        let position = tail * Double(values.count - 1)
        let low = min(Int(position), values.count - 1)
        let next = min(low + 1, values.count - 1)
        let quantile = values[low] + (position - Double(low)) * (values[next] - values[low])
        let (whole, part, size) = tailSize(values.count, tail)
        var total = part > 0 ? part * values[whole] : 0
        for index in 0..<whole { total += values[index] }
        return (-quantile, -total / size)
    }
}

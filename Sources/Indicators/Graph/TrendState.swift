/// The memory of `rising` and `falling`: how many values in a row are defined, and how many steps in a row went the right way.
struct TrendState {
    let direction: TrendDirection
    let window: Int
    private var previous = Double.nan
    private var defined = 0
    private var streak = 0

    init(direction: TrendDirection, window: Int) {
        self.direction = direction
        self.window = window
    }

    mutating func run(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ count: Int) {
        for row in 0..<count {
            let value = x[row]
            let moved = direction == .rising ? value > previous : value < previous
            streak = moved ? Swift.min(streak + 1, window) : 0
            defined = value.isNaN ? 0 : Swift.min(defined + 1, window + 1)
            out[row] = defined > window ? (streak >= window ? 1 : 0) : .nan
            previous = value
        }
    }
}

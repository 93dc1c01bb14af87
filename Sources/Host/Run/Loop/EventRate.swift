/// Events a second, of late.
struct EventRate {
    private var second = -1
    private var count = 0
    private(set) var perSecond = 0.0

    mutating func add(_ events: Int, at time: Double) {
        let now = Int(time)
        if now != second {
            // After a silence the rate of the last second says nothing.
            perSecond = now == second + 1 ? Double(count) : 0
            (second, count) = (now, 0)
        }
        count += events
    }
}

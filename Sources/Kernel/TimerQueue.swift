import Market

/// Timers of a script, by due time and then by order of asking.
struct TimerQueue {
    struct Timer {
        let name: Int
        var due: Timestamp
        let interval: Int64
        let order: Int
    }
    private var timers: [Timer] = []
    private var asked = 0

    var nextDue: Timestamp? { timers.first?.due }

    mutating func add(name: Int, due: Timestamp, interval: Int64) {
        asked += 1
        insert(Timer(name: name, due: due, interval: interval, order: asked))
    }

    /// Removes and returns the first timer due by `time`. A repeating timer is set for its next due moment after `time`.
    mutating func popDue(by time: Timestamp) -> Timer? {
        guard let first = timers.first, first.due <= time else { return nil }
        timers.removeFirst()
        if first.interval > 0 {
            let missed = (time - first.due) / first.interval
            var next = first
            next.due = first.due + first.interval * (missed + 1)
            insert(next)
        }
        return first
    }

    private mutating func insert(_ timer: Timer) {
        let index = timers.firstIndex { ($0.due, $0.order) > (timer.due, timer.order) } ?? timers.endIndex
        timers.insert(timer, at: index)
    }
}

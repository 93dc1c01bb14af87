/// The memory of a lag: the last `capacity` values, oldest at `position`.
struct LagRing {
    private let values: UnsafeMutablePointer<Double>
    private let capacity: Int
    private var position = 0

    /// - Parameter storage: owns the ring's memory.
    init(capacity: Int, in storage: ColumnStorage) {
        self.capacity = capacity
        values = storage.allocate(capacity, filledWith: .nan)
    }

    mutating func run(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ count: Int) {
        if count < capacity {
            rotate(x, out, count)
            return
        }
        let tail = capacity - position
        out.update(from: values + position, count: tail)
        (out + tail).update(from: values, count: position)
        (out + capacity).update(from: x, count: count - capacity)
        values.update(from: x + (count - capacity), count: capacity)
        position = 0
    }

    /// Fewer rows than the ring holds: values leave and enter at the same place, in at most two pieces.
    private mutating func rotate(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ count: Int) {
        var done = 0
        while done < count {
            let piece = Swift.min(count - done, capacity - position)
            (out + done).update(from: values + position, count: piece)
            (values + position).update(from: x + done, count: piece)
            done += piece
            position = position + piece == capacity ? 0 : position + piece
        }
    }
}

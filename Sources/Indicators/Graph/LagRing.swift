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
        copy(values + position, out, tail)
        copy(values, out + tail, position)
        copy(x, out + capacity, count - capacity)
        copy(x + (count - capacity), values, capacity)
        position = 0
    }

    /// A vector loop: `memmove` of blocks that are not aligned alike runs at a fifth of its speed.
    @inline(__always)
    private func copy(_ from: UnsafePointer<Double>, _ to: UnsafeMutablePointer<Double>, _ count: Int) {
        for index in 0..<count { to[index] = from[index] }
    }

    /// Fewer rows than the ring holds: values leave and enter at the same place, in at most two pieces.
    private mutating func rotate(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ count: Int) {
        var done = 0
        while done < count {
            let piece = Swift.min(count - done, capacity - position)
            copy(values + position, out + done, piece)
            copy(x + done, values + position, piece)
            done += piece
            position = position + piece == capacity ? 0 : position + piece
        }
    }
}

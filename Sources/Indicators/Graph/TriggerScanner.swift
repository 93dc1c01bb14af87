/// Turns the truth of conditions, block by block, into firings.
struct TriggerScanner {
    private let triggers: [SeriesTrigger]
    private let wordsPerTrigger: Int
    /// One mask per trigger, and a spare one after them.
    private let words: UnsafeMutablePointer<UInt64>
    /// Whether the trigger's condition was true, and allowed to fire, in the last row of the block before.
    private var carries: [UInt64]
    /// The first row that may fire, as far as it is known.
    private var firstRows: [Int]
    /// Slots of the series that have not been finite yet, by trigger.
    private var waiting: [[Int]]

    /// - Parameter storage: owns the masks.
    init(_ triggers: [SeriesTrigger], blockRows: Int, in storage: ColumnStorage) {
        self.triggers = triggers
        wordsPerTrigger = (blockRows + 63) / 64
        let count = wordsPerTrigger * (triggers.count + 1)
        let memory = UnsafeMutableRawPointer(storage.allocate(count))
        words = memory.bindMemory(to: UInt64.self, capacity: count)
        words.initialize(repeating: 0, count: count)
        carries = Array(repeating: 0, count: triggers.count)
        firstRows = triggers.map { Swift.max($0.firstRow, 0) }
        waiting = Array(repeating: [], count: triggers.count)
    }

    /// Lets the trigger wait for the first finite value in a slot that is whole at the end of each block.
    mutating func wait(_ trigger: Int, slot: Int) {
        waiting[trigger].append(slot)
    }

    func mask(_ trigger: Int) -> UnsafeMutablePointer<UInt64> { words + trigger * wordsPerTrigger }

    var spare: UnsafeMutablePointer<UInt64> { mask(triggers.count) }

    /// Reads the masks of the block that starts at `row`.
    mutating func collect(
        row: Int, count: Int, slots: [UnsafeMutablePointer<Double>], into firings: inout [TriggerSchedule.Firing]
    ) {
        for trigger in triggers.indices {
            if !waiting[trigger].isEmpty { admit(trigger, row, count, slots) }
            applyMode(trigger, row, count)
        }
        for word in 0..<((count + 63) / 64) {
            var any: UInt64 = 0
            for trigger in triggers.indices { any |= words[trigger * wordsPerTrigger + word] }
            while any != 0 {
                let bit = any & (0 &- any)
                any ^= bit
                let fired = Int32(truncatingIfNeeded: row + word * 64 + bit.trailingZeroBitCount)
                for trigger in triggers.indices where words[trigger * wordsPerTrigger + word] & bit != 0 {
                    firings.append(.init(row: fired, trigger: Int32(truncatingIfNeeded: trigger)))
                }
            }
        }
    }

    /// Moves the first allowed row to where the last of the awaited series becomes finite, or past this block.
    private mutating func admit(_ trigger: Int, _ row: Int, _ count: Int, _ slots: [UnsafeMutablePointer<Double>]) {
        for position in waiting[trigger].indices.reversed() {
            let column = slots[waiting[trigger][position]]
            var finite = 0
            while finite < count && !column[finite].isFinite { finite += 1 }
            firstRows[trigger] = Swift.max(firstRows[trigger], row + finite)
            if finite < count { waiting[trigger].remove(at: position) }
        }
    }

    private mutating func applyMode(_ trigger: Int, _ row: Int, _ count: Int) {
        let mask = mask(trigger)
        let wordCount = (count + 63) / 64
        forbid(mask, rows: Swift.min(Swift.max(firstRows[trigger] - row, 0), count))
        if triggers[trigger].mode == .level { return }
        var carry = carries[trigger]
        for word in 0..<wordCount {
            let truth = mask[word]
            mask[word] = truth & ~((truth << 1) | carry)
            let rows = Swift.min(count - word * 64, 64)
            carry = (truth >> UInt64(rows - 1)) & 1
        }
        carries[trigger] = carry
    }

    private func forbid(_ mask: UnsafeMutablePointer<UInt64>, rows: Int) {
        for word in 0..<(rows / 64) { mask[word] = 0 }
        if rows % 64 != 0 { mask[rows / 64] &= ~UInt64(0) << UInt64(rows % 64) }
    }
}

/// Turns the truth of conditions, block by block, into firings.
struct TriggerScanner {
    private let triggers: [SeriesTrigger]
    private let wordsPerTrigger: Int
    /// One mask per trigger, and a spare one after them.
    private let words: UnsafeMutablePointer<UInt64>
    /// Whether the trigger's condition was true, and allowed to fire, in the last row of the block before.
    private var carries: [UInt64]

    /// - Parameter storage: owns the masks.
    init(_ triggers: [SeriesTrigger], blockRows: Int, in storage: ColumnStorage) {
        self.triggers = triggers
        wordsPerTrigger = (blockRows + 63) / 64
        let count = wordsPerTrigger * (triggers.count + 1)
        let memory = UnsafeMutableRawPointer(storage.allocate(count))
        words = memory.bindMemory(to: UInt64.self, capacity: count)
        words.initialize(repeating: 0, count: count)
        carries = Array(repeating: 0, count: triggers.count)
    }

    func mask(_ trigger: Int) -> UnsafeMutablePointer<UInt64> { words + trigger * wordsPerTrigger }

    var spare: UnsafeMutablePointer<UInt64> { mask(triggers.count) }

    /// Reads the masks of the block that starts at `row`.
    mutating func collect(row: Int, count: Int, into firings: inout [TriggerSchedule.Firing]) {
        for trigger in triggers.indices { applyMode(trigger, row, count) }
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

    private mutating func applyMode(_ trigger: Int, _ row: Int, _ count: Int) {
        let mask = mask(trigger)
        let wordCount = (count + 63) / 64
        forbid(mask, rows: Swift.min(Swift.max(triggers[trigger].firstRow - row, 0), count))
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

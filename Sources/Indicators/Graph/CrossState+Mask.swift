extension CrossState {
    /// Sets the bits of the rows in which the crossing happens: the same rows in which the condition column is 1.
    ///
    /// One comparison a row finds the candidates (`x > y` here and not one row before); the few that there are get the whole
    /// test.
    /// - Parameter spare: as many words as `words`, written to.
    mutating func runMask(
        _ direction: CrossDirection, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>,
        _ words: UnsafeMutablePointer<UInt64>, spare: UnsafeMutablePointer<UInt64>, _ count: Int
    ) {
        let wordCount = (count + 63) / 64
        switch direction {
        case .above: upward(x, y, previousX, previousY, words, count)
        case .below: upward(y, x, previousY, previousX, words, count)
        case .either:
            upward(x, y, previousX, previousY, words, count)
            upward(y, x, previousY, previousX, spare, count)
            for word in 0..<wordCount { words[word] |= spare[word] }
        }
        remember(x, y, count)
    }

    private func upward(
        _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ previousX: Double, _ previousY: Double,
        _ words: UnsafeMutablePointer<UInt64>, _ count: Int
    ) {
        ConditionMask.run(.greater, x, y, words, count)
        var carry: UInt64 = previousX > previousY ? 1 : 0
        for word in 0..<((count + 63) / 64) {
            let greater = words[word]
            var candidates = greater & ~((greater << 1) | carry)
            carry = greater >> 63
            var confirmed: UInt64 = 0
            while candidates != 0 {
                let bit = candidates & (0 &- candidates)
                candidates ^= bit
                let row = word * 64 + bit.trailingZeroBitCount
                let (beforeX, beforeY) = row == 0 ? (previousX, previousY) : (x[row - 1], y[row - 1])
                let finite = x[row].isFinite && y[row].isFinite && beforeX.isFinite && beforeY.isFinite
                if finite && beforeX <= beforeY { confirmed |= bit }
            }
            words[word] = confirmed
        }
    }
}

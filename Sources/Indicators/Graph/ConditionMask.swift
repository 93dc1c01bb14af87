/// Comparisons of two columns as bits: bit `row % 64` of word `row / 64` is set where the comparison holds. Bits after the
/// last row are zero. Eight lanes at a time: each step leaves one bit per lane, eight steps fill a word.
enum ConditionMask {
    typealias Column = UnsafePointer<Double>
    typealias Words = UnsafeMutablePointer<UInt64>
    typealias Lanes = SIMD8<Double>

    static func run(_ operation: ComparisonOperation, _ x: Column, _ y: Column, _ words: Words, _ count: Int) {
        switch operation {
        case .greater: fill(x, y, words, count, { $0 .> $1 }, { $0 > $1 })
        case .greaterOrEqual: fill(x, y, words, count, { $0 .>= $1 }, { $0 >= $1 })
        case .less: fill(x, y, words, count, { $0 .< $1 }, { $0 < $1 })
        case .lessOrEqual: fill(x, y, words, count, { $0 .<= $1 }, { $0 <= $1 })
        case .equal: fill(x, y, words, count, { $0 .== $1 }, { $0 == $1 })
        case .notEqual:
            fill(x, y, words, count, { ($0 .< $1) .| ($0 .> $1) }, { $0 < $1 || $0 > $1 })
        }
    }

    /// Where a condition column is true.
    static func runTrue(_ condition: Column, _ words: Words, _ count: Int) {
        fill(condition, condition, words, count, { x, _ in x .== 1 }, { x, _ in x == 1 })
    }

    @inline(__always)
    private static func fill(
        _ x: Column, _ y: Column, _ words: Words, _ count: Int,
        _ lanesHold: (Lanes, Lanes) -> SIMDMask<SIMD8<Int64>>, _ holds: (Double, Double) -> Bool
    ) {
        let whole = count / 64
        for word in 0..<whole {
            let (left, right) = (UnsafeRawPointer(x + word * 64), UnsafeRawPointer(y + word * 64))
            var bits = SIMD8<UInt64>.zero
            var weights = SIMD8<UInt64>(1, 2, 4, 8, 16, 32, 64, 128)
            for step in 0..<8 {
                let leftLanes = left.loadUnaligned(fromByteOffset: step * 64, as: Lanes.self)
                let rightLanes = right.loadUnaligned(fromByteOffset: step * 64, as: Lanes.self)
                bits |= SIMD8<UInt64>.zero.replacing(with: weights, where: lanesHold(leftLanes, rightLanes))
                weights &<<= 8
            }
            words[word] = bits.wrappedSum()
        }
        if whole * 64 == count { return }
        var bits: UInt64 = 0
        for row in (whole * 64)..<count where holds(x[row], y[row]) { bits |= 1 << UInt64(row & 63) }
        words[whole] = bits
    }
}

import Numerics

@testable import Scripting

/// Values from a seed, with the awkward ones among them: extreme integers, NaN with a payload, −0, empty texts, keys of every type.
struct RandomValue {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    private mutating func bits() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    private mutating func below(_ bound: Int) -> Int { Int(bits() % UInt64(bound)) }

    private static let integers: [Int64] = [0, 1, -1, .min, .max, 1 << 53, (1 << 53) + 1]
    private static let numbers: [Double] = [
        0, -0.0, 0.1, 1, 2.5, -1e300, 5e-324, .infinity, -.infinity, .nan, Double(bitPattern: 0xfff8_0000_0000_0123), 0x1p63, -0x1p63, 0x1p64,
    ]
    private static let texts = ["", "a", "level", "end", "two words", "é", "e\u{301}", "日本", "\u{0}x", "\"\\\n", "🜁", "\u{7f}\u{1}"]

    private mutating func number() -> Double {
        below(2) == 0 ? Self.numbers[below(Self.numbers.count)] : Double(bitPattern: bits())
    }

    private mutating func key() -> ScriptTable.Key {
        switch below(5) {
        case 0: .integer(Int64(below(6)))
        case 1: .integer(Self.integers[below(Self.integers.count)])
        case 2: .number(number())
        case 3: .boolean(below(2) == 0)
        default: .text(Self.texts[below(Self.texts.count)])
        }
    }

    mutating func value(depth: Int = 0) -> ScriptValue {
        switch below(depth < 4 ? 9 : 6) {
        case 0: return .boolean(below(2) == 0)
        case 1: return .integer(below(2) == 0 ? Self.integers[below(Self.integers.count)] : Int64(bitPattern: bits()))
        case 2, 3: return .number(number())
        case 4: return .text(Self.texts[below(Self.texts.count)])
        case 5: return array()
        case 6: return .list((0..<below(5)).map { _ in value(depth: depth + 1) })
        default: return .table(ScriptTable((0..<below(7)).map { _ in (key: key(), value: value(depth: depth + 1)) }))
        }
    }

    private mutating func array() -> ScriptValue {
        let isMatrix = below(2) == 0
        let (rows, columns) = (below(4), isMatrix ? below(4) : 1)
        let named = isMatrix ? columns : rows
        return .array(
            ScriptArray(
                rows: rows, columns: columns, isMatrix: isMatrix, elements: (0..<rows * columns).map { _ in number() },
                names: below(2) == 0 ? [] : (0..<named).map { "n\($0)" }))
    }
}

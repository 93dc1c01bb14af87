import Money
import XCTest

final class RateTests: XCTestCase {
    /// Against the general division, at random and where the halves meet.
    func testDivisionByABillionRoundsHalfToEven() {
        var state: UInt64 = 0x1234_5678_9abc_def1
        func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
        var values: [Int128] = [0, 1, -1, 499_999_999, 500_000_000, 500_000_001, 1_500_000_000, -500_000_000, -1_500_000_000, .max, .min + 1]
        for shift in 0..<127 { values += [1 << Int128(shift), (1 << Int128(shift)) - 1, -(1 << Int128(shift))] }
        for _ in 0..<20_000 {
            let wide = Int128(truncatingIfNeeded: UInt128(next()) << 64 | UInt128(next()))
            values.append(wide >> Int128(next() % 127))
            values.append(Int128(Int64(truncatingIfNeeded: next()) >> 2) * 1_000_000_000 + 500_000_000)
        }
        for value in values {
            XCTAssertEqual(roundedDivisionByBillion(value), roundedDivision(value, by: 1_000_000_000), "\(value)")
        }
    }

    func testAPriceMovedBeyondTheRangeStaysAtItsEnd() {
        XCTAssertEqual(Price(raw: .max).moved(by: .one), Price(raw: .max))
        XCTAssertEqual(Price(raw: .min).moved(by: .one), Price(raw: .min))
    }
}

import XCTest

@testable import Experiments

final class BookMarksTests: XCTestCase {
    private let hour: Int64 = 3_600_000_000_000

    func testDailyPairsGoFromLastMarkToLastMark() throws {
        // Marks at 10:00 and 20:00 of three days.
        let times = [10, 20, 34, 44, 58, 68].map { Int64($0) * hour }
        let marks = try BookMarks(times: times, control: [100, 110, 105, 121, 100, 60.5], treatment: [50, 50, 60, 75, 80, 60])
        let pairs = marks.pairs(daily: true, controlTrades: [5, 40, 44, 60].map { $0 * hour }, treatmentTrades: [68 * hour])
        XCTAssertEqual(pairs.map(\.time), [44 * hour, 68 * hour])
        XCTAssertEqual(pairs[0].control, 0.1, accuracy: 1e-15)
        XCTAssertEqual(pairs[1].control, -0.5, accuracy: 1e-15)
        XCTAssertEqual(pairs[0].treatment, 0.5, accuracy: 1e-15)
        XCTAssertEqual(pairs[1].treatment, -0.2, accuracy: 1e-15)
        XCTAssertEqual(pairs.map(\.controlTrades), [3, 1])
        XCTAssertEqual(pairs.map(\.treatmentTrades), [0, 1])
        XCTAssertEqual(marks.pairs(daily: false).count, 5)
    }

    func testOneDayHasNoDailyPair() throws {
        let marks = try BookMarks(times: [hour, 2 * hour], control: [1, 1], treatment: [1, 2])
        XCTAssertEqual(marks.pairs(daily: true), [])
        XCTAssertEqual(marks.pairs(daily: false).map(\.treatment), [1])
        XCTAssertEqual(try BookMarks(times: [], control: [], treatment: []).pairs(daily: true), [])
    }

    func testBadMarksAreNamed() {
        XCTAssertThrowsError(try BookMarks(times: [1, 2], control: [1], treatment: [1, 1]))
        XCTAssertThrowsError(try BookMarks(times: [2, 2], control: [1, 1], treatment: [1, 1]))
        XCTAssertThrowsError(try BookMarks(times: [1, 2], control: [1, 1], treatment: [1, 0])) {
            XCTAssertEqual(
                "\($0)", "treatment[1] is 0.0; expected a value above zero: a book that lost everything has no returns")
        }
    }
}

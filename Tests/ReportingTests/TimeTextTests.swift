import XCTest

@testable import Reporting

final class TimeTextTests: XCTestCase {
    func testMidnightIsADateAndTheRestHasAsManyDigitsAsItNeeds() {
        // `date -u -d @1577979000` = 2020-01-02T15:30:00Z (coreutils 9.1).
        let time: Int64 = 1_577_979_000_000_000_000
        XCTAssertEqual(TimeText.text(time), "2020-01-02T15:30:00Z")
        XCTAssertEqual(TimeText.text(time + 250_000_000), "2020-01-02T15:30:00.250Z")
        XCTAssertEqual(TimeText.text(time + 250_001_000), "2020-01-02T15:30:00.250001Z")
        XCTAssertEqual(TimeText.text(time + 1), "2020-01-02T15:30:00.000000001Z")
        XCTAssertEqual(TimeText.text(1_577_923_200_000_000_000), "2020-01-02")
        XCTAssertEqual(TimeText.date(time), "2020-01-02")
        XCTAssertEqual(TimeText.text(0), "1970-01-01")
        XCTAssertEqual(TimeText.text(-1), "1969-12-31T23:59:59.999999999Z")
    }

    func testDaysFollowOneAnotherThroughEveryLeapYear() {
        var expected = TimeText.Day(year: 1678, month: 1, day: 1)
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        for number in -106_650...106_650 as ClosedRange<Int64> {
            XCTAssertEqual(TimeText.day(number), expected)
            let isLeap = expected.year % 4 == 0 && (expected.year % 100 != 0 || expected.year % 400 == 0)
            let length = lengths[expected.month - 1] + (isLeap && expected.month == 2 ? 1 : 0)
            expected.day += 1
            if expected.day > length { expected = .init(year: expected.year, month: expected.month + 1, day: 1) }
            if expected.month > 12 { expected = .init(year: expected.year + 1, month: 1, day: 1) }
        }
        XCTAssertEqual(TimeText.day(0), TimeText.Day(year: 1970, month: 1, day: 1))
    }
}

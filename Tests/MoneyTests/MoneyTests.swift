import XCTest

@testable import Money

final class MoneyTests: XCTestCase {
    func testDecimalTextRoundTrips() {
        for text in ["0", "1", "-1", "101.25", "0.000000001", "-0.5", "9223372036.854775807"] {
            XCTAssertEqual(Price(text)?.description, text)
        }
        XCTAssertEqual(Price("000071200")?.description, "71200")
        XCTAssertEqual(Price("1.16539E8")?.description, "116539000")
        XCTAssertEqual(Price("5e-9")?.raw, 5)
    }

    func testMalformedAndTooPreciseDecimalsAreRefused() {
        for text in ["", "-", ".", "1.2.3", "1e", "1e+", "abc", "1 ", "0x10", "nan", "inf", "1e99", "0.0000000001", "9223372036.9"] {
            XCTAssertNil(Price(text), text)
        }
        XCTAssertEqual(Price("0.0000000010")?.raw, 1, "zeros beyond the scale lose nothing")
    }

    func testDoublePricesReadFromDecimalsAreExact() {
        var state: UInt64 = 7
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let raw = Int64(state % 900_000_000_000_000)
            let price = Price(raw: raw)
            XCTAssertEqual(Price(price.doubleValue), price)
        }
        XCTAssertNil(Price(Double.nan))
        XCTAssertNil(Price(Double.infinity))
        XCTAssertNil(Price(1e10))
    }

    func testNotionalIsExactAtTheExtremes() {
        let notional = Amount(Price(raw: .max), times: Quantity(raw: .max))
        XCTAssertEqual(notional.raw, Int128(Int64.max) * Int128(Int64.max))
        XCTAssertEqual(Amount(Price("0.1")!, times: Quantity("3")!), Amount("0.3")!)
    }

    func testTickAndLotRoundingForEverySmallValueAndRule() {
        for raw in Int64(-40)...40 {
            for step in Int64(1)...7 {
                let value = Double(raw) / Double(step)
                for (rule, expected) in [
                    (RoundingRule.down, value.rounded(.down)), (.up, value.rounded(.up)),
                    (.towardZero, value.rounded(.towardZero)), (.nearestEven, value.rounded(.toNearestOrEven)),
                ] {
                    XCTAssertEqual(Price(raw: raw).rounded(toTick: Price(raw: step), rule).raw, Int64(expected) * step, "\(raw) \(step) \(rule)")
                }
                XCTAssertEqual(roundedDivision(Int128(raw), by: Int128(step)), Int128(value.rounded(.toNearestOrEven)))
            }
        }
    }

    func testRatesScaleAmountsAndPrices() {
        let fee = Amount("10000")!.scaled(by: Rate(bps: 2.5)!)
        XCTAssertEqual(fee, Amount("2.5")!)
        XCTAssertEqual(Price("100")!.moved(by: Rate(bps: -10)!), Price("99.9")!)
        let huge = Amount("900000000000000000000")!
        XCTAssertEqual(huge.scaled(by: Rate(fraction: 0.1)!), Amount("90000000000000000000")!, "no overflow on the way")
    }

    func testAmountFromDoubleAndText() {
        XCTAssertEqual(Amount(10_000.0), Amount("10000")!)
        XCTAssertEqual(Amount(0.1)!.text(places: 2), "0.10")
        XCTAssertEqual(Amount("-1.005")!.text(places: 2), "-1.00")
        XCTAssertEqual(Amount("1.015")!.rounded(to: .usd), Amount("1.02")!)
        XCTAssertEqual(Amount("1.5")!.rounded(to: .krw, .down), Amount("1")!)
        XCTAssertEqual(Amount("-1.5")!.rounded(to: .krw, .down), Amount("-2")!)
        XCTAssertNil(Amount(Double.nan))
        XCTAssertNil(Amount(1e22))
    }
}

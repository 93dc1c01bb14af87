import Kernel
import XCTest

@testable import Scripting

final class RiskTighteningTests: PolicyTestCase {
    private let native = RiskLimits(workingOrders: 100, orderValueToEquity: 0.5, grossExposureToEquity: 2)
    private let book = RiskBook(equity: 90, peak: 120, time: 0, date: "2024-05-31")

    private func limits(_ answer: String, _ native: RiskLimits? = nil) throws -> RiskLimits {
        try RiskTightening(policy("\nfunction tighten(book)\n  return \(answer)\nend")).limits(for: book, within: native ?? self.native)
    }

    func testLessIsTakenAndTheRestStays() throws {
        XCTAssertEqual(try limits("{gross_exposure_to_equity = book.limits.gross_exposure_to_equity * book.drawdown}"), RiskLimits(workingOrders: 100, orderValueToEquity: 0.5, grossExposureToEquity: 0.5))
        XCTAssertEqual(try limits("nil"), native)
        XCTAssertEqual(try limits("{}"), native)
        XCTAssertEqual(try limits("{working_orders = 2.9}").workingOrders, 2)
        XCTAssertEqual(try limits("book.limits"), native)
        XCTAssertEqual(try limits("{order_value_to_equity = 3}", .standard).orderValueToEquity, 3)
    }

    func testLooserIsAnError() {
        expect("p.lua:2: the answer of tighten has 2.5 as gross_exposure_to_equity, which is looser than the host's 2: a script may only ask for less") { _ = try limits("{gross_exposure_to_equity = 2.5}") }
        expect("has 101 as working_orders, which is looser than the host's 100") { _ = try limits("{working_orders = 101}") }
        expect("looser than the host's NaN") { _ = try limits("{order_value_to_equity = 0}", RiskLimits(orderValueToEquity: .nan)) }
        expect("looser") { _ = try limits("{order_value_to_equity = math.huge}") }
    }

    func testNaNIsTheStrictest() throws {
        let strict = try limits("{working_orders = 0/0, order_value_to_equity = 0/0, gross_exposure_to_equity = 0/0}")
        XCTAssertEqual(strict.workingOrders, 0)
        XCTAssertTrue(strict.orderValueToEquity.isNaN && strict.grossExposureToEquity.isNaN)
        XCTAssertTrue(try limits("{}", RiskLimits(orderValueToEquity: .nan)).orderValueToEquity.isNaN)
    }

    func testAnswersThatAreRefused() {
        expect("has an unknown limit 'gross_exposure': there are working_orders") { _ = try limits("{gross_exposure = 1}") }
        expect("has -1 as working_orders: expected 0 or more") { _ = try limits("{working_orders = -1}") }
        expect("has a text as working_orders: expected a number") { _ = try limits("{working_orders = '1'}") }
        expect("is a number: expected a table of limits") { _ = try limits("1") }
        expect("is no risk policy") { _ = try RiskTightening(policy("function allocate() end")) }
    }
}

import Trading
import XCTest

final class OrderStatusTests: XCTestCase {
    private let all: [OrderStatus] = [.new, .accepted, .partiallyFilled, .filled, .cancelled, .expired, .rejected]

    /// The whole table: rows are states before, columns states after, in the order of `all`.
    func testEveryPairOfStates() {
        let table = [
            "n": "-A--C-R",  // new: accepted, cancelled before it was sent, rejected
            "a": "--PFCER",  // accepted: rejected still, where funds are looked at when it fills
            "p": "--PFCE-",  // partially filled: no longer rejected
            "f": "-------",
            "c": "-------",
            "e": "-------",
            "r": "-------",
        ]
        for (before, key) in zip(all, ["n", "a", "p", "f", "c", "e", "r"]) {
            for (after, mark) in zip(all, table[key] ?? "") {
                XCTAssertEqual(before.mayBecome(after), mark != "-", "\(before) to \(after)")
            }
        }
    }

    func testFinalStatesAreThoseThatNothingFollows() {
        for status in all {
            XCTAssertEqual(status.isFinal, !all.contains { status.mayBecome($0) }, "\(status)")
        }
    }

    func testReasonsHaveDistinctKeysAndSayHowToMend() {
        XCTAssertEqual(Set(RejectReason.allCases.map(\.key)).count, RejectReason.allCases.count)
        for reason in RejectReason.allCases { XCTAssertGreaterThan(reason.explanation.count, 8) }
    }
}

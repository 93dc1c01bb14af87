import XCTest

@testable import Optimization

final class ConstraintsTests: XCTestCase {
    func testTheDefaultIsLongOnlyAndFullyInvested() {
        let constraints = Constraints(assets: 3)
        XCTAssertEqual(constraints.lower, [0, 0, 0])
        XCTAssertEqual(constraints.upper, [1, 1, 1])
        XCTAssertEqual(constraints.budget, 1)
        XCTAssertTrue(constraints.isBoxAndBudget)
    }
}

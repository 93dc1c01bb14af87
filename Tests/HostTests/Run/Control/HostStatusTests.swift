import Foundation
import XCTest

@testable import Host

/// The status as JSON and as text.
final class HostStatusTests: XCTestCase {
    func testTheStatusSurvivesItsJSON() throws {
        var status = StatusFixture.status()
        status.strategies[2].equity = 7
        XCTAssertEqual(try HostStatus(json: status.json), status)
        (status.time, status.speed, status.journal, status.strategies) = (nil, nil, nil, [])
        XCTAssertEqual(try HostStatus(json: status.json), status)
        XCTAssertFalse(status.json.contains("\n"))
    }

    func testTheKeysAreThoseOfTheManual() throws {
        let manual = try String(
            contentsOf: URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../../docs/control.md").standardized,
            encoding: .utf8)
        let object = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(StatusFixture.status().json.utf8)) as? [String: Any])
        let strategy = try XCTUnwrap((object["strategies"] as? [[String: Any]])?.first)
        for key in Array(object.keys) + Array(strategy.keys) { XCTAssertTrue(manual.contains("`\(key)`"), key) }
        XCTAssertEqual(object["time"] as? String, "2020-01-02T15:30:00Z")
        XCTAssertEqual(strategy["callback_us"] as? [String: Double], ["p50": 1.25, "p99": 312.4])
        for command in ControlCommand.all {
            for form in command.forms { XCTAssertTrue(manual.contains("`\(command.usage(form))`"), command.usage(form)) }
        }
    }

    func testWhatIsMissingOrOfAnotherKindIsNamed() {
        let json = StatusFixture.status().json
        for (old, new, part) in [
            ("\"events\": 1234567,", "", "the key 'events' is missing"),
            ("\"clutch\": true", "\"clutch\": 1", "'clutch': expected true or false, found a number"),
            ("\"paused\"", "\"asleep\"", "'state' is 'asleep': expected one of running, paused, suspended, killed"),
            ("2020-01-02T", "yesterday", "'time' is 'yesterday"),
        ] {
            XCTAssertThrowsError(try HostStatus(json: json.replacingOccurrences(of: old, with: new)), part) {
                XCTAssertTrue("\($0)".contains(part), "\($0)")
            }
        }
    }

    func testNoStrategyIsSaid() {
        XCTAssertTrue(HostStatus(run: "r", profile: "paper", process: 1).text(width: 80).contains("no strategy has a seat yet"))
    }
}

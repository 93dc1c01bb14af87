import Desk
import Experiments
import Foundation
import Kernel
import Market
import XCTest

@testable import Host
@testable import Journal

/// A host that is killed in the middle of A/B tests comes back with the pairs, the books and the verdicts that it had.
final class ABRecoveryTests: DeskRunTestCase {
    private func start(_ text: String, share: Double) throws -> SeatCommand {
        let hash = HashChain.hexadecimal(HashChain.digest(Array(text.utf8)))
        return .startTest(
            ABTerms(
                version: ScriptVersion(path: "new.lua", hash: hash, text: text),
                rules: try ExperimentRules(treatmentShare: share, minimumDays: 1, minimumTrades: 0)))
    }

    private func tests(_ host: RunHost) -> [String] {
        host.desk.tests.map { "\($0.name) \($0.phase) \($0.capital) \($0.reason) \($0.experiment.pairs.list)" }
            + host.desk.closedTests.map { "\($0)" }
    }

    func testCrashesAmidTests() throws {
        let failing = Self.lively.replacingOccurrences(
            of: "local dice", with: "if s.count == 37 then error('the 37th') end\n  local dice")
        let other = Self.lively.replacingOccurrences(of: "\"n\", 8", with: "\"n\", 5")
        let adopted = ScriptVersion(
            path: "new.lua", hash: HashChain.hexadecimal(HashChain.digest(Array(other.utf8))), text: other)
        let operations = [
            Operation(sequence: 12, seat: "a", command: try start(failing, share: 0.3)),
            Operation(sequence: 20, seat: "b", command: try start(other + "\n-- b", share: 0.2)),
            Operation(sequence: 40, seat: "a", command: .swap(adopted, ProbationTerms())),
            Operation(sequence: 70, seat: "a", command: try start(other, share: 0.5)),
            Operation(sequence: 110, seat: "b", command: .stopTest),
            Operation(sequence: 130, seat: "a", command: .swap(adopted, ProbationTerms(events: 10))),
        ]
        let configuration = try lively(bars: 150)
        let undisturbed = try begin(configuration, at: path)
        drive(undisturbed, operations)
        let (database, log) = (
            try Data(contentsOf: URL(fileURLWithPath: path)), try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
        )
        XCTAssertEqual(undisturbed.run(), .ended)
        XCTAssertEqual(undisturbed.desk.closedTests.map(\.end.verdict), [.keepControl, .continue, .continue])
        XCTAssertEqual(undisturbed.desk.seat("a")?.version.text, other)
        XCTAssertGreaterThan(undisturbed.desk.closedTests[1].experiment.pairs.count, 2)
        let (expected, end, found) = (try entries(path), picture(undisturbed), tests(undisturbed))
        var random = SeededRandom(seed: 77)
        for point in 0..<40 {
            let place = folder + "/p\(point)"
            try database.write(to: URL(fileURLWithPath: place))
            try log.prefix(Int(random.unit() * Double(log.count))).write(to: URL(fileURLWithPath: place + "-wal"))
            let host = try begin(configuration, at: place)
            drive(host, operations)
            XCTAssertEqual(host.run(), .ended)
            XCTAssertEqual(picture(host), end, "point \(point)")
            XCTAssertEqual(tests(host), found, "point \(point)")
            XCTAssertTrue(try entries(place) == expected, "point \(point)")
            for suffix in ["", "-wal", "-shm"] { unlink(place + suffix) }
        }
    }
}

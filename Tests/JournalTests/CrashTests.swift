import Foundation
import XCTest

import Market

@testable import Journal

/// The files of a writer that was stopped at any byte: what is left is a beginning of the run, and the run that is recorded again over it
/// ends with the bytes of one that nothing disturbed.
final class CrashTests: XCTestCase {
    private var folder = ""

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "perigee-crash-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: folder) }

    func testTwoHundredLogsCutOrChangedAtRandomBytes() throws {
        let run = MadeUpRun(seed: 11, count: 400)
        var grouping = Grouping()
        grouping.entries = 7
        let whole = folder + "/whole.journal"
        let undisturbed = try MadeUpRun.open(whole, grouping: grouping)
        try run.write(to: undisturbed)
        // Copied while the writer is open: everything is still in the write-ahead log, as when a program is killed.
        let (database, log) = (try Data(contentsOf: URL(fileURLWithPath: whole)), try Data(contentsOf: URL(fileURLWithPath: whole + "-wal")))
        try undisturbed.close(.completed, time: Timestamp(nanoseconds: 5))
        let expected = try entryBytes(whole)
        var dice = Dice(12)
        var resumed = Set<UInt64>()
        for point in 0..<200 {
            let path = folder + "/p\(point).journal"
            var cut = log
            if point % 2 == 0 {
                cut = log.prefix(dice.roll(log.count + 1))
            } else {
                let offset = dice.roll(log.count)
                cut[cut.startIndex + offset] ^= UInt8(1 + dice.roll(255))
            }
            try database.write(to: URL(fileURLWithPath: path))
            try cut.write(to: URL(fileURLWithPath: path + "-wal"))
            let writer = try MadeUpRun.open(path, grouping: grouping)
            resumed.insert(writer.resumedAfter)
            let left = try entryBytes(path)
            XCTAssertEqual(left, Array(expected.prefix(left.count)), "point \(point): a beginning of the run")
            XCTAssertEqual(left.count % 7, 0, "point \(point): whole groups")
            try run.write(to: writer)
            try writer.close(.completed, time: Timestamp(nanoseconds: 5))
            XCTAssertEqual(try entryBytes(path), expected, "point \(point)")
            XCTAssertEqual(try JournalReader(path).verify().entries, Int64(expected.count))
        }
        XCTAssertGreaterThan(resumed.count, 40, "the points are spread over the run")
    }

    func testARunThatDoesSomethingElseIsNotRecordedOver() throws {
        let path = folder + "/other.journal"
        let run = MadeUpRun(seed: 13, count: 100)
        do {
            let writer = try MadeUpRun.open(path)
            try run.write(to: writer, upTo: 60)
            try writer.commit()
        }
        let before = try entryBytes(path)
        var other = run
        other.items.swapAt(30, 31)
        XCTAssertThrowsError(try other.write(to: MadeUpRun.open(path))) { error in
            guard case .diverged? = (error as? JournalError)?.kind else { return XCTFail("\(error)") }
        }
        XCTAssertEqual(try entryBytes(path), before)
    }

    func testARunThatFailedOrWasInterruptedBeginsAnew() throws {
        for outcome in [RunOutcome.failed, .interrupted] {
            let path = folder + "/\(outcome).journal"
            do {
                let writer = try MadeUpRun.open(path)
                try MadeUpRun(seed: 14, count: 30).write(to: writer)
                try writer.close(outcome, time: Timestamp(nanoseconds: 5))
            }
            let writer = try MadeUpRun.open(path)
            XCTAssertEqual(writer.resumedAfter, 0)
            try MadeUpRun(seed: 15, count: 10).write(to: writer)
            try writer.close(.completed, time: Timestamp(nanoseconds: 5))
            XCTAssertEqual(try JournalReader(path).verify().entries, 11)
        }
    }
}

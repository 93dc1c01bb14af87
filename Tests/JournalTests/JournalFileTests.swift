import Foundation
import XCTest

import Kernel
import Market

@testable import Journal

/// A journal as a file: what is in it, what happens when it is changed, when it is not one, when two want it.
final class JournalFileTests: XCTestCase {
    private var folder = ""

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "perigee-journal-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: folder) }

    private func record(_ run: MadeUpRun, _ name: String, grouping: Grouping = .standard) throws -> String {
        let path = folder + "/" + name
        let writer = try MadeUpRun.open(path, grouping: grouping)
        try run.write(to: writer)
        try writer.close(.completed, time: Timestamp(nanoseconds: 99))
        return path
    }

    func testWhatWasWrittenIsRead() throws {
        let run = MadeUpRun(seed: 5, count: 3_000)
        let path = try record(run, "a.journal")
        let reader = try JournalReader(path)
        XCTAssertEqual(reader.summary.manifest, MadeUpRun.manifest)
        XCTAssertEqual(reader.summary.outcome, .completed)
        XCTAssertEqual(try reader.text(MadeUpRun.hash), MadeUpRun.script)
        let cursor = try reader.entries()
        var event: UInt64 = 0
        for item in run.items {
            XCTAssertTrue(try cursor.next())
            event += UInt64(item.record.eventCount)
            XCTAssertEqual(cursor.event, event)
            XCTAssertEqual(cursor.time, item.time)
            XCTAssertEqual(RecordCodec.encode(try cursor.record()), RecordCodec.encode(item.record))
        }
        XCTAssertTrue(try cursor.next())
        XCTAssertFalse(try cursor.next())
        XCTAssertEqual(reader.summary.lastEvent, event)
    }

    func testEntriesDoNotDependOnWhenGroupsAreCommitted() throws {
        let run = MadeUpRun(seed: 6, count: 500)
        var groupings = [Grouping.standard, Grouping()]
        groupings[1].entries = 1
        groupings[1].durability = .power
        groupings.append(Grouping())
        groupings[2].bytes = 300
        let all = try groupings.indices.map { try entryBytes(record(run, "g\($0).journal", grouping: groupings[$0])) }
        XCTAssertEqual(all[0], all[1])
        XCTAssertEqual(all[0], all[2])
    }

    func testRunsOfBarsShareAnEntryHoweverTheyCome() throws {
        let spans: [[Range<Int>]] = [[0..<100], [0..<1, 1..<37, 37..<100], (0..<100).map { $0..<($0 + 1) }]
        var grouping = Grouping()
        grouping.bars = 40
        let all = try spans.enumerated().map { index, ranges in
            let path = folder + "/b\(index).journal"
            let writer = try MadeUpRun.open(path, grouping: grouping)
            for range in ranges { try writer.appendBars(range, effects: []) { Timestamp(nanoseconds: Int64($0)) } }
            try writer.close(.completed, time: Timestamp(nanoseconds: 99))
            return try entryBytes(path)
        }
        XCTAssertEqual(all[0].count, 4, "40 + 40 + 20 bars, and the end")
        XCTAssertEqual(all[0], all[1])
        XCTAssertEqual(all[0], all[2])
    }

    func testGroupsAreCommittedByCountByAgeAndWhenAsked() throws {
        let path = folder + "/c.journal"
        var grouping = Grouping()
        grouping.entries = 3
        grouping.ageNanoseconds = 1_000
        let writer = try MadeUpRun.open(path, grouping: grouping)
        func committed() throws -> Int { try entryBytes(path).count }
        func tick() throws { try writer.append(.clock(Timestamp(nanoseconds: 1)), effects: [], time: Timestamp(nanoseconds: 1)) }
        try tick()
        try tick()
        XCTAssertEqual(try committed(), 0)
        try tick()
        XCTAssertEqual(try committed(), 3, "by count")
        try tick()
        try writer.commit(ifDueAt: 50)
        try writer.commit(ifDueAt: 1_049)
        XCTAssertEqual(try committed(), 3)
        try writer.commit(ifDueAt: 1_050)
        XCTAssertEqual(try committed(), 4, "by age")
        try tick()
        try writer.commit()
        XCTAssertEqual(try committed(), 5, "when asked")
    }

    func testEffectsForOthersAreCommittedBeforeTheyAct() throws {
        let path = folder + "/live.journal"
        let writer = try MadeUpRun.open(path, grouping: .live)
        let item = MadeUpRun(seed: 8, count: 200).items.first { !$0.record.effects.isEmpty && $0.record.eventCount == 1 }
        let effects = try XCTUnwrap(item).record.effects
        XCTAssertTrue(writer.record(.clock(Timestamp(nanoseconds: 1)), effects: [], time: Timestamp(nanoseconds: 1)))
        XCTAssertEqual(try entryBytes(path).count, 0)
        XCTAssertTrue(writer.record(.clock(Timestamp(nanoseconds: 2)), effects: effects[...], time: Timestamp(nanoseconds: 2)))
        XCTAssertEqual(try entryBytes(path).count, 2)
    }

    func testAnyChangeBreaksTheChainWhereItIs() throws {
        let run = MadeUpRun(seed: 9, count: 60)
        let path = try record(run, "d.journal")
        let before = try JournalReader(path).verify()
        XCTAssertEqual(before.entries, 61)
        for (sql, entry) in [
            ("UPDATE entries SET payload = payload || x'00' WHERE entry = 17", 17), ("UPDATE entries SET time = time + 1 WHERE entry = 5", 5),
            ("UPDATE entries SET event = event + 1 WHERE entry = 33", 33), ("UPDATE entries SET hash = zeroblob(32) WHERE entry = 61", 61),
            ("DELETE FROM entries WHERE entry = 40", 40), ("UPDATE entries SET kind = 99 WHERE entry = 2", 2),
            ("UPDATE run SET manifest = manifest || x'00'", 0), ("UPDATE texts SET text = 'other'", 0),
            ("DELETE FROM texts", 0), ("INSERT INTO entries SELECT 62, event, time, kind, payload, hash FROM entries WHERE entry = 61", 62),
        ] {
            let copy = folder + "/e.journal"
            try? FileManager.default.removeItem(atPath: copy)
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            do {
                let database = try Database(copy, .readWrite)
                try database.execute(sql)
            }
            XCTAssertThrowsError(try JournalReader(copy).verify(), sql) { error in
                guard let error = error as? JournalError, case .damaged(let good) = error.kind else { return XCTFail("\(error)") }
                guard entry > 0 else { return XCTAssertEqual(good, 0) }
                XCTAssertTrue(error.message.contains("entry \(entry)"), "\(sql): \(error)")
                let expected = run.items.prefix(entry - (entry == 2 ? 0 : 1)).reduce(0) { $0 + UInt64($1.record.eventCount) }
                XCTAssertEqual(good, expected, "\(sql): \(error)")
            }
        }
    }

    func testFilesThatAreNoJournals() throws {
        func expect(_ path: String, _ kind: JournalError.Kind, _ words: String) {
            for open in [{ _ = try JournalReader(path) }, { _ = try MadeUpRun.open(path) }] as [() throws -> Void] {
                XCTAssertThrowsError(try open(), path) { error in
                    XCTAssertEqual((error as? JournalError)?.kind, kind, "\(error)")
                    XCTAssertTrue("\(error)".contains(words) && "\(error)".hasPrefix(path), "\(error)")
                }
            }
        }
        let text = folder + "/text.journal"
        try "date,open,high,low,close\n2020-01-01,1,1,1,1\nand more than a hundred bytes of text that no database begins with, so that it is read as one\n"
            .write(toFile: text, atomically: true, encoding: .utf8)
        expect(text, .notAJournal, "is not a journal")
        XCTAssertTrue(try String(contentsOfFile: text, encoding: .utf8).hasPrefix("date"), "it stays as it is")
        let other = folder + "/other.journal"
        try Database(other, .readWrite).execute("CREATE TABLE t (x)")
        expect(other, .notAJournal, "is a database, but not a journal")
        expect(folder, .notAJournal, "is a directory")
        for (version, kind) in [(2, JournalError.Kind.newerFormat), (0, .olderFormat)] {
            let path = try record(MadeUpRun(seed: 1, count: 1), "v\(version).journal")
            try Database(path, .readWrite).execute("PRAGMA user_version = \(version)")
            expect(path, kind, "format \(version)")
        }
        XCTAssertThrowsError(try JournalReader(folder + "/none.journal")) { XCTAssertEqual(($0 as? JournalError)?.kind, .missing) }
        XCTAssertThrowsError(try MadeUpRun.open(folder + "/none/none.journal")) { XCTAssertEqual(($0 as? JournalError)?.kind, .notPermitted) }
    }

    func testOneProgramWritesAndOthersReadMeanwhile() throws {
        let path = folder + "/lock.journal"
        var writer: JournalWriter? = try MadeUpRun.open(path)
        try writer?.append(.start, effects: [], time: Timestamp(nanoseconds: 0))
        try writer?.commit()
        XCTAssertThrowsError(try MadeUpRun.open(path)) { XCTAssertEqual(($0 as? JournalError)?.kind, .isBeingWritten) }
        XCTAssertTrue(try JournalReader(path).isBeingWritten)
        XCTAssertEqual(try JournalReader(path).summary.lastEvent, 1)
        writer = nil
        XCTAssertFalse(try JournalReader(path).isBeingWritten)
        XCTAssertFalse(FileManager.default.fileExists(atPath: path + "-lock"))
        XCTAssertEqual(try MadeUpRun.open(path).resumedAfter, 1)
    }

    func testAFullDiskStopsTheRunAndKeepsWhatWasThere() throws {
        let path = folder + "/full.journal"
        let writer = try MadeUpRun.open(path)
        let run = MadeUpRun(seed: 3, count: 5_000)
        try writer.limitPages(40)
        XCTAssertThrowsError(try run.write(to: writer)) { XCTAssertEqual(($0 as? JournalError)?.kind, .diskFull) }
        XCTAssertFalse(writer.record(.end, effects: [], time: Timestamp(nanoseconds: 0)), "nothing is taken after it")
        let entries = try JournalReader(path).verify().entries
        XCTAssertGreaterThan(entries, 0)
        XCTAssertEqual(try entryBytes(path).count, Int(entries))
    }

    func testTextsOfLaterVersionsAreKept() throws {
        let path = folder + "/texts.journal"
        let writer = try MadeUpRun.open(path)
        let text = "function on_bar() log('two') end"
        let hash = HashChain.hexadecimal(HashChain.digest(Array(text.utf8)))
        try writer.keep(text: text, hash: hash)
        try writer.note(.script(ScriptChange(name: "a", hash: hash, author: "ann", reason: "try")), time: Timestamp(nanoseconds: 1))
        try writer.note(.script(ScriptChange(name: "a", hash: "missing", author: "ann", reason: "")), time: Timestamp(nanoseconds: 1))
        try writer.commit()
        let reader = try JournalReader(path)
        XCTAssertEqual(try reader.text(hash), text)
        XCTAssertThrowsError(try reader.verify()) { XCTAssertTrue("\($0)".contains("the text of a (missing) is missing"), "\($0)") }
    }
}

import Desk
import Foundation
import Kernel
import Market
import XCTest

@testable import Host
@testable import Journal

/// A host that is killed at any byte comes back with the state it had, and goes on to the bytes of a run that nothing disturbed.
final class DeskRecoveryTests: DeskRunTestCase {
    func testTwoHundredCrashesEndAsTheUndisturbedRun() throws {
        let seed: UInt64 = 41
        let configuration = try lively(bars: 150)
        let undisturbed = try begin(configuration, at: path)
        let operations = drive(undisturbed, operations(seed: seed, through: 190, every: 8))
        let (database, log) = (try Data(contentsOf: URL(fileURLWithPath: path)), try Data(contentsOf: URL(fileURLWithPath: path + "-wal")))
        XCTAssertEqual(undisturbed.run(), .ended)
        let expected = try entries(path)
        let end = picture(undisturbed)
        XCTAssertGreaterThan(undisturbed.desk.sequence, 180)
        var random = SeededRandom(seed: seed + 1)
        var points = Set<UInt64>()
        for point in 0..<200 {
            let place = folder + "/p\(point)"
            var cut = log
            let offset = Int(random.unit() * Double(log.count))
            if point % 2 == 0 { cut = log.prefix(offset) } else { cut[cut.startIndex + offset] ^= 0x55 }
            try database.write(to: URL(fileURLWithPath: place))
            try cut.write(to: URL(fileURLWithPath: place + "-wal"))
            let host = try begin(configuration, at: place)
            XCTAssertNotEqual(host.outcome, .failed, "seed \(seed), point \(point)")
            points.insert(host.desk.sequence)
            drive(host, operations)
            XCTAssertEqual(host.run(), .ended)
            XCTAssertEqual(picture(host), end, "seed \(seed), point \(point)")
            let found = try entries(place)
            XCTAssertTrue(found == expected, "seed \(seed), point \(point): \(found.count) entries, \(expected.count) expected")
            for suffix in ["", "-wal", "-shm"] { unlink(place + suffix) }
        }
        XCTAssertGreaterThan(points.count, 25, "the points are spread over the run")
    }

    func testTheStateAfterARecoveryIsThatOfTheMomentOfTheCut() throws {
        let configuration = try lively(bars: 300)
        let operations = operations(seed: 51, through: 400, every: 10)
        for last in [40, 120, 260] as [UInt64] {
            let place = folder + "/\(last)"
            let before: String
            do {
                let host = try begin(configuration, at: place)
                drive(host, operations, through: last)
                try (host.journal as? DeskJournal)?.commit()
                before = picture(host)
            }
            // The scripts on disk have changed since, which is no matter.
            try file("a.lua", "function on_bar() end\n")
            let host = try begin(configuration, at: place)
            XCTAssertEqual(picture(host), before, "\(last)")
            XCTAssertTrue(host.changesSinceCut(try XCTUnwrap(host.journal as? DeskJournal)).contains { $0.contains("a.lua is not the version") })
            try file("a.lua", Self.lively)
        }
    }

    func testACallbackThatTheClockStoppedIsLeftOutInTheReplay() throws {
        // How far the loop came is in the state and in the log: no replay could come to the same by running it.
        try file("a.lua", Self.lively.replacingOccurrences(
            of: "local dice", with: "if s.count == 30 then log('begins'); s.far = 0; while true do s.far = s.far + 1 end end\n  local dice"))
        try file("b.lua", Self.lively)
        let configuration = try configuration("""
            run: {name: slow}
            generate: {symbols: [A], seed: 9, interval: 1h, bars: 200}
            strategies:
            - {name: a, script: a.lua, limits: {budget: 300}}
            - {name: b, script: b.lua, limits: {budget: 300}}
            """)
        let looping = ScriptVersion(
            path: "loop.lua", hash: "l", text: Self.lively.replacingOccurrences(
                of: "local dice", with: "if s.count == 50 then buy(7); s.far = 0; while true do s.far = s.far + 1 end end\n  local dice"))
        let endless = ScriptVersion(path: "endless.lua", hash: "e", text: Self.lively + "\nfunction migrate(old) while true do old.far = (old.far or 0) + 1 end end\n")
        var operations = [
            Operation(sequence: 40, seat: "b", command: .swap(looping, ProbationTerms(events: 100))),
            Operation(sequence: 70, seat: "b", command: .swap(endless, ProbationTerms(events: 10))),
        ]
        operations.append(Operation(sequence: 90, seat: "a", command: .reset))
        let before: String
        do {
            let host = try begin(configuration, at: path)
            drive(host, operations, through: 150)
            try (host.journal as? DeskJournal)?.commit()
            before = picture(host)
            XCTAssertTrue(host.remarks.contains { $0.text.contains("suspended") && $0.subject == "a" }, "\(host.remarks.map(\.line))")
            XCTAssertTrue(host.remarks.contains { $0.text.contains("sent back") && $0.subject == "b" }, "\(host.remarks.map(\.line))")
            XCTAssertTrue(host.remarks.contains { $0.text.contains("refused") && $0.subject == "b" })
        }
        let start = Date()
        let run = try DeskRun(path)
        _ = try run.replay(through: 150)
        let host = try begin(configuration, at: path)
        XCTAssertEqual(picture(host), before)
        XCTAssertLessThan(Date().timeIntervalSince(start), 0.9, "no callback ran into its budget again")
    }

    func testPoliciesAndSavedFilesComeBackToo() throws {
        let configuration = try lively(bars: 300)
        func save(_ host: RunHost, _ name: String, _ text: String) throws {
            let path = try file(name, text)
            host.saved(path, ScriptVersion(path: path, hash: try ScriptFile.read(path).hash, text: text))
        }
        func policies(_ host: RunHost) throws -> [String] {
            try host.policies.map { "\($0.active.version.hash) \($0.versions.count) \($0.isOnProbation) \(try $0.active.script.exportState().json) \($0.period ?? 0)" }
        }
        let rule = try String(contentsOfFile: folder + "/rule.lua", encoding: .utf8)
        let before: (String, [String], [Int])
        do {
            let host = try begin(configuration, at: path)
            drive(host, [], through: 60)
            try save(host, "a.lua", Self.lively.replacingOccurrences(of: "buy(10)", with: "buy(12)"))
            try save(host, "a.lua", "nonsense(")
            try save(host, "rule.lua", rule.replacingOccurrences(of: "0.6, b = 0.3", with: "0.5, b = 0.4"))
            drive(host, [], through: 90)
            try save(host, "rule.lua", rule.replacingOccurrences(of: "0.6, b = 0.3", with: "0.2, b = 0.2"))
            XCTAssertEqual(ask(host, "rollback", "allocation").exitCode, 0)
            XCTAssertEqual(ask(host, "kill", "b").exitCode, 0)
            XCTAssertEqual(ask(host, "shadow", "a", try file("s.lua", strategy())).exitCode, 0)
            drive(host, [], through: 170)
            try (host.journal as? DeskJournal)?.commit()
            before = (picture(host), try policies(host), host.book.records.map(\.swapped))
            XCTAssertGreaterThan(before.2[0], 0)
        }
        let host = try begin(configuration, at: path)
        XCTAssertEqual(picture(host), before.0)
        XCTAssertEqual(try policies(host), before.1)
        XCTAssertEqual(host.book.records.map(\.swapped), before.2)
        XCTAssertEqual(host.book.records.map(\.isKilledByOperator), [false, true])
        drive(host, [])
        XCTAssertEqual(host.run(), .ended)
        XCTAssertGreaterThan(try JournalReader(path).verify().entries, 300)
    }

    /// A feed gives nothing twice: its events come from the journal.
    func testAFeedGoesOnWhereItIs() throws {
        let configuration = try lively(bars: 1)
        let steps = RunTestCase.waves(400, symbols: 2, interval: 3_600_000_000_000)
        func running(_ steps: ArraySlice<[Bar]>, at path: String) throws -> (RunHost, HandFed) {
            let source = HandFed(Array(steps), ["A", "B"])
            return (try self.host(configuration, RunStart(configuration, source, isNew: false, path: path, grouping: grouping), source), source)
        }
        let (undisturbed, whole) = try running(steps[...], at: folder + "/whole")
        feed(undisturbed, whole, 400)
        whole.hasEnded = true
        XCTAssertEqual(undisturbed.run(), .ended)
        var taken = 0
        do {
            let (host, source) = try running(steps[...], at: path)
            feed(host, source, 233)
            taken = host.desk.stepCount
            try (host.journal as? DeskJournal)?.commit()
        }
        let (host, source) = try running(steps[taken...], at: path)
        XCTAssertEqual(host.desk.stepCount, taken)
        feed(host, source, 400 - taken)
        source.hasEnded = true
        XCTAssertEqual(host.run(), .ended)
        XCTAssertEqual(picture(host), picture(undisturbed))
        XCTAssertTrue(try entries(path) == entries(folder + "/whole"))
    }

    func testWhatIsNotTheRunThatWasCutOff() throws {
        let configuration = try lively(bars: 60)
        do {
            let host = try begin(configuration, at: path)
            drive(host, [], through: 40)
            try (host.journal as? DeskJournal)?.commit()
            XCTAssertThrowsError(try begin(configuration, at: path), "two hosts on one run") { XCTAssertTrue("\($0)".contains("is being written"), "\($0)") }
        }
        var other = configuration
        other.hash = "other"
        XCTAssertThrowsError(try begin(other, at: path)) { error in
            for words in ["was cut off", "another configuration", "--new"] { XCTAssertTrue("\(error)".contains(words), "\(error)") }
        }
        other = configuration
        other.source = .generator(.init(symbols: ["A", "B"], seed: 10, interval: 3_600_000_000_000, start: nil, bars: 60))
        XCTAssertThrowsError(try begin(other, at: path)) { XCTAssertTrue("\($0)".contains("its data was"), "\($0)") }
        // Anew: what there was is kept.
        do {
            let source = try RunSource.make(configuration)
            let host = try host(configuration, RunStart(configuration, source, isNew: true, path: path, grouping: grouping), source)
            XCTAssertEqual(host.run(), .ended)
        }
        XCTAssertEqual(try JournalReader(path + "-1").summary.lastEvent, 40)
        // A run that has ended begins anew by itself.
        XCTAssertEqual(try begin(configuration, at: path).desk.sequence, 2)
        XCTAssertEqual(try JournalReader(path + "-2").summary.outcome, .completed)
    }

    func testAFullDiskEndsTheRunBeforeAnythingMoreHappens() throws {
        let configuration = try lively(bars: 400)
        let host = try begin(configuration, at: path)
        drive(host, [], through: 50)
        try (host.journal as? DeskJournal)?.limitPages(20)
        drive(host, [])
        XCTAssertEqual(host.outcome, .failed)
        let sequence = host.desk.sequence
        XCTAssertTrue(host.submit("a", .pause, author: "ann").isEmpty)
        XCTAssertEqual(host.desk.sequence, sequence)
        XCTAssertEqual(host.run(), .failed)
    }
}

import Desk
import Foundation
import Kernel
import Market
import XCTest

@testable import Host
@testable import Journal

/// What can be had of the journal of a host.
final class DeskReplayTests: DeskRunTestCase {
    private func recorded(bars: Int = 500, seed: UInt64 = 61) throws -> RunHost {
        let host = try begin(try lively(bars: bars), at: path)
        drive(host, operations(seed: seed, through: bars, every: 9))
        XCTAssertEqual(host.run(), .ended)
        return host
    }

    func testARunReplayedAndRecordedAgainHasTheSameBytes() throws {
        let host = try recorded()
        let run = try DeskRun(path)
        let again = folder + "/again"
        let writer = try JournalWriter.open(again, run.summary.manifest, texts: [], recorded: 1, directory: "/")
        var kinds = Set<String>()
        let cursor = try run.reader.entries()
        let desk = try run.desk()
        while try cursor.next() {
            guard cursor.isOfDesk else {
                try writer.note(cursor.record().content, time: Timestamp(nanoseconds: cursor.time))
                continue
            }
            let record = try cursor.deskRecord()
            if case .command(let order) = record.event { kinds.insert(order.command.key) }
            for notice in record.notices {
                switch notice.content {
                case .reverted: kinds.insert("reverted")
                case .committed: kinds.insert("committed")
                case .suspended: kinds.insert("suspended")
                case .refused: kinds.insert("refused")
                default: break
                }
            }
            desk.clearNotices()
            desk.expect(record.aborts)
            try writer.begin(record.event, isOwn: record.isOwn)
            desk.process(record.event)
            try writer.finish(desk.notices, desk.aborts, time: desk.now)
        }
        try writer.commit()
        XCTAssertTrue(try entries(again) == entries(path))
        for kind in ["open", "swap", "rollback", "pause", "resume", "kill", "reset", "transfer", "parameters", "reverted", "committed", "suspended", "refused"] {
            XCTAssertTrue(kinds.contains(kind), "the run has no '\(kind)': \(kinds.sorted())")
        }
        XCTAssertEqual(desk.seats.map(\.equity), host.desk.seats.map(\.equity))
        XCTAssertEqual(try run.reader.verify().entries, Int64(try entries(path).count))
    }

    func testTimeTravelHasTheStateOfTheRun() throws {
        let configuration = try lively(bars: 200)
        let operations = operations(seed: 62, through: 240, every: 9)
        let host = try begin(configuration, at: path)
        var pictures: [UInt64: String] = [:]
        func picture(_ desk: Desk) -> String {
            desk.seats.map { "\($0.name) \($0.version.hash) \($0.kernel.account.cash) \($0.kernel.workingOrders) \((try? $0.instance.exportState())?.json ?? "")" }
                .joined(separator: "\n")
        }
        for last in [25, 60, 133, 180] as [UInt64] {
            drive(host, operations, through: last)
            pictures[host.desk.sequence] = picture(host.desk)
        }
        XCTAssertEqual(host.run(), .ended)
        let run = try DeskRun(path)
        for (event, expected) in pictures.sorted(by: { $0.key < $1.key }) {
            XCTAssertEqual(picture(try run.replay(through: event)), expected, "event \(event)")
        }
    }

    func testADamagedChainIsNamed() throws {
        _ = try recorded(bars: 100)
        do {
            let database = try Database(path, .readWrite)
            try database.execute("UPDATE entries SET payload = substr(payload, 1, 30) || x'07' || substr(payload, 32) WHERE entry = 50")
        }
        XCTAssertThrowsError(try DeskRun(path).replay(through: .max)) { XCTAssertTrue("\($0)".contains("the chain breaks at entry 50"), "\($0)") }
    }

    func testWhatIfAndBisect() throws {
        // Without random numbers: a version that is swapped in begins its own anew.
        try file("a.lua", strategy())
        try file("b.lua", strategy(20))
        let configuration = try configuration("""
            run: {name: versions}
            generate: {symbols: [A, B], seed: 9, interval: 1h, bars: 300}
            strategies: [{name: a, script: a.lua, symbols: [A]}, {name: b, script: b.lua, symbols: [B]}]
            """)
        let host = try begin(configuration, at: path)
        func version(_ path: String, _ text: String) -> ScriptVersion {
            ScriptVersion(path: path, hash: HashChain.hexadecimal(HashChain.digest(Array(text.utf8))), text: text)
        }
        let (same, changed) = (version("same.lua", strategy() + "-- same\n"), version("other.lua", strategy(quantity: 11)))
        drive(host, [
            Operation(sequence: 50, seat: "a", command: .parameters([ParameterChange(name: "n", value: 9)])),
            Operation(sequence: 120, seat: "a", command: .swap(same, ProbationTerms(events: 0))),
        ], through: 200)
        host.submit("a", .swap(changed, ProbationTerms(events: 0)), author: "bob", reason: "more")
        drive(host, [])
        XCTAssertEqual(host.run(), .ended)
        let run = try DeskRun(path)
        let versions = try DeskVersions(run, seat: "a")
        XCTAssertEqual(versions.entries.map(\.author), ["configuration", "ann", "bob"])
        XCTAssertEqual(versions.entries.map(\.reason), ["", "a test", "more"])
        XCTAssertEqual(versions.first?.version.hash, changed.hash, versions.text)
        XCTAssertThrowsError(try DeskVersions(run, seat: "c")) { XCTAssertTrue("\($0)".contains("there are a, b"), "\($0)") }
        let asItWas = try DeskWhatIf(run, seat: "a", events: 1...run.summary.lastEvent) { order, _ in order }
        XCTAssertTrue(asItWas.differences.isEmpty)
        XCTAssertEqual(asItWas.equity.recorded, asItWas.equity.other)
        let idle = try DeskWhatIf.with(ScriptFile(text: "function on_bar() end", hash: "i"), path: "i.lua", in: run, seat: "a", through: run.summary.lastEvent)
        XCTAssertEqual(idle.decisions.other, 0)
        XCTAssertNil(idle.failure)
    }

    func testWhyOfARunningHost() throws {
        let host = try begin(try lively(bars: 300, policies: false), at: path)
        drive(host, [], through: 150)
        XCTAssertEqual(ask(host, "why", "1").exitCode, 1, "both seats have an order 1")
        let answer = ask(host, "why", "a#1")
        XCTAssertEqual(answer.exitCode, 0, answer.text)
        for word in ["seat a", "average = sma(close, 8)", "a.lua:", "check      working orders", "accepted #1", "intent "] {
            XCTAssertTrue(answer.text.contains(word), "\(word): \(answer.text)")
        }
        XCTAssertTrue(ask(host, "why", "a#1", json: true).text.contains("\"seat\":"))
        XCTAssertTrue(ask(host, "why", "a#100000").text.contains("orders of a go up to"))
        XCTAssertEqual(host.desk.sequence, 150)
    }
}

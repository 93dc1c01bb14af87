import Foundation
import XCTest

@testable import Host
@testable import Journal

/// The program itself, killed while it runs.
final class KilledHostTests: DeskRunTestCase {
    private func start(_ words: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: root + "/.build/debug/perigee")
        process.arguments = words
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private func size(_ path: String) -> Int { ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int) ?? 0 }

    /// At a chosen speed each event is on the disk before the next; as fast as possible, groups are.
    func testAHostThatIsKilledComesBack() throws {
        for (name, speed) in [("fast", "max"), ("paced", "20000000x")] {
            let yaml = try file("\(name).yaml", """
                run: {name: \(name), seed: 3}
                data: [{path: \(root)/examples/data/sp500.csv, to: 2001-12-31}]
                speed: \(speed)
                allocation: {script: \(root)/strategies/allocation/inverse_volatility.lua}
                strategies: [{name: a, script: a.lua}, {name: b, script: b.lua}]
                """)
            try file("a.lua", strategy())
            try file("b.lua", strategy(20))
            let whole = try start(["run", yaml, "--json", "whole.json", "--quiet"])
            whole.waitUntilExit()
            XCTAssertEqual(whole.terminationStatus, 0)
            let journal = folder + "/runs/\(name)/journal"
            let expected = try entries(journal)
            XCTAssertGreaterThan(expected.count, 700)
            var kills = 0
            for round in 1...4 {
                let before = round == 1 ? 0 : size(journal) + size(journal + "-wal")
                let process = try start(["run", yaml, "--quiet"])
                // Killed as soon as it has written some more, which is never the same moment.
                while process.isRunning, size(journal) + size(journal + "-wal") < before + round * 30_000 || round == 1 && size(journal + "-wal") == 0 {
                    usleep(2_000)
                }
                guard process.isRunning else { break }
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                // One that ended at this very moment begins anew.
                if try JournalReader(journal).summary.outcome == nil { kills += 1 }
            }
            XCTAssertGreaterThan(kills, 0, name)
            // Whatever the last one was: cut off here, its next start comes to the end of the run.
            let last = try start(["run", yaml, "--json", "last.json", "--quiet"])
            last.waitUntilExit()
            XCTAssertEqual(last.terminationStatus, 0)
            XCTAssertTrue(try entries(journal) == expected, name)
            XCTAssertEqual(
                try Data(contentsOf: URL(fileURLWithPath: folder + "/last.json")), try Data(contentsOf: URL(fileURLWithPath: folder + "/whole.json")))
        }
    }
}

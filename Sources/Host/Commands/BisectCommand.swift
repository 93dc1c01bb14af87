import Journal
import Kernel
import Market
import Reporting
import Scripting

extension Command {
    static let bisect = Command(
        name: "bisect", summary: "Finds which version of a script changed what it decides, on the data and rules of a recorded run.",
        usage: "VERSION VERSION… --run RUN | --run RUN --seat NAME",
        options: [
            Option("run", "RUN", "id of the run, the beginning of one, or its journal"),
            Option("runs", "DIR", "folder of journals (\(RunFolder.standard))"),
            Option("seat", "NAME", "of a host: list the versions that decided at this seat, and what each changed"),
            Option("json", nil, "print JSON"),
        ],
        examples: ["bisect v1.lua v2.lua v3.lua v4.lua --run 3fa9c0d2", "bisect 52d27e06e8f7 now.lua --run 3fa9c0d2 --json"],
        run: { try BisectCommand($0).run() })
}

struct BisectCommand {
    private struct Version {
        let name: String
        let file: ScriptFile
    }
    private let arguments: Arguments
    private let folder: RunFolder

    init(_ arguments: Arguments) {
        self.arguments = arguments
        folder = RunFolder(arguments.text("runs") ?? RunFolder.standard)
    }

    func run() throws -> Int32 {
        if let seat = arguments.text("seat") { return try bisectDesk(seat) }
        guard arguments.positions.count > 1 else {
            throw CommandError("perigee bisect: give at least two versions, the oldest first: files, or hashes of scripts that runs have kept")
        }
        guard let name = arguments.text("run") else { throw CommandError("perigee bisect: on which run? Give --run RUN: perigee runs lists them") }
        let run = try RecordedRun(folder.journal(named: name))
        let versions = try arguments.positions.map { try version($0, run) }
        let session = try run.session()
        let (series, market) = (session.series, session.market)
        var tried = 0
        func decisions(_ index: Int) throws -> Decisions {
            tried += 1
            let found = try Decisions.of(versions[index].name, versions[index].file, in: run, series: series, through: market.stepCount - 1)
            if let failure = found.failure { throw CommandError("\(versions[index].name) failed in the run: \(failure)") }
            return found.decisions
        }
        let oldest = try decisions(0)
        // The newest that decides as the oldest does, and the oldest that is known not to.
        var (same, other) = (0, versions.count - 1)
        var difference = try oldest.differences(from: decisions(other), market: market).first
        guard difference != nil else { return answer(versions, nil, nil, tried) }
        while other - same > 1 {
            let middle = (same + other) / 2
            if let found = try oldest.differences(from: decisions(middle), market: market).first {
                (other, difference) = (middle, found)
            } else {
                same = middle
            }
        }
        return answer(versions, other, difference, tried)
    }

    private func bisectDesk(_ seat: String) throws -> Int32 {
        guard let name = arguments.text("run") else { throw CommandError("perigee bisect: of which run? Give --run RUN: perigee runs lists them") }
        let path = try folder.journal(named: name)
        guard DeskRun.isDesk(try JournalReader(path).summary) else {
            throw CommandError("perigee bisect --seat \(seat): run \(name) is a backtest, which has no seats: give its versions instead")
        }
        let versions = try DeskVersions(DeskRun(path), seat: seat)
        if arguments.has("json") { printJSON { versions.write(to: &$0) } } else { Terminal.output(versions.text) }
        return 0
    }

    /// A version that the user names by a file or by the beginning of its hash.
    private func version(_ word: String, _ run: RecordedRun) throws -> Version {
        let isHash = word.count >= 6 && word.count <= 64 && word.allSatisfy { $0.isHexDigit && !$0.isUppercase }
        guard isHash else { return Version(name: word, file: try ScriptFile.read(word)) }
        let journals = [run.reader] + ((try? folder.ids()) ?? []).compactMap { try? JournalReader(folder.journal(of: $0)) }
        for reader in journals {
            if let (hash, text) = try reader.texts(beginning: word).first { return Version(name: word, file: ScriptFile(text: text, hash: hash)) }
        }
        return Version(name: word, file: try ScriptFile.read(word))
    }

    private func answer(_ versions: [Version], _ found: Int?, _ difference: Decisions.Difference?, _ tried: Int) -> Int32 {
        func list(_ items: [String]) -> String { items.isEmpty ? "nothing" : items.joined(separator: "; ") }
        if arguments.has("json") {
            var json = JSONWriter()
            json.object { json in
                json.key("version")
                if let found { json.value(versions[found].name) } else { json.null() }
                json.key("hash")
                if let found { json.value(versions[found].file.hash) } else { json.null() }
                json.key("tried")
                json.value(tried)
                json.key("time")
                if let difference { json.value(difference.time) } else { json.null() }
                for (name, items) in [("before", difference?.recorded ?? []), ("after", difference?.other ?? [])] {
                    json.key(name)
                    json.array { json in items.forEach { json.value($0) } }
                }
            }
            json.finish()
            Terminal.output(String(decoding: json.bytes, as: UTF8.self))
        } else if let found, let difference {
            Terminal.output(
                """
                \(versions[found].name) (\(versions[found].file.hash.prefix(12))) decides otherwise than \(versions[found - 1].name)
                  \(tried) versions tried
                  \(difference.time)  before: \(list(difference.recorded))
                  \(String(repeating: " ", count: difference.time.utf8.count))  after:  \(list(difference.other))

                """)
        } else {
            Terminal.output("\(versions[versions.count - 1].name) decides as \(versions[0].name) does on this run; \(tried) versions tried\n")
        }
        return 0
    }
}

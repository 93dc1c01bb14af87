import Journal
import Market
import Reporting

extension Command {
    static let runs = Command(
        name: "runs", summary: "Lists recorded runs, and checks that their journals are as they were written.",
        usage: "[RUN] [--runs DIR] [options]",
        options: [
            Option("runs", "DIR", "folder of journals (\(RunFolder.standard))"),
            Option("verify", nil, "read every entry and compute every hash anew; says where a chain breaks"), Option("json", nil, "print JSON"),
        ],
        examples: ["runs", "runs --runs /var/lib/perigee/runs --json", "runs 3fa9c0d2 --verify"],
        run: { try RunsCommand($0).run() })
}

struct RunsCommand {
    private struct Row {
        let id: String
        /// `nil` where the journal cannot be read.
        var summary: RunSummary?
        var status: String
        /// What `--verify` found.
        var check: String?
        var isWhole = true
    }
    private let arguments: Arguments

    init(_ arguments: Arguments) { self.arguments = arguments }

    func run() throws -> Int32 {
        let folder = RunFolder(arguments.text("runs") ?? RunFolder.standard)
        guard arguments.positions.count <= 1 else {
            throw CommandError("perigee runs: one run at a time, found \(arguments.positions.joined(separator: " "))")
        }
        let paths =
            try arguments.positions.first.map { [try folder.journal(named: $0)] } ?? folder.ids().map { folder.journal(of: $0) }
        // A file that the user named must be one; of a folder the others are of interest too.
        if let path = paths.first, !arguments.positions.isEmpty { _ = try JournalReader(path) }
        let rows = paths.map(row).sorted { ($0.summary?.recorded ?? 0, $0.id) < ($1.summary?.recorded ?? 0, $1.id) }
        arguments.has("json") ? printJSON(rows) : printTable(rows, folder)
        return rows.allSatisfy(\.isWhole) ? 0 : 1
    }

    private func row(_ path: String) -> Row {
        let name = String(path.split(separator: "/").last ?? "").replacing(".journal", with: "")
        do {
            let reader = try JournalReader(path)
            let summary = reader.summary
            let status = summary.outcome?.key ?? (reader.isBeingWritten ? "running" : "cut off")
            // A host's run is known by its name: its id comes again where it is begun anew.
            var row = Row(id: DeskRun.isDesk(summary) ? RunFolder.name(path) : summary.manifest.id, summary: summary, status: status)
            guard arguments.has("verify") else { return row }
            do {
                let (entries, head) = try reader.verify()
                row.check = "\(entries) entries, whole: \(head.prefix(16))"
            } catch {
                row.check = error.message
                row.isWhole = false
            }
            return row
        } catch {
            return Row(id: name, summary: nil, status: "unreadable", check: error.message, isWhole: false)
        }
    }

    private func printTable(_ rows: [Row], _ folder: RunFolder) {
        if rows.isEmpty { return Terminal.output("\(folder.path) holds no run: record one with perigee backtest … --journal \(folder.path)\n") }
        var text = "run               recorded              status       events     script\n"
        for row in rows {
            let recorded = row.summary.map { Timestamp(nanoseconds: $0.recorded / 1_000_000_000 * 1_000_000_000).text } ?? ""
            let events = row.summary.map { "\($0.lastEvent)" } ?? ""
            let script = row.summary.map { $0.manifest.scripts.map { "\($0.path) (\($0.hash.prefix(12)))" }.joined(separator: ", ") } ?? ""
            text += padded(row.id, 18) + padded(recorded, 22) + padded(row.status, 13) + padded(events, 11) + script + "\n"
            if let check = row.check { text += "  \(check)\n" }
        }
        Terminal.output(text)
    }

    private func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(1, width - text.count)) }

    private func printJSON(_ rows: [Row]) {
        var json = JSONWriter()
        json.array { json in
            for row in rows { write(row, to: &json) }
        }
        json.finish()
        Terminal.output(String(decoding: json.bytes, as: UTF8.self))
    }

    private func write(_ row: Row, to json: inout JSONWriter) {
        json.object { json in
            json.key("id")
            json.value(row.id)
            json.key("status")
            json.value(row.status)
            if let summary = row.summary {
                json.key("recorded")
                json.value(time: summary.recorded)
                json.key("build")
                json.value(summary.manifest.build)
                json.key("events")
                json.value(Int(summary.lastEvent))
                json.key("entries")
                json.value(Int(summary.entries))
                json.key("seed")
                json.value(Int(truncatingIfNeeded: summary.manifest.seed))
                json.key("command")
                json.array(.compact) { json in summary.manifest.command.forEach { json.value($0) } }
                json.key("scripts")
                json.array(.compact) { json in summary.manifest.scripts.forEach { json.value($0.hash) } }
            }
            if let check = row.check {
                json.key("check")
                json.value(check)
                json.key("whole")
                json.value(row.isWhole)
            }
        }
    }
}

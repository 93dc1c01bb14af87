import Desk
import Journal
import Kernel
import Reporting

extension Command {
    static let replay = Command(
        name: "replay", summary: "Repeats a recorded run, says what it had after an event, and what another script would have done.",
        usage: "RUN [--until EVENT] [--with [SEAT=]SCRIPT.lua] [options]",
        options: [
            Option("runs", "DIR", "folder of journals (\(RunFolder.standard))"), Option("until", "EVENT", "the event to stop after (the last)"),
            Option("with", "SCRIPT.lua", "of a host SEAT=SCRIPT.lua: compare the decisions with those of this script on the same data and rules"),
            Option("json", nil, "print JSON"),
        ],
        examples: ["replay 3fa9c0d2", "replay 3fa9c0d2 --until 1200", "replay runs/3fa9c0d2e1b45678.journal --with my_idea.lua --json"],
        run: { try ReplayCommand($0).run() })
}

struct ReplayCommand {
    private let arguments: Arguments

    init(_ arguments: Arguments) { self.arguments = arguments }

    func run() throws -> Int32 {
        let path = try RunFolder.journal(arguments, "replay")
        if DeskRun.isDesk(try JournalReader(path).summary) { return try replayDesk(DeskRun(path)) }
        let run = try RecordedRun(path)
        let last = try run.event(arguments, "until") ?? run.summary.lastEvent
        let (replay, session) = try run.replay()
        let comparing = arguments.text("with")
        var decisions = Decisions()
        var isOver = false
        do {
            try replay.run(through: last, effects: { effects in
                if replay.lastKind == .end { isOver = true }
                guard comparing != nil, !isOver, !effects.isEmpty else { return }
                decisions.append(effects, step: replay.kernel.step)
            })
        } catch let error as ReplayDivergence {
            let build = run.summary.manifest.build
            let hint = Build.identity == build ? "" : ": it was recorded by perigee \(build)"
            throw CommandError("\(run.reader.path): \(error)\(hint)", exitCode: 1)
        }
        let state = RunState(run.summary, replay)
        let comparison = try comparing.map { try DecisionComparison(run, state, on: session, decisions: decisions, with: $0) }
        guard arguments.has("json") else {
            Terminal.output(state.text + (comparison?.text ?? ""))
            return 0
        }
        var json = JSONWriter()
        json.object { json in
            state.write(to: &json)
            comparison?.write(to: &json)
        }
        json.finish()
        Terminal.output(String(decoding: json.bytes, as: UTF8.self))
        return 0
    }

    private func replayDesk(_ run: DeskRun) throws -> Int32 {
        let last = try run.event(arguments, "until") ?? run.summary.lastEvent
        let state = DeskState(summary: run.summary, event: last, desk: try run.replay(through: last))
        let other = try arguments.text("with").map { word in
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw CommandError("--with '\(word)': a host has several seats: expected SEAT=SCRIPT.lua, as in trend=idea.lua") }
            let seats = state.desk.seats.map(\.name)
            guard seats.contains(parts[0]) else { throw CommandError("--with '\(word)': no seat '\(parts[0])': there are \(seats.joined(separator: ", "))") }
            return (path: parts[1], try DeskWhatIf.with(ScriptFile.read(parts[1]), path: parts[1], in: run, seat: parts[0], through: max(last, 1)))
        }
        guard arguments.has("json") else {
            Terminal.output(state.text + (other.map { $0.1.text($0.path) } ?? ""))
            return 0
        }
        printJSON { json in
            state.write(to: &json)
            if let other { other.1.write(other.path, to: &json) }
        }
        return 0
    }
}

/// Prints one object.
func printJSON(_ body: (inout JSONWriter) -> Void) {
    var json = JSONWriter()
    json.object { json in body(&json) }
    json.finish()
    Terminal.output(String(decoding: json.bytes, as: UTF8.self))
}

extension RunFolder {
    /// The journal that a command's first position names.
    static func journal(_ arguments: Arguments, _ command: String) throws -> String {
        let folder = RunFolder(arguments.text("runs") ?? standard)
        guard let name = arguments.positions.first else {
            throw CommandError("perigee \(command): which run? perigee runs --runs \(folder.path) lists them")
        }
        guard arguments.positions.count == 1 else {
            throw CommandError("perigee \(command): one run at a time, found \(arguments.positions.joined(separator: " "))")
        }
        return try folder.journal(named: name)
    }
}

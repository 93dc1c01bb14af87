import Journal
import Reporting
import Trading

extension Command {
    static let why = Command(
        name: "why", summary: "Says why a recorded run sent an order and what became of it: event, inputs, script line, intent, checks, fills.",
        usage: "ORDER --run RUN [options]",
        options: [
            Option("run", "RUN", "id of the run, the beginning of one, or its journal"),
            Option("runs", "DIR", "folder of journals (\(RunFolder.standard))"),
            Option("seat", "NAME", "the seat of a host whose order it is"),
            Option("json", nil, "print JSON"),
        ],
        examples: ["why 12 --run 3fa9c0d2", "why 12 --run runs/3fa9c0d2e1b45678.journal --json"], run: { try WhyCommand($0).run() })
}

struct WhyCommand {
    private let arguments: Arguments

    init(_ arguments: Arguments) { self.arguments = arguments }

    func run() throws -> Int32 {
        guard arguments.positions.count == 1 else { throw CommandError("perigee why: which order? Give one number, as in perigee why 12 --run RUN") }
        let word = arguments.positions[0]
        guard let number = Int64(word), number > 0 else { throw CommandError("perigee why '\(word)': expected the number of an order, such as 12") }
        guard let name = arguments.text("run") else { throw CommandError("perigee why: of which run? Give --run RUN: perigee runs lists them") }
        let folder = RunFolder(arguments.text("runs") ?? RunFolder.standard)
        let path = try folder.journal(named: name)
        if DeskRun.isDesk(try JournalReader(path).summary) {
            let story = try DeskOrderStory(DeskRun(path), order: OrderID(number), seat: arguments.text("seat"))
            if arguments.has("json") { printJSON { story.write(to: &$0) } } else { Terminal.output(story.page) }
            return 0
        }
        let story: OrderStory
        do { story = try OrderStory(RecordedRun(path), order: OrderID(number)) } catch let error as ReplayDivergence {
            throw CommandError("run \(name): \(error)", exitCode: 1)
        }
        guard arguments.has("json") else {
            Terminal.output(story.page)
            return 0
        }
        var json = JSONWriter()
        json.object { json in story.write(to: &json) }
        json.finish()
        Terminal.output(String(decoding: json.bytes, as: UTF8.self))
        return 0
    }
}

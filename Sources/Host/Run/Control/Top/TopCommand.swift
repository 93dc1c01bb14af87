import Glibc

extension Command {
    static let top = Command(
        name: "top", summary: "A live view of a running host's strategies.", usage: "[options]",
        options: [
            Option("run", "NAME|DIR", "which run, where several are running"),
            Option("every", "SECONDS", "how often to look (1)"),
            Option("once", nil, "print one frame and end"),
        ],
        examples: ["top", "top --run paper --every 0.2", "top --once"], run: { try TopCommand($0).run() })
}

struct TopCommand {
    private let socket: String
    private let interval: Double
    private let isOnce: Bool

    init(_ arguments: Arguments) throws {
        if let word = arguments.positions.first {
            throw CommandError("perigee top: '\(word)': takes options only; try: perigee top --run \(word)")
        }
        interval = try arguments.number("every", in: 0.05...3600) ?? 1
        isOnce = arguments.has("once")
        socket = RunDirectory.socket(try RunDirectory.find(arguments.text("run"), command: "top"))
    }

    func run() throws -> Int32 {
        guard !isOnce else {
            Terminal.output(try status(seconds: 30).text(width: Terminal.width, color: Terminal.hasColor))
            return 0
        }
        return try watch()
    }

    private func status(seconds: Double) throws(CommandError) -> HostStatus {
        let reply = try ask(["status"], wantsJSON: true, seconds: seconds)
        guard reply.exitCode == 0 else { throw CommandError("perigee top: \(ControlCommand.printable(reply.text))", exitCode: 1) }
        do { return try HostStatus(json: reply.text) } catch {
            throw CommandError("perigee top: the host's status cannot be read (\(error)): is it of another version?", exitCode: 1)
        }
    }

    private func ask(_ words: [String], wantsJSON: Bool, seconds: Double) throws(CommandError) -> ControlReply {
        let request = ControlWire.encode(
            words: words, options: [:], author: nil, reason: words.count > 1 ? "perigee top" : "", wantsJSON: wantsJSON)
        return try ControlClient(socket).ask(request, seconds: seconds)
    }

    private func watch() throws -> Int32 {
        // Fails before the screen is taken where no host answers.
        var view = TopScreen()
        view.update(try status(seconds: 5))
        let screen = try FullScreen()
        var keys = TopKeys()
        var next = Clock.seconds() + interval
        while screen.endingSignal == 0 {
            let size = screen.size
            screen.draw(view.lines(width: size.width, height: size.height, color: Terminal.hasColor))
            guard let bytes = screen.read(seconds: next - Clock.seconds()) else { return 0 }
            if bytes.isEmpty { keys.forgetPending() }
            for key in keys.keys(bytes) {
                let action = view.press(key)
                if action == .quit { return 0 }
                if perform(action, &view) { next = 0 }
            }
            guard Clock.seconds() >= next else { continue }
            next = Clock.seconds() + interval
            do { view.update(try status(seconds: 2)) } catch { view.message = error.message }
        }
        return 128 + screen.endingSignal
    }

    /// - Returns: whether the status is to be read again at once.
    private func perform(_ action: TopScreen.Action, _ view: inout TopScreen) -> Bool {
        let words: [String]
        switch action {
        case .pause(let name): words = ["pause", name]
        case .resume(let name): words = ["resume", name]
        case .none, .quit: return false
        }
        do { view.message = try ask(words, wantsJSON: false, seconds: 5).text } catch { view.message = error.message }
        return true
    }
}

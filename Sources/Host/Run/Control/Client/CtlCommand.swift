import Glibc

extension Command {
    static let ctl = Command(
        name: "ctl", summary: "Speaks to a running host: what it does, and commands to it.", usage: CtlCommand.usage,
        options: [
            Option("run", "NAME|DIR", "which run, where several are running"),
            Option("reason", "TEXT", "why, for the journal"),
            Option("json", nil, "print JSON, one value a line"),
            Option("flatten", nil, "kill: close what is open first"),
            Option(
                "expect", "HASH",
                "refuse where other versions run or are staged than those that 'diff' showed: RUNNING, RUNNING..STAGED"),
            Option("share", "SHARE", "ab start: the treatment's share of the equity (0.5), out of cash that is free"),
            Option("per", "SPAN", "ab start: compare returns of each day or of each bar: day (default) or bar"),
            Option("min-days", "N", "ab start: days before anything is decided (30)"),
            Option("min-trades", "N", "ab start: trades that each must have closed before anything is decided (30)"),
            Option("max-days", "N", "ab start: days after which an undecided test ends without a difference (none)"),
            Option("alpha", "N", "ab start: chance of a wrong decision, over all looks (0.05)"),
            Option("effect", "N", "ab start: smallest difference of yearly returns that matters, as a fraction (0.02)"),
            Option("periods-per-year", "N", "ab start: days, or bars, in a year (as far as the run has seen)"),
            Option("adopt", nil, "ab stop: the strategy takes the treatment's version over"),
            Option("keep", nil, "ab stop: the strategy keeps its version"),
            Option("seat", "NAME", "why: the strategy whose order it is"),
            Option("author", "NAME", "who asks, where several people work under one user"),
            Option("timeout", "SECONDS", "how long to wait for the answer (60)"),
        ],
        examples: [
            "ctl status", "ctl stage sma_cross new.lua && perigee ctl diff sma_cross",
            "ctl promote sma_cross --reason 'tested since Monday'",
            "ctl params sma_cross fast=12 slow=48", "ctl ab start sma_cross new.lua --share 0.3",
            "ctl ab stop sma_cross --adopt --reason 'after 140 days'", "ctl clutch off --reason 'exchange maintenance'",
            "ctl kill --flatten --run paper",
            "ctl tail --json | jq .", "ctl status --json | jq '.strategies[] | {name, pnl}'",
        ],
        run: { try CtlCommand($0).run() })
}

struct CtlCommand {
    private let words: [String]
    private let options: [String: String]
    private let arguments: Arguments
    private let timeout: Double
    private var wantsJSON: Bool { arguments.has("json") }

    static var usage: String {
        var text = "COMMAND … [options]\n\nCommands:"
        for command in ControlCommand.all {
            for (index, form) in command.forms.enumerated() {
                let usage = command.usage(form)
                text += "\n  \(usage)"
                if index == 0 { text += "\(String(repeating: " ", count: max(1, 26 - usage.count)))\(command.summary)" }
            }
        }
        return text
    }

    init(_ arguments: Arguments) throws {
        let (command, form) = try ControlCommand.find(arguments.positions)
        var words = arguments.positions
        for (index, part) in form.enumerated() where part == .file {
            words[index + 1] = try CtlCommand.readable(words[index + 1])
        }
        self.words = words
        var options: [String: String] = [:]
        for name in ControlCommand.optionNames where arguments.has(name) { options[name] = arguments.text(name) }
        try command.check(options: options)
        self.options = options
        self.arguments = arguments
        timeout = try arguments.number("timeout", in: 0.1...86_400) ?? 60
    }

    /// The absolute path of a file that can be read: the host has a working directory of its own.
    private static func readable(_ path: String) throws -> String {
        var status = stat()
        guard stat(path, &status) == 0, access(path, R_OK) == 0 else {
            throw CommandError("\(path): cannot be read: \(UnixSocket.errorText(errno))")
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw CommandError("\(path): is not a file: name the script") }
        guard let resolved = realpath(path, nil) else {
            throw CommandError("\(path): cannot be read: \(UnixSocket.errorText(errno))")
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    func run() throws -> Int32 {
        let reason = try ControlWire.checked(arguments.text("reason") ?? "", "reason", limit: 1000)
        let author = try arguments.text("author").map { try ControlWire.checked($0, "author", limit: 100) }
        let request = ControlWire.encode(words: words, options: options, author: author, reason: reason, wantsJSON: wantsJSON)
        let client = try ControlClient(RunDirectory.socket(RunDirectory.find(arguments.text("run"), command: "ctl")))
        if words[0] == "tail" { return try tail(client, request) }
        return show(try client.ask(request, seconds: timeout))
    }

    private func show(_ reply: ControlReply) -> Int32 {
        var text = wantsJSON ? reply.text : ControlCommand.printable(reply.text, keepsLines: true)
        if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
        // JSON goes to standard output even where it tells of an error: a program reads it there.
        if reply.exitCode == 0 || (wantsJSON && text.hasPrefix("{")) { Terminal.output(text) } else { Terminal.error(text) }
        return reply.exitCode
    }

    private func tail(_ client: ControlClient, _ request: [UInt8]) throws -> Int32 {
        Interruption.watch()
        let json = wantsJSON
        let refusal = try client.follow(request, seconds: timeout, until: { Interruption.isRequested }) { line in
            switch line {
            case .message(let text): Terminal.output((json ? text : ControlCommand.printable(text, keepsLines: true)) + "\n")
            case .dropped(let count) where json: Terminal.output("{\"dropped\": \(count)}\n")
            case .dropped(let count):
                Terminal.error("… \(count) message\(count == 1 ? "" : "s") left out: they came faster than they were read\n")
            case .end(let reason): if !json { Terminal.error("\(ControlCommand.printable(reason))\n") }
            case .reply, .stream: break
            }
        }
        return refusal.map(show) ?? 0
    }
}

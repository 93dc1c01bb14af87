import Desk
import Glibc
import Market

extension Command {
    static let run = Command(
        name: "run", summary: "Runs strategies on a stream of events, and replaces their scripts while it runs.",
        usage: "CONFIG.yaml [options]",
        options: [
            Option("check", nil, "check the configuration and all that it names, and run nothing"),
            Option("new", nil, "begin anew where a run was cut off; its journal is kept"),
            Option("until", "TIME", "end after this moment of the events"),
            Option("json", "FILE|-", "write the final report as JSON, to standard output with -"),
            Option("quiet", nil, "print nothing but problems"),
        ],
        examples: ["run run.yaml", "run run.yaml --check", "run run.yaml --until 2020-01-01 --json report.json"],
        run: { try RunCommand($0).run() })
}

struct RunCommand {
    private let arguments: Arguments
    private let path: String
    private let isQuiet: Bool

    init(_ arguments: Arguments) throws {
        guard let path = arguments.positions.first else {
            throw CommandError("perigee run: which configuration? Try: perigee run CONFIG.yaml")
        }
        guard arguments.positions.count == 1 else {
            throw CommandError("perigee run: one configuration at a time, found \(arguments.positions.joined(separator: " "))")
        }
        (self.arguments, self.path) = (arguments, path)
        isQuiet = arguments.has("quiet") || arguments.text("json") == "-"
    }

    func run() throws -> Int32 {
        let configuration = try RunConfiguration(reading: path)
        guard !arguments.has("check") else { return try check(configuration) }
        let until = try arguments.time("until", endOfDay: true)
        let json = try arguments.text("json").map { try OutputFile($0) }
        try RunDirectory.make(configuration.directory)
        let server = try ControlServer(directory: configuration.directory)
        let source = try RunSource.make(configuration)
        let start = try RunStart(configuration, source, isNew: arguments.has("new"))
        let host: RunHost
        do { host = try RunHost(configuration, source: source, journal: start.journal) } catch {
            start.undo()
            throw start.journal.failure ?? error
        }
        start.journal.own(false)
        host.waitingFile = WaitingFile(directory: configuration.directory)
        if start.goesOn {
            try host.recover(start.journal)
            try host.takeUpWaiting()
            if !isQuiet { for line in host.changesSinceCut(start.journal) { Terminal.error(line + "\n") } }
        } else {
            try host.waitingFile?.write([], [])
        }
        host.until = until?.nanoseconds ?? .max
        host.links = [server]
        Interruption.watch()
        host.watchFiles()
        let display = RunDisplay(host, isQuiet: isQuiet)
        host.onRemark = display.show
        let outcome = host.run {
            display.update()
            return Interruption.isRequested
        }
        display.finish()
        let report = RunReport(host: host, outcome: outcome)
        if !isQuiet { Terminal.output(report.text(width: Terminal.width)) }
        for file in try [OutputFile(configuration.directory + "/report.json"), json].compactMap({ $0 }) {
            report.write { file.write($0) }
            try file.finish()
        }
        return outcome == .failed ? 1 : 0
    }

    private func check(_ configuration: RunConfiguration) throws -> Int32 {
        let host = try RunHost(configuration)
        if !isQuiet {
            let policies = host.policies.map(\.name)
            Terminal.output(
                "\(path): ok: \(host.desk.seats.count) strategies on \(host.desk.instruments.count) symbols"
                    + "\(policies.isEmpty ? "" : ", policies \(policies.joined(separator: ", "))")\n")
        }
        return 0
    }
}

extension ControlServer: OperatorLink {}

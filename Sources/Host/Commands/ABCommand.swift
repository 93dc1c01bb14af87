import Reporting

extension Command {
    static let ab = Command(
        name: "ab", summary: "Tests over recorded prices whether strategy B earns more than strategy A.",
        usage: "A.lua B.lua --data PATH [--data PATH …] [options]",
        options: ABOptions.options + [
            Option("json", "FILE|-", "write the whole result as JSON, to standard output with -"),
            Option("quiet", nil, "print nothing but errors"),
        ],
        examples: [
            "ab strategies/trading/sma_cross.lua strategies/trading/trend_following.lua --data examples/data/sp500.csv",
            "ab strategies/trading/sma_cross.lua strategies/trading/sma_cross.lua --param-b fast=20 --data examples/data/sp500.csv --min-trades 20",
        ],
        run: { try ABCommand($0).run() })
}

struct ABCommand {
    private let options: ABOptions
    private let json: OutputFile?
    private let isQuiet: Bool

    init(_ arguments: Arguments) throws {
        options = try ABOptions(arguments)
        let path = arguments.text("json")
        isQuiet = arguments.has("quiet") || path == "-"
        json = try path.map { try OutputFile($0) }
    }

    func run() throws -> Int32 {
        Interruption.watch()
        let scale = 1_000_000
        let progress = ProgressDisplay("A/B test", total: scale, isQuiet: isQuiet)
        let result = try ABResult(options) { done in
            progress.update(Int(done * Double(scale)))
            return Interruption.isRequested
        }
        progress.finish()
        if !isQuiet { Terminal.output(result.text(width: Terminal.width, color: Terminal.hasColor)) }
        if let json {
            json.write(JSONWriter.text { result.write(&$0) })
            try json.finish()
        }
        return 0
    }
}

import Journal
import Kernel
import Reporting
import Scripting
import Simulation

extension Command {
    static let backtest = Command(
        name: "backtest", summary: "Runs a strategy over recorded prices and says how it did.",
        usage: "SCRIPT.lua --data PATH [--data PATH …] [options]",
        options: BacktestOptions.options + [
            Option("json", "FILE|-", "write the whole result as JSON, to standard output with -"),
            Option("report", "FILE.html", "write an HTML report, one file that opens without a network"),
            Option("journal", "DIR", "record every event and effect there: see perigee runs, replay and why"),
            Option("quiet", nil, "print nothing but errors"),
        ],
        examples: [
            "backtest strategies/trading/sma_cross.lua --data examples/data/sp500.csv",
            "backtest strategies/trading/sma_cross.lua --data examples/data/sp500.csv --param fast=20 --fee-bps 5 --report out.html",
            "backtest strategies/trading/momentum.lua --data examples/data/sp20_adjusted_close.csv --from 2000-01-01 --json result.json",
        ],
        run: { try BacktestCommand($0).run() })
}

struct BacktestCommand {
    private let options: BacktestOptions
    private let json: OutputFile?
    private let report: OutputFile?
    private let journal: String?
    private let words: [String]
    private let isQuiet: Bool

    init(_ arguments: Arguments) throws {
        options = try BacktestOptions(arguments)
        let jsonPath = arguments.text("json")
        journal = arguments.text("journal")
        words = arguments.words(of: BacktestOptions.options)
        isQuiet = arguments.has("quiet") || jsonPath == "-"
        json = try jsonPath.map { try OutputFile($0) }
        report = try arguments.text("report").map { try OutputFile($0) }
    }

    func run() throws -> Int32 {
        let session = try BacktestSession(options, keepsAllSeries: report != nil)
        let recording = try journal.map { try RunRecording(session, folder: RunFolder($0), words: words) }
        Interruption.watch()
        let progress = ProgressDisplay("backtest", total: session.market.stepCount, isQuiet: isQuiet)
        session.run { done in
            progress.update(done)
            return Interruption.isRequested
        }
        progress.finish()
        let recorded = try recording?.finish()
        let result = ResultBuilder(session: session, includesCharts: report != nil, build: Build.identity).make()
        try write(result)
        if let recorded, !isQuiet { Terminal.output("\n\(recorded)\n") }
        if let failure = session.instance.failure {
            Terminal.error("perigee: \(failure)\n")
            return 2
        }
        return result.wasInterrupted ? 1 : 0
    }

    private func write(_ result: BacktestResult) throws {
        if !isQuiet { Terminal.output(TerminalReport.render(result, width: Terminal.width, color: Terminal.hasColor)) }
        if let json {
            result.writeJSON { json.write($0) }
            try json.finish()
        }
        if let report {
            report.write(HTMLReport.render(result, plotlyJS: PlotlyFile.text()))
            try report.finish()
        }
    }
}

import Kernel
import Market
import Scripting
import Simulation
import Store
import Trading

extension Command {
    static let check = Command(
        name: "check", summary: "Reads a strategy without trading it: names, series, a dry run on made-up bars, its cost per bar; or a policy.",
        usage: "SCRIPT.lua [--data PATH] [options]",
        options: [
            Option("lookahead", nil, "prove that no decision depends on later bars, by scrambling them"),
            Option("cuts", "N", "moments after which --lookahead scrambles (24)"),
            Option("strategies", "A,B", "names of the made-up strategies that an allocation rule is tried on"),
        ] + BacktestOptions.options,
        examples: ["check my_idea.lua", "check my_idea.lua --lookahead --data examples/data/sp500.csv"], run: { try PolicyCheck($0)?.run() ?? CheckCommand($0).run() })
}

struct CheckCommand {
    private let options: BacktestOptions
    private let series: [LoadedSeries]
    private let isMadeUp: Bool
    private let checksLookahead: Bool
    private let cuts: Int

    init(_ arguments: Arguments) throws {
        guard let script = arguments.positions.first else { throw CommandError("perigee check: which script? Try: perigee check strategies/trading/sma_cross.lua") }
        _ = try ScriptFile.read(script)
        isMadeUp = !arguments.has("data")
        var words = arguments
        if isMadeUp { words.add("data", "generated") }
        options = try BacktestOptions(words)
        series = try isMadeUp ? CheckCommand.madeUp() : BacktestSession.read(options)
        checksLookahead = arguments.has("lookahead")
        cuts = try arguments.integer("cuts", in: 1...10_000) ?? 24
    }

    private static func madeUp() -> [LoadedSeries] {
        let bars = BarGenerator(seed: 1).bars(5_000)
        return [LoadedSeries(symbol: "GENERATED", path: "generated", hash: "", bars: bars, priceDigits: 2, interval: 86_400_000_000_000, isCloseOnly: false, notes: [])]
    }

    func run() throws -> Int32 {
        let session = try BacktestSession(options, series: series)
        describe(session)
        session.run()
        if let failure = session.instance.failure {
            Terminal.error("\(failure)\n")
            return 2
        }
        let bars = max(session.barCount, 1)
        let counts = session.backtest.kernel.statistics
        Terminal.output("dry run     \(bars) \(isMadeUp ? "made-up daily bars" : "bars"): \(counts.submitted) orders, \(counts.filled) filled\n")
        for rejection in counts.rejections { Terminal.output("            rejected \(rejection.count): \(rejection.reason.explanation)\n") }
        Terminal.output("cost        \(Int(session.runSeconds * 1e9 / Double(bars))) ns per bar, \(session.instance.memoryBytes / 1024) kB held\n")
        guard checksLookahead else { return 0 }
        let proof = LookaheadProof(options: options, series: series, cuts: cuts)
        if let difference = try proof.firstDifference() {
            Terminal.error("look-ahead  \(difference)\n")
            return 1
        }
        Terminal.output("look-ahead  none: \(cuts) times all later bars were scrambled and every decision before stayed the same\n")
        return 0
    }

    static func describe(_ parameter: ScriptParameter) -> String {
        let range = "\(parameter.minimum.map(IndicatorCommand.plain) ?? "…") to \(parameter.maximum.map(IndicatorCommand.plain) ?? "…")"
        return "\(parameter.name) = \(IndicatorCommand.plain(parameter.value)), \(range)\(parameter.summary.isEmpty ? "" : ": \(parameter.summary)")"
    }

    private func describe(_ session: BacktestSession) {
        let instance = session.instance
        Terminal.output("script      \(instance.path): ok\n")
        for parameter in instance.parameters { Terminal.output("parameter   \(CheckCommand.describe(parameter))\n") }
        for entry in instance.series { Terminal.output("series      \(entry.name) = \(entry.definition)\n") }
        let callbacks = ScriptCallback.allCases.filter { instance.hasCallback($0) }.map(\.name)
        let triggers = instance.triggerCount > 0 ? ["\(instance.triggerCount) trigger\(instance.triggerCount == 1 ? "" : "s")"] : []
        Terminal.output("callbacks   \((callbacks + triggers).joined(separator: ", "))\n")
        Terminal.output("warm-up     \(instance.readyRows.max() ?? 0) bars\n")
    }
}

import Numerics
import Reporting
import Risk

extension Command {
    static let regime = Command(
        name: "regime", summary: "Tells the states of a market by volatility and momentum, and how likely each is now.",
        usage: "--returns FILE.csv [options]",
        options: ReturnsTable.options + [
            Option("column", "NAME", "the asset whose states they are (the average of all)"),
            Option("states", "N", "how many, 2 to 6, or auto: the number of least BIC from 2 to 5 (3)"),
            Option("model", "NAME", "hmm: hidden Markov, states last; mixture: each window by itself (hmm)"),
            Option("window", "N", "returns that a state is told by (21)"),
            Option("walk-forward", nil, "readings of models that had seen only earlier returns; three states"),
            Option("seed", "N", "of the starts of the fit (0)"), Option("json", nil, "print JSON"),
            Option("csv", nil, "print the probabilities at each date as CSV"), Option("plot", "FILE.html", "write a page with the states over the price"),
        ],
        examples: [
            "regime --returns examples/data/sp500.csv --prices --columns close",
            "regime --returns examples/data/sp20_adjusted_close.csv --prices --column JPM --model mixture --states auto --json",
            "regime --returns examples/data/sp500.csv --prices --columns close --walk-forward --csv",
        ],
        run: { try RegimeCommand($0).run() })
}

struct RegimeCommand {
    private let arguments: Arguments

    init(_ arguments: Arguments) { self.arguments = arguments }

    func run() throws -> Int32 {
        guard !arguments.has("json") || !arguments.has("csv") else { throw CommandError("--json and --csv: choose one") }
        var options = RegimeOptions()
        options.states = try states()
        options.isHidden = try arguments.choice("model", RegimeOptions.Model.self) != .mixture
        options.window = try arguments.integer("window", in: 2...10_000) ?? options.window
        options.isWalkForward = arguments.has("walk-forward")
        options.seed = UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 0)
        guard !options.isWalkForward || options.states == 3 else { throw CommandError("--walk-forward: follows three states: leave --states out") }
        let table = try ReturnsTable.read(arguments, command: "regime", minimumRows: options.window + 30)
        let result = try RegimeResult(table, arguments.text("column"), options)
        if arguments.has("json") {
            Terminal.output(result.json())
        } else if arguments.has("csv") {
            Terminal.output(result.csv())
        } else {
            Terminal.output(result.text(width: Terminal.width, color: Terminal.hasColor))
        }
        return 0
    }

    /// `nil` for `auto`.
    private func states() throws -> Int? {
        guard let text = arguments.text("states") else { return 3 }
        if text == "auto" { return nil }
        guard let value = Int(text), (2...6).contains(value) else { throw CommandError("--states '\(text)': expected a whole number from 2 to 6, or auto") }
        return value
    }
}

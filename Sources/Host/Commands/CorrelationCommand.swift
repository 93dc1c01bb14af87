import Numerics
import Reporting

extension Command {
    static let correlation = Command(
        name: "correlation", summary: "Measures how returns move together, with p-values, over time and by regime.",
        usage: "--returns FILE.csv [options]",
        options: ReturnsTable.options + [
            ReturnsTable.logOption, Option("method", "NAME", "pearson, spearman, kendall (pearson)"),
            Option("rolling", "N", "Pearson's correlations over the last N rows, at each row"),
            Option("by-regime", nil, "the matrix of each market regime's rows"),
            Option("regime-of", "NAME", "with --by-regime: the asset whose regimes they are (the average of all)"),
            Option("json", nil, "print JSON"), Option("plot", "FILE.html", "write a page with the map of correlations"),
        ],
        examples: [
            "correlation --returns examples/data/sp20_adjusted_close.csv --prices --columns AAPL,MSFT,JPM,XOM,KO",
            "correlation --returns examples/data/sp20_adjusted_close.csv --prices --from 2005-01-01 --method spearman --by-regime --rolling 252 --json",
        ],
        run: { try CorrelationCommand($0).run() })
}

struct CorrelationCommand {
    private let arguments: Arguments

    init(_ arguments: Arguments) { self.arguments = arguments }

    func run() throws -> Int32 {
        let method = try arguments.choice("method", CorrelationMatrix.Method.self) ?? .pearson
        let window = try arguments.integer("rolling", in: 2...1_000_000)
        guard window == nil || method == .pearson else {
            throw CommandError("--rolling: is of Pearson's correlations: leave --method \(method.rawValue) out, or --rolling")
        }
        guard !arguments.has("regime-of") || arguments.has("by-regime") else { throw CommandError("--regime-of: give --by-regime too") }
        let table = try ReturnsTable.read(arguments, command: "correlation", minimumRows: 3)
        guard table.assets > 1 else { throw CommandError("\(table.path): one column: a correlation needs two or more") }
        guard !table.isLog || !arguments.has("by-regime") else { throw CommandError("--log: regimes are told by simple returns: leave it out with --by-regime") }
        var result = try CorrelationResult(table, method)
        if let window { try result.addRolling(window) }
        if arguments.has("by-regime") { try result.addRegimes(of: arguments.text("regime-of")) }
        if arguments.has("json") {
            Terminal.output(result.json())
        } else {
            Terminal.output(result.text(width: Terminal.width, color: Terminal.hasColor))
        }
        return 0
    }
}

import Numerics
import Optimization
import Reporting

extension Command {
    static let covariance = Command(
        name: "covariance", summary: "Estimates the covariance matrix of returns.", usage: "--returns FILE.csv --method METHOD [options]",
        options: ReturnsTable.options + [
            ReturnsTable.logOption,
            Option("method", "NAME", "\(CovarianceChoice.names.joined(separator: ", ")) (sample)"),
        ] + CovarianceChoice.options + [
            Option("annualize", "N", "multiply by so many periods a year (per period when absent)"),
            Option("table", nil, "a readable table; CSV otherwise, when the output is not a terminal or the assets are more than ten"),
            Option("json", nil, "print JSON"), Option("plot", "FILE.html", "write a page with the matrix as a map of correlations"),
        ],
        examples: [
            "covariance --returns examples/data/sp20_adjusted_close.csv --prices --method ledoit-wolf > covariance.csv",
            "covariance --returns examples/data/sp20_adjusted_close.csv --prices --columns AAPL,MSFT,XOM --method ewm --halflife 63 --annualize 252 --table",
        ],
        run: { try CovarianceCommand($0).run() })
}

struct CovarianceCommand {
    private let arguments: Arguments

    init(_ arguments: Arguments) { self.arguments = arguments }

    func run() throws -> Int32 {
        let choice = try CovarianceChoice(arguments, option: "method", fallback: "sample")
        let periods = try arguments.number("annualize", in: 0.01...1e9)
        let table = try ReturnsTable.read(arguments, command: "covariance")
        let result = try CovarianceResult(table, choice, periods: periods)
        if arguments.has("json") {
            Terminal.output(result.json())
        } else if arguments.has("table") || Terminal.isInteractive && table.assets <= 10 {
            Terminal.output(result.text(width: Terminal.width, color: Terminal.hasColor))
        } else {
            Terminal.error(result.header)
            result.writeCSV { Terminal.output($0) }
        }
        return 0
    }
}

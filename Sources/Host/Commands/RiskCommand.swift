import Numerics
import Reporting
import Risk

extension Command {
    static let risk = Command(
        name: "risk", summary: "Measures the risk of a portfolio: tails, contributions, stress, backtests of the forecasts.",
        usage: "--returns FILE.csv [options]",
        options: ReturnsTable.options + [
            WeightsFile.option, Option("confidence", "A,B,…", "of value at risk and expected shortfall (0.95,0.99)"),
            Option("method", "A,B,…", "\(RiskMethod.allCases.map(\.rawValue).joined(separator: ", ")), all (all)"),
            Option("horizon", "N", "periods ahead (1)"),
            Option("covariance", "NAME", "\(CovarianceChoice.names.joined(separator: ", ")) (sample)"),
        ] + CovarianceChoice.options + [
            Option("scenarios", "N", "of monte-carlo (100000)"), Option("seed", "N", "of monte-carlo (1)"),
            Option("backtest", nil, "forecast each period from those before it, and test the exceedances"),
            Option("window", "N", "with --backtest: periods that a forecast sees (250)"),
            Option("stress", nil, "volatility, correlation, outage and historical stress"),
            Option("outage", "HOURS", "with --stress: without trading (24)"),
            Option("adv", "FILE.csv", "name,volume[,spread[,spread_deviation]]: money traded a day, and full relative spreads"),
            Option("capital", "N", "with --adv: of the portfolio, in the currency of the volumes"),
            Option("participation", "N", "with --adv: part of the volume that may be ours (0.1)"),
            Option("factors", "FILE.csv", "date,F,G,… with returns of factors: exposure by regression"),
            Option("lags", "N", "with --factors: Newey-West standard errors with so many lags (classic)"),
            Option("shock", "NAME=MOVE", "with --factors: loss when factors move, NAME=-0.2", isRepeatable: true),
            Option("json", nil, "print JSON"), Option("plot", "FILE.html", "write a page with contributions, tails and the backtest"),
        ],
        examples: [
            "risk --returns examples/data/sp20_adjusted_close.csv --prices --from 2005-01-01",
            "risk --returns examples/data/sp20_adjusted_close.csv --prices --columns JPM,XOM,KO --method historical,normal --backtest --stress",
            "risk --returns examples/data/sp20_adjusted_close.csv --prices --covariance ledoit-wolf --confidence 0.975 --horizon 10 --json",
        ],
        run: { try RiskCommand($0).run() })
}

struct RiskCommand {
    private let arguments: Arguments

    init(_ arguments: Arguments) { self.arguments = arguments }

    func run() throws -> Int32 {
        try checkCombinations()
        let options = try options()
        let choice = try CovarianceChoice(arguments, option: "covariance", fallback: "sample")
        let table = try ReturnsTable.read(arguments, command: "risk")
        let path = arguments.text("weights")
        let weights = try path.map { try WeightsFile.read($0, names: table.names) }
        let liquidity = try liquidity(table)
        let factors = try factors()
        var result = try RiskResult(table, weights: weights, path: path, choice, options)
        if let window = options.backtestWindow { try result.addBacktests(window: window) }
        if options.hasStress { try result.addStresses(spreads: liquidity?.spreads ?? []) }
        if let liquidity { try result.addLiquidity(liquidity) }
        if let factors { try result.addFactors(factors) }
        Terminal.output(arguments.has("json") ? result.json() : result.text(width: Terminal.width, color: Terminal.hasColor))
        return 0
    }

    private func checkCombinations() throws {
        for (option, owner) in [
            ("window", "backtest"), ("outage", "stress"), ("capital", "adv"), ("participation", "adv"), ("lags", "factors"), ("shock", "factors"),
        ] where arguments.has(option) && !arguments.has(owner) {
            throw CommandError("--\(option): give --\(owner) too")
        }
        for (option, method) in [("scenarios", RiskMethod.monteCarlo), ("seed", .monteCarlo)] where arguments.has(option) {
            guard try methods().contains(method) else { throw CommandError("--\(option): is of \(method.rawValue), which --method leaves out") }
        }
    }

    private func options() throws -> RiskOptions {
        var options = RiskOptions()
        options.methods = try methods()
        options.confidences = try confidences()
        options.horizon = try arguments.number("horizon", in: 1e-6...1e6) ?? 1
        options.backtestWindow = arguments.has("backtest") ? try arguments.integer("window", in: 4...1_000_000) ?? 250 : nil
        options.hasStress = arguments.has("stress")
        options.scenarios = try arguments.integer("scenarios", in: 100...100_000_000) ?? options.scenarios
        options.seed = UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 1)
        options.outageHours = try arguments.number("outage", in: 1e-6...1e6) ?? options.outageHours
        options.neweyWestLags = try arguments.integer("lags", in: 0...100_000)
        options.shocks = try arguments.texts("shock").map { text in
            let parts = text.split(separator: "=", omittingEmptySubsequences: false).map { CSVText.trimmed($0) }
            guard parts.count == 2, let move = Double(parts[1]), move.isFinite else {
                throw CommandError("--shock '\(text)': expected a factor and its move, such as market=-0.2")
            }
            return (parts[0], move)
        }
        return options
    }

    private func methods() throws -> [RiskMethod] {
        guard let names = try arguments.names("method"), names != ["all"] else { return RiskMethod.allCases }
        var methods: [RiskMethod] = []
        for name in names {
            guard let method = RiskMethod(rawValue: name) else {
                let known = RiskMethod.allCases.map(\.rawValue)
                let near = nearestName(to: name, among: known).map { ": did you mean '\($0)'?" } ?? ""
                throw CommandError("--method '\(name)'\(near): expected some of \(known.joined(separator: ", ")), or all")
            }
            guard !methods.contains(method) else { throw CommandError("--method: '\(name)' is given twice") }
            methods.append(method)
        }
        return methods
    }

    private func confidences() throws -> [Double] {
        guard let texts = try arguments.names("confidence") else { return RiskOptions().confidences }
        let values = try texts.map { text in
            guard let value = Double(text), value > 0, value < 1 else {
                throw CommandError("--confidence '\(text)': expected a number between 0 and 1, such as 0.95")
            }
            return value
        }
        guard Set(values).count == values.count else { throw CommandError("--confidence '\(texts.joined(separator: ","))': one is given twice") }
        return values
    }

    private func liquidity(_ table: ReturnsTable) throws -> LiquidityInputs? {
        guard let path = arguments.text("adv") else { return nil }
        guard let capital = try arguments.number("capital", in: 1e-6...1e18) else {
            throw CommandError("--adv: how large is the portfolio? Give --capital in the currency of the volumes")
        }
        let columns = try NamedValuesFile.read(path, names: table.names, columns: ["volume", "spread", "spread_deviation"], optional: 2)
        return LiquidityInputs(
            capital: capital, participation: try arguments.number("participation", in: 1e-6...1) ?? 0.1, volumes: columns[0], spreads: columns[1],
            spreadDeviations: columns[2])
    }

    private func factors() throws -> ReturnsTable? {
        guard let path = arguments.text("factors") else { return nil }
        var options = ReturnsTableOptions()
        options.from = try arguments.time("from")
        options.to = try arguments.time("to", endOfDay: true)
        return try ReturnsTable.read(path, options)
    }
}

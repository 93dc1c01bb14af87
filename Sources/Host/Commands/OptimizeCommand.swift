import Numerics
import Optimization
import Reporting

extension Command {
    static let optimize = Command(
        name: "optimize", summary: "Finds portfolio weights under constraints, with a certificate that they are right.",
        usage: "METHOD --returns FILE.csv [options]\n\nMethods:\n" + OptimizeCommand.methods,
        options: ReturnsTable.options + [
            Option("constraints", "FILE.yaml", "bounds, groups, turnover, leverage, counts, costs (long-only, sum 1)"),
            Option("current", "FILE.csv", "name,weight: weights held now, for turnover and costs"),
            Option("covariance", "NAME", "\(CovarianceChoice.names.joined(separator: ", ")) (sample)"),
        ] + CovarianceChoice.options + [
            Option("expected", "FILE.csv", "name,return: expected returns a year (means of the rows)"),
            Option("risk-free", "R", "a year, as a fraction (0)"), Option("periods", "N", "rows a year (found from the dates)"),
            Option("target-return", "R", "a year: at least this expected return, with the least risk"),
            Option("target-volatility", "R", "a year: at most this volatility, with the best expected return"),
            Option("risk-aversion", "N", "of mean-variance (1); of the market for black-litterman (2.5)"),
            Option("points", "N", "of the frontier (50)"),
            Option("views", "FILE.yaml", "for black-litterman"),
            Option("market", "FILE.csv", "name,weight: the market for black-litterman (equal)"),
            Option("budgets", "FILE.csv", "name,budget: shares of the risk for risk-budgeting"),
            Option("benchmark", "NAME", "for tracking: a column of the returns, which is then not held"),
            Option("benchmark-weights", "FILE.csv", "name,weight, for tracking"),
            Option("confidence", "N", "of min-cvar and min-cdar (0.95)"),
            Option(
                "linkage", "NAME", "of hrp (single) and herc (ward): \(Linkage.allCases.map(\.rawValue).joined(separator: ", "))"),
            Option("clusters", "N", "of herc (by the gap statistic)"),
            Option("fraction", "N", "of kelly: part of the growth-optimal weights (1)"),
            Option("json", nil, "print JSON"),
            Option("csv", nil, "print name,weight as CSV, which --current and perigee risk --weights read"),
            Option("plot", "FILE.html", "write a page with the frontier, weights, contributions and correlations"),
        ],
        examples: [
            "optimize risk-parity --returns examples/data/sp20_adjusted_close.csv --prices --from 2010-01-01",
            "optimize max-sharpe --returns examples/data/sp20_adjusted_close.csv --prices --covariance ledoit-wolf --risk-free 0.02 --plot sharpe.html",
            "optimize frontier --returns examples/data/sp20_adjusted_close.csv --prices --constraints examples/05-portfolio-weights/limits.yaml --points 50 --json",
            "optimize black-litterman --returns examples/data/sp20_adjusted_close.csv --prices --views examples/05-portfolio-weights/views.yaml",
        ],
        run: { try OptimizeCommand($0).run() })
}

struct OptimizeCommand {
    static let methods = OptimizeMethod.allCases.map { method in
        "  \(method.rawValue)\(String(repeating: " ", count: 20 - method.rawValue.count))\(method.summary)"
    }.joined(separator: "\n")

    private let arguments: Arguments

    init(_ arguments: Arguments) { self.arguments = arguments }

    func run() throws -> Int32 {
        guard !arguments.has("json") || !arguments.has("csv") else { throw CommandError("--json and --csv: choose one") }
        let options = try options()
        let choice = try CovarianceChoice(arguments, option: "covariance", fallback: "sample")
        let page = try arguments.text("plot").map { try OutputFile($0) }
        let began = Clock.seconds()
        let table = try ReturnsTable.read(arguments, command: "optimize")
        let inputs = try OptimizeInputs(table, options, choice, arguments)
        let read = Clock.seconds()
        let answer = try inputs.solve()
        var result = try OptimizeResult(inputs, answer)
        result.timing = OptimizeResult.Timing(reading: read - began, solving: Clock.seconds() - read)
        if case .infeasible = result.certificate.status {
            Terminal.error(
                "perigee optimize \(options.method.rawValue): no weights satisfy the constraints: \(result.statusText)\n")
        }
        if arguments.has("json") {
            Terminal.output(result.json())
        } else if result.exitCode == 0 {
            Terminal.output(arguments.has("csv") ? result.csv() : result.text(width: Terminal.width, color: Terminal.hasColor))
        }
        if let page, result.exitCode == 0 { try page.finish(try result.page()) }
        return result.exitCode
    }

    private func method() throws -> OptimizeMethod {
        guard let name = arguments.positions.first else {
            throw CommandError("perigee optimize: which method? One of:\n\(Self.methods)")
        }
        guard let method = OptimizeMethod(rawValue: name) else {
            let known = OptimizeMethod.allCases.map(\.rawValue)
            let near = nearestName(to: name, among: known).map { ": did you mean '\($0)'?" } ?? ""
            throw CommandError(
                "perigee optimize: unknown method '\(name)'\(near)\nExpected one of \(known.joined(separator: ", "))")
        }
        guard arguments.positions.count == 1 else {
            throw CommandError("perigee optimize: one method at a time, found \(arguments.positions.joined(separator: " "))")
        }
        return method
    }

    private func options() throws -> OptimizeOptions {
        let method = try method()
        for (option, owners) in OptimizeMethod.owners where arguments.has(option) && !owners.contains(method) {
            throw CommandError("--\(option): is of \(owners.map(\.rawValue).joined(separator: ", ")), found \(method.rawValue)")
        }
        let goals = ["target-return", "target-volatility"].filter { arguments.has($0) }
        guard goals.count < 2 else { throw CommandError("--target-return and --target-volatility: choose one") }
        if let goal = goals.first, method == .meanVariance, arguments.has("risk-aversion") {
            throw CommandError("--\(goal) and --risk-aversion: choose one")
        }
        if method == .riskBudgeting, !arguments.has("budgets") {
            throw CommandError("risk-budgeting: give --budgets FILE.csv (name,budget); equal ones are risk-parity")
        }
        if method == .tracking, arguments.has("benchmark") == arguments.has("benchmark-weights") {
            throw CommandError("tracking: give --benchmark NAME (a column) or --benchmark-weights FILE.csv, one of the two")
        }
        var options = OptimizeOptions(method: method)
        options.points = try arguments.integer("points", in: 2...10_000) ?? options.points
        options.riskFree = try arguments.number("risk-free", in: -1...10) ?? 0
        options.targetReturn = try arguments.number("target-return", in: -1e3...1e3)
        options.targetVolatility = try arguments.number("target-volatility", in: 0...1e3)
        options.riskAversion = try arguments.number("risk-aversion", in: 1e-9...1e9)
        options.confidence = try confidence() ?? options.confidence
        options.linkage = try arguments.choice("linkage", Linkage.self)
        options.clusters = try arguments.integer("clusters", in: 1...1_000_000)
        options.kellyFraction = try arguments.number("fraction", in: 1e-9...1) ?? 1
        return options
    }

    private func confidence() throws -> Double? {
        guard let text = arguments.text("confidence") else { return nil }
        guard let value = Double(text), value > 0, value < 1 else {
            throw CommandError("--confidence '\(text)': expected a number between 0 and 1, such as 0.95")
        }
        return value
    }
}

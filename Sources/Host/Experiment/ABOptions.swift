import Experiments
import Money

/// Everything that decides the result of `perigee ab`.
struct ABOptions: Sendable {
    /// Of the control and of the treatment: alike but for script, parameters and cash.
    let control: BacktestOptions
    let treatment: BacktestOptions
    let share: Double
    let minimumDays: Int
    let minimumTrades: Int
    let maximumDays: Int?
    let significance: Double
    /// A difference of yearly returns.
    let smallestEffect: Double
    let isDaily: Bool
    let resamples: Int

    static let options: [Option] =
        BacktestOptions.options.filter { $0.name != "param" } + [
            Option("param", "NAME=VALUE", "set a parameter of both scripts", isRepeatable: true),
            Option("param-a", "NAME=VALUE", "set a parameter of A", isRepeatable: true),
            Option("param-b", "NAME=VALUE", "set a parameter of B", isRepeatable: true),
            Option("share", "SHARE", "B's share of the cash (0.5)"),
            Option("per", "SPAN", "compare returns of each day or of each bar: day (default) or bar"),
            Option("min-days", "N", "days before anything is decided (30)"),
            Option("min-trades", "N", "trades that each must have closed before anything is decided (30)"),
            Option("max-days", "N", "days after which an undecided test ends without a difference (none)"),
            Option("alpha", "N", "chance of a wrong decision, over all looks (0.05)"),
            Option("effect", "N", "smallest difference of yearly returns that matters, as a fraction (0.02)"),
            Option("resamples", "N", "of the bootstrap of the Sharpe difference (2000)"),
        ]

    init(_ arguments: Arguments) throws {
        let scripts = arguments.positions
        guard scripts.count == 2 else {
            let found = scripts.isEmpty ? "none" : scripts.joined(separator: " ")
            throw CommandError(
                "perigee ab: which two scripts? Found \(found). Try: perigee ab A.lua B.lua --data examples/data/sp500.csv")
        }
        share = try ABOptions.part(arguments, "share", of: "the cash") ?? 0.5
        significance = try ABOptions.part(arguments, "alpha", of: "one, a chance of error") ?? 0.05
        minimumDays = try arguments.integer("min-days", in: 1...1_000_000) ?? 30
        minimumTrades = try arguments.integer("min-trades", in: 0...1_000_000_000) ?? 30
        maximumDays = try arguments.integer("max-days", in: 1...1_000_000)
        if let maximumDays, maximumDays < minimumDays {
            throw CommandError(
                "--max-days \(maximumDays): is below the \(minimumDays) of --min-days: raise it, or give fewer --min-days")
        }
        smallestEffect = try arguments.number("effect", in: 0...100) ?? 0.02
        resamples = try arguments.integer("resamples", in: 100...1_000_000) ?? 2_000
        switch arguments.text("per") ?? "day" {
        case "day": isDaily = true
        case "bar": isDaily = false
        case let text: throw CommandError("--per '\(text)': expected day or bar")
        }
        var (a, b) = (
            try BacktestOptions(arguments, script: scripts[0], command: "ab"),
            try BacktestOptions(arguments, script: scripts[1], command: "ab")
        )
        a.overrides += try arguments.texts("param-a").map { try BacktestOptions.override($0, option: "param-a") }
        b.overrides += try arguments.texts("param-b").map { try BacktestOptions.override($0, option: "param-b") }
        guard let rate = Rate(fraction: share) else {
            throw CommandError("--share '\(share)': expected a part of the cash such as 0.5")
        }
        b.cash = a.cash.scaled(by: rate)
        a.cash = a.cash - b.cash
        guard a.cash > .zero, b.cash > .zero else {
            throw CommandError("--share \(share): leaves one of the two without cash: take a share nearer to 0.5")
        }
        (control, treatment) = (a, b)
    }

    private static func part(_ arguments: Arguments, _ name: String, of whole: String) throws -> Double? {
        guard let value = try arguments.number(name) else { return nil }
        guard value > 0, value < 1 else {
            throw CommandError(
                "--\(name) '\(arguments.text(name) ?? "")': expected a part of \(whole), between 0 and 1, both excluded")
        }
        return value
    }

    func rules(periodsPerYear: Double) throws -> ExperimentRules {
        try ExperimentRules(
            treatmentShare: share, minimumDays: minimumDays, minimumTrades: minimumTrades, significance: significance,
            smallestEffect: smallestEffect / periodsPerYear, maximumDays: maximumDays)
    }
}

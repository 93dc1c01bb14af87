import Desk
import Experiments

/// The rules of an A/B test as an operator gives them.
struct ABRequest {
    /// The options that go with `ab start`.
    static let options = ["share", "per", "min-days", "min-trades", "max-days", "alpha", "effect", "periods-per-year"]

    let pairing: ABTerms.Pairing
    /// Days, or bars, in a year; nil where the run is to tell.
    let periodsPerYear: Double?
    private let share: Double
    private let significance: Double
    private let minimumDays: Int
    private let minimumTrades: Int
    private let maximumDays: Int?
    /// Of yearly returns.
    private let smallestEffect: Double

    /// - Throws: `CommandError` for the first option that is wrong.
    init(_ options: [String: String]) throws(CommandError) {
        for name in options.keys.sorted() where !Self.options.contains(name) {
            throw CommandError("ab start: --\(name) goes with ab stop only")
        }
        share = try ABRequest.part(options, "share", of: "the equity") ?? 0.5
        significance = try ABRequest.part(options, "alpha", of: "one, a chance of error") ?? 0.05
        minimumDays = try ABRequest.count(options, "min-days", from: 1) ?? 30
        minimumTrades = try ABRequest.count(options, "min-trades", from: 0) ?? 30
        maximumDays = try ABRequest.count(options, "max-days", from: 1)
        if let maximumDays, maximumDays < minimumDays {
            throw CommandError(
                "--max-days \(maximumDays): is below the \(minimumDays) of --min-days: raise it, or give fewer --min-days")
        }
        smallestEffect =
            try ABRequest.number(options, "effect", in: 0...100, "a difference of yearly returns from 0 to 100, such as 0.02")
            ?? 0.02
        periodsPerYear = try ABRequest.number(
            options, "periods-per-year", in: 1...1e8, "a number from 1 to 100000000, such as 252")
        let text = options["per"] ?? "day"
        guard let pairing = ABTerms.Pairing(rawValue: text) else { throw CommandError("--per '\(text)': expected day or bar") }
        self.pairing = pairing
    }

    /// - Throws: `ExperimentError`; `init` has refused what it would refuse.
    func rules(periodsPerYear: Double) throws -> ExperimentRules {
        try ExperimentRules(
            treatmentShare: share, minimumDays: minimumDays, minimumTrades: minimumTrades, significance: significance,
            smallestEffect: smallestEffect / periodsPerYear, maximumDays: maximumDays)
    }

    private static func number(
        _ options: [String: String], _ name: String, in range: ClosedRange<Double>, _ expected: String
    ) throws(CommandError) -> Double? {
        guard let text = options[name] else { return nil }
        guard let value = Double(text), range.contains(value) else {
            throw CommandError("--\(name) '\(text)': expected \(expected)")
        }
        return value
    }

    private static func part(_ options: [String: String], _ name: String, of whole: String) throws(CommandError) -> Double? {
        let expected = "a part of \(whole), between 0 and 1, both excluded"
        let value = try number(options, name, in: 0...1, expected)
        guard let value else { return nil }
        guard value > 0, value < 1 else { throw CommandError("--\(name) '\(options[name] ?? "")': expected \(expected)") }
        return value
    }

    private static func count(_ options: [String: String], _ name: String, from least: Int) throws(CommandError) -> Int? {
        guard let text = options[name] else { return nil }
        guard let value = Int(text), value >= least, value <= 1_000_000_000 else {
            throw CommandError("--\(name) '\(text)': expected a whole number of at least \(least)")
        }
        return value
    }
}

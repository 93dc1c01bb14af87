extension Measure {
    /// Treynor 1965.
    static let treynor = Measure(
        "treynor", "Treynor ratio", "Benchmark", .ratio,
        "Mean excess return times periods per year, over beta."
    ) { input in
        ratio(input.excessMean * input.periodsPerYear, marketBeta(input))
    }
}

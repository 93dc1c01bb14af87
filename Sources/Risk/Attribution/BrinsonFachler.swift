/// Where a portfolio's return over its benchmark comes from, in one period (Brinson and Fachler 1985), segment by segment.
public struct BrinsonFachler: Equatable, Sendable {
    public struct Segment: Equatable, Sendable {
        public let name: String
        public let portfolioWeight: Double
        public let benchmarkWeight: Double
        public let portfolioReturn: Double
        public let benchmarkReturn: Double

        public init(
            name: String, portfolioWeight: Double, benchmarkWeight: Double, portfolioReturn: Double, benchmarkReturn: Double
        ) {
            self.name = name
            self.portfolioWeight = portfolioWeight
            self.benchmarkWeight = benchmarkWeight
            self.portfolioReturn = portfolioReturn
            self.benchmarkReturn = benchmarkReturn
        }
    }

    public struct Effect: Equatable, Sendable {
        public let name: String
        /// (wₚ − w_b)·(r_b − R_b): weighting segments that do better than the benchmark as a whole.
        public let allocation: Double
        /// w_b·(rₚ − r_b): doing better within the segment.
        public let selection: Double
        /// (wₚ − w_b)·(rₚ − r_b).
        public let interaction: Double
        public var total: Double { allocation + selection + interaction }
    }

    public let effects: [Effect]
    public let portfolioReturn: Double
    public let benchmarkReturn: Double
    /// The sum of all effects.
    public var activeReturn: Double { portfolioReturn - benchmarkReturn }

    /// Weights at the start of the period; those of portfolio and benchmark must have one sum, else money is missing from the
    /// segments (make cash one of them).
    public init(_ segments: [Segment]) throws {
        guard !segments.isEmpty else { throw BadRiskInput("segments is empty: expected at least one") }
        for segment in segments {
            try RiskChecks.finite(segment.portfolioWeight, "portfolio weight of \(segment.name)")
            try RiskChecks.finite(segment.benchmarkWeight, "benchmark weight of \(segment.name)")
            try RiskChecks.finite(segment.portfolioReturn, "portfolio return of \(segment.name)")
            try RiskChecks.finite(segment.benchmarkReturn, "benchmark return of \(segment.name)")
        }
        let invested = segments.reduce(0) { $0 + $1.portfolioWeight }
        let expected = segments.reduce(0) { $0 + $1.benchmarkWeight }
        guard abs(invested - expected) <= 1e-9 else {
            throw BadRiskInput(
                "portfolio weights sum to \(invested) and benchmark weights to \(expected): expected one sum; "
                    + "add a segment for cash"
            )
        }
        let benchmark = segments.reduce(0) { $0 + $1.benchmarkWeight * $1.benchmarkReturn }
        portfolioReturn = segments.reduce(0) { $0 + $1.portfolioWeight * $1.portfolioReturn }
        benchmarkReturn = benchmark
        effects = segments.map { segment in
            let overweight = segment.portfolioWeight - segment.benchmarkWeight
            let better = segment.portfolioReturn - segment.benchmarkReturn
            return Effect(
                name: segment.name, allocation: overweight * (segment.benchmarkReturn - benchmark),
                selection: segment.benchmarkWeight * better, interaction: overweight * better)
        }
    }
}

import Glibc
import Numerics

extension Experiment {
    /// The state of the experiment with every statistic. O(resamples · pairs).
    ///
    /// - Parameters:
    ///   - periodsPerYear: pairs in a year, for annualising.
    ///   - riskFree: yearly rate as a fraction, taken off in the Sharpe ratios.
    ///   - confidence: of the bootstrap interval; 1 − significance where it is not given.
    ///   - stream: from which the bootstrap is drawn.
    /// - Throws: `ExperimentError` for a number of periods, a rate, a number of resamples or a confidence out of range.
    public func report(
        periodsPerYear: Double, riskFree: Double = 0, resamples: Int = 2_000, confidence: Double? = nil, stream: RandomStream
    ) throws -> ExperimentReport {
        guard periodsPerYear > 0, periodsPerYear.isFinite else {
            throw ExperimentError("periodsPerYear", periodsPerYear, "a number above 0")
        }
        guard riskFree > -1, riskFree.isFinite else {
            throw ExperimentError("riskFree", riskFree, "a yearly rate above -1, such as 0.02")
        }
        guard resamples >= 1 else { throw ExperimentError("resamples", resamples, "at least 1") }
        let level = confidence ?? 1 - rules.significance
        guard level > 0, level < 1 else { throw ExperimentError("confidence", level, "between 0 and 1, both excluded") }
        let (a, b) = (pairs.control, pairs.treatment)
        var notes: [String] = []
        func attempt<T>(_ name: String, _ body: () throws -> T) -> T? {
            do { return try body() } catch {
                notes.append("\(name): not defined for these returns: \(error)")
                return nil
            }
        }
        let welch = attempt("Welch t") { try welchTest(b, a) }
        let mannWhitney = attempt("Mann-Whitney") { try mannWhitneyTest(b, a) }
        let sharpe = attempt("Sharpe difference") {
            try sharpeDifference(
                periodsPerYear: periodsPerYear, riskFree: riskFree, resamples: resamples, confidence: level, stream: stream)
        }
        return ExperimentReport(
            rules: rules, pairs: pairs.count, days: pairs.days, from: pairs.list.first?.time, to: pairs.list.last?.time,
            periodsPerYear: periodsPerYear,
            control: ArmSummary(a, trades: pairs.controlTrades, periodsPerYear: periodsPerYear, riskFree: riskFree),
            treatment: ArmSummary(b, trades: pairs.treatmentTrades, periodsPerYear: periodsPerYear, riskFree: riskFree),
            difference: .init(
                mean: sequential.mean, standardDeviation: sequential.standardDeviation, yearly: sequential.mean * periodsPerYear),
            sequential: sequentialSummary, welch: welch, mannWhitney: mannWhitney, sharpeDifference: sharpe, notes: notes,
            decision: current, reason: reason(periodsPerYear: periodsPerYear))
    }

    private var sequentialSummary: ExperimentReport.Sequential {
        .init(
            interval: sequential.interval, evidence: sequential.evidence, pValue: sequential.pValue,
            rejection: sequential.rejection,
            rejectionTime: sequential.rejection.map { pairs.list[$0.observation - 1].time }, warmUp: sequential.warmUp,
            leastOfEachSign: sequential.leastOfEachSign, positive: sequential.positiveCount, negative: sequential.negativeCount,
            varianceInflation: sequential.varianceInflation, forecast: sequential.observationsForDecision)
    }

    /// Both series are resampled by the same blocks, whose mean length is the optimal one of the differences (Politis and White
    /// 2004).
    private func sharpeDifference(
        periodsPerYear: Double, riskFree: Double, resamples: Int, confidence: Double, stream: RandomStream
    ) throws -> ExperimentReport.SharpeDifference {
        let length = try optimalBlockLength(pairs.differences).stationary
        let root = periodsPerYear.squareRoot()
        let rate = riskFree == 0 ? 0 : pow(1 + riskFree, 1 / periodsPerYear) - 1
        func sharpe(_ x: [Double]) -> Double {
            let deviation = standardDeviation(x)
            return deviation > 0 ? (mean(x) - rate) / deviation * root : .nan
        }
        let found = try pairedBootstrap(
            pairs.treatment, pairs.control, resamples: resamples, scheme: .stationary(meanBlockLength: length), stream: stream
        ) { sharpe($0) - sharpe($1) }
        return .init(
            estimate: found.estimate, interval: try found.interval(.percentile, confidence: confidence), pValue: found.pValue(),
            meanBlockLength: length, resamples: resamples)
    }
}

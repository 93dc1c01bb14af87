import Numerics

/// What measures are computed from; shared intermediate results are computed once, when first asked for.
///
/// Returns are simple returns of equity from one time to the next. A NaN or a non-positive equity makes every measure that
/// depends on it NaN: nothing is dropped.
public final class MeasureInput {
    public let equity: [Double]
    /// UTC nanoseconds by the same index; empty when only returns were given.
    public let times: [Int64]
    public let periodsPerYear: Double
    /// Yearly rate as a fraction.
    public let riskFree: Double
    public let trades: [TradeOutcome]
    /// Gross exposure over equity by the same index; may be empty.
    public let exposure: [Double]
    private let benchmarkEquity: [Double]
    private let givenReturns: [Double]?
    private let givenBenchmark: [Double]?

    public init(
        equity: [Double], times: [Int64] = [], periodsPerYear: Double, riskFree: Double = 0, benchmarkEquity: [Double] = [],
        trades: [TradeOutcome] = [], exposure: [Double] = []
    ) {
        self.equity = equity
        self.times = times
        self.periodsPerYear = periodsPerYear
        self.riskFree = riskFree
        self.benchmarkEquity = benchmarkEquity
        self.trades = trades
        self.exposure = exposure
        givenReturns = nil
        givenBenchmark = nil
    }

    /// From returns alone; equity starts at one. `times` are those of the returns.
    public init(
        returns: [Double], times: [Int64] = [], periodsPerYear: Double, riskFree: Double = 0, benchmarkReturns: [Double]? = nil
    ) {
        equity = [Double](unsafeUninitializedCapacity: returns.count + 1) { levels, count in
            var level = 1.0
            levels.initializeElement(at: 0, to: level)
            for index in returns.indices {
                level *= 1 + returns[index]
                levels.initializeElement(at: index + 1, to: level)
            }
            count = returns.count + 1
        }
        self.times = times.isEmpty ? [] : [times[0]] + times
        self.periodsPerYear = periodsPerYear
        self.riskFree = riskFree
        benchmarkEquity = []
        trades = []
        exposure = []
        givenReturns = returns
        givenBenchmark = benchmarkReturns
    }

    public private(set) lazy var returns: [Double] = givenReturns ?? MeasureInput.returns(of: equity)
    /// Empty where there is no benchmark.
    public private(set) lazy var benchmarkReturns: [Double] = givenBenchmark ?? MeasureInput.returns(of: benchmarkEquity)
    private(set) lazy var moments = CentralSums(returns)
    var meanReturn: Double { moments.mean }
    private(set) lazy var deviation = moments.standardDeviation()
    private(set) lazy var scan = ReturnScan(returns, target: riskFreePeriod)
    /// Of returns without a NaN: ask `scan` first.
    private(set) lazy var ranked = RankedSample(returns)
    /// Nil without a benchmark of the same length.
    private(set) lazy var againstBenchmark: BenchmarkScan? =
        !benchmarkReturns.isEmpty && benchmarkReturns.count == returns.count
        ? BenchmarkScan(returns, benchmarkReturns, mean: meanReturn) : nil
    /// The risk-free return of one period: (1 + yearly)^(1/periods) − 1.
    private(set) lazy var riskFreePeriod = periodRate(riskFree, periodsPerYear)
    private(set) lazy var excessMean = meanReturn - riskFreePeriod
    private(set) lazy var drawdowns = DrawdownPath(equity)
    /// Years that the run spans: by the calendar where times are known, else by the count of periods.
    private(set) lazy var years: Double = {
        guard let first = times.first, let last = times.last, last > first else { return Double(returns.count) / periodsPerYear }
        return Double(last - first) / (365.25 * 86_400e9)
    }()
    private(set) lazy var cagr = growthRate(equity.first ?? .nan, equity.last ?? .nan, years)
    /// Root of the mean square of returns below the risk-free return, over all returns.
    private(set) lazy var downsideDeviation = returns.isEmpty ? .nan : (scan.downsideSquares / Double(returns.count)).squareRoot()
    private(set) lazy var wins = trades.filter { $0.pnl > 0 }
    private(set) lazy var losses = trades.filter { $0.pnl < 0 }
    private(set) lazy var grossProfit = wins.reduce(0) { $0 + $1.pnl }
    private(set) lazy var grossLoss = -losses.reduce(0) { $0 + $1.pnl }

    static func returns(of equity: [Double]) -> [Double] {
        guard equity.count > 1 else { return [] }
        return (1..<equity.count).map { equity[$0 - 1] > 0 ? equity[$0] / equity[$0 - 1] - 1 : .nan }
    }
}

import Glibc

func periodRate(_ yearly: Double, _ periodsPerYear: Double) -> Double {
    yearly == 0 ? 0 : pow(1 + yearly, 1 / periodsPerYear) - 1
}

/// Yearly compound growth; −1 when everything is lost.
func growthRate(_ first: Double, _ last: Double, _ years: Double) -> Double {
    guard first > 0, years > 0, !last.isNaN else { return .nan }
    return last <= 0 ? -1 : pow(last / first, 1 / years) - 1
}

/// A quotient, or NaN where the divisor is zero: no measure invents an infinity.
func ratio(_ a: Double, _ b: Double) -> Double { b == 0 || b.isNaN ? .nan : a / b }

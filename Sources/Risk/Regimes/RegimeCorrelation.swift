import Numerics

/// The correlation of two series within one regime.
public struct RegimeCorrelation: Equatable, Sendable {
    public let regime: Regime
    /// Times at which the regime was in force.
    public let count: Int
    /// Pearson's; nil where there are fewer than three times, or one of the series is constant in them.
    public let coefficient: Double?
    /// Of the correlation being zero; nil as the coefficient.
    public let pValue: Double?
    /// Fisher's, of the confidence asked for.
    public let interval: ClosedRange<Double>?
}

extension RegimeCorrelation {
    /// One for each regime, in the order of `Regime.allCases`. Times without a regime are left out. Labels from causal readings
    /// give the correlation that could have been known; the p-values take the labels as given.
    /// - Throws: `StatisticsError` for series of different lengths, values that are not finite, a confidence outside (0, 1).
    public static func all(
        _ x: [Double], _ y: [Double], regimes: [Regime?], confidence: Double = 0.95
    ) throws -> [RegimeCorrelation] {
        for (count, name) in [(y.count, "y"), (regimes.count, "regimes")] where count != x.count {
            throw StatisticsError(name, "\(count) values", "\(x.count), one for each of x")
        }
        for (series, name) in [(x, "x"), (y, "y")] {
            if let index = series.firstIndex(where: { !$0.isFinite }) {
                throw StatisticsError(name, series[index], at: index, "a finite number; remove or fill what is missing")
            }
        }
        guard confidence > 0, confidence < 1 else {
            throw StatisticsError("confidence", confidence, "between 0 and 1, both excluded")
        }
        return try Regime.allCases.map { regime in
            let times = x.indices.filter { regimes[$0] == regime }
            let (first, second) = (times.map { x[$0] }, times.map { y[$0] })
            let isDefined = times.count > 2 && [first, second].allSatisfy { series in series.contains { $0 != series[0] } }
            guard isDefined else {
                return RegimeCorrelation(regime: regime, count: times.count, coefficient: nil, pValue: nil, interval: nil)
            }
            let test = try pearsonTest(first, second)
            let interval = try fisherInterval(correlation: test.coefficient, count: times.count, confidence: confidence)
            return RegimeCorrelation(
                regime: regime, count: times.count, coefficient: test.coefficient, pValue: test.pValue, interval: interval)
        }
    }
}

extension CorrelationMatrix {
    /// The matrix of each regime's rows, in the order of `Regime.allCases`; nil where a regime has fewer than three rows or a
    /// column is constant in them.
    /// - Throws: `StatisticsError` where there is not one regime a row, or a value is not finite.
    public static func byRegime(of data: Matrix, regimes: [Regime?], method: Method = .pearson) throws -> [CorrelationMatrix?] {
        guard regimes.count == data.rows else {
            throw StatisticsError("regimes", "\(regimes.count) values", "\(data.rows), one a row")
        }
        if let index = data.elements.firstIndex(where: { !$0.isFinite }) {
            throw StatisticsError("data[\(index % data.rows), \(index / data.rows)]", data.elements[index], "a finite number")
        }
        return Regime.allCases.map { regime in
            let rows = (0..<data.rows).filter { regimes[$0] == regime }
            return try? CorrelationMatrix(of: data.submatrix(rows: rows, columns: Array(0..<data.columns)), method: method)
        }
    }
}

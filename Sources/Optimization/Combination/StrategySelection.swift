import Numerics

/// Which of several strategies or assets to hold together.
public enum StrategySelection {
    /// In descending order of score, each that correlates with none of those taken by more than `maximumCorrelation`. Equal
    /// scores in the order of the input. O(n²).
    ///
    /// - Returns: at most `count` positions in the input, in the order they were taken.
    public static func greedy(scores: [Double], correlation: Matrix, count: Int, maximumCorrelation: Double) throws -> [Int] {
        try check(scores, correlation, count)
        guard maximumCorrelation >= -1, maximumCorrelation <= 1 else {
            throw BadProblem("maximumCorrelation is \(maximumCorrelation), expected -1 to 1")
        }
        var taken: [Int] = []
        for candidate in scores.indices.sorted(by: { (scores[$0], $1) > (scores[$1], $0) }) where taken.count < count {
            if taken.allSatisfy({ correlation[candidate, $0] <= maximumCorrelation }) { taken.append(candidate) }
        }
        return taken
    }

    /// The best score first, then always the candidate whose mean correlation with those taken is lowest; equal ones by score.
    /// O(n²).
    public static func leastCorrelated(scores: [Double], correlation: Matrix, count: Int) throws -> [Int] {
        try check(scores, correlation, count)
        var left = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
        guard count > 0 else { return [] }
        var taken = [left.removeFirst()]
        var sums = [Double](repeating: 0, count: scores.count)
        while taken.count < count && !left.isEmpty {
            for candidate in left { sums[candidate] += correlation[candidate, taken[taken.count - 1]] }
            var best = 0
            for position in left.indices where sums[left[position]] < sums[left[best]] { best = position }
            taken.append(left.remove(at: best))
        }
        return taken
    }

    private static func check(_ scores: [Double], _ correlation: Matrix, _ count: Int) throws {
        try requireFinite(scores, "scores")
        guard correlation.rows == scores.count, correlation.isSquare else {
            throw BadProblem(
                "correlation: \(correlation.rows) × \(correlation.columns), expected \(scores.count) of each, as scores")
        }
        guard count >= 0 else { throw BadProblem("count is \(count), expected at least 0") }
        _ = try correlationDistance(correlation)
    }
}

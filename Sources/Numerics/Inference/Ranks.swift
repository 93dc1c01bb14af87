/// Ranks from 1, ties given their average rank, and Σ(t³ − t) over groups of t equal values. No NaN. O(n log n).
public func averageRanks(_ x: [Double]) -> (ranks: [Double], tieSum: Double) {
    let order = x.indices.sorted { (x[$0], $0) < (x[$1], $1) }
    var ranks = [Double](repeating: 0, count: x.count)
    var tieSum = 0.0
    var start = 0
    while start < order.count {
        var end = start + 1
        while end < order.count && x[order[end]] == x[order[start]] { end += 1 }
        for place in start..<end { ranks[order[place]] = Double(start + 1 + end) / 2 }
        let t = Double(end - start)
        tieSum += t * t * t - t
        start = end
    }
    return (ranks, tieSum)
}

import Numerics

extension Dendrogram {
    /// The number of clusters by the two-difference gap (Yue, Wang and Wei 2008): the k ≥ 2 with the largest W(k + 2) − 2W(k + 1)
    /// + W(k), W being the sum over clusters of the standard deviation (ddof 0) of the distances inside, as Riskfolio-Lib takes
    /// it. It needs no random reference, unlike the gap of Tibshirani, Walther and Hastie (2001).
    ///
    /// - Returns: k between 2 and min(most, √n); 1 for fewer than four items.
    public func clusterCount(distances: Matrix, most: Int = 10) -> Int {
        let limit = min(Double(most), Double(items).squareRoot()) + 2
        var dispersions: [Double] = []
        var k = 2
        while k <= items && Double(k) <= limit {
            dispersions.append(clusters(k).reduce(0) { $0 + Self.dispersion($1, distances) })
            k += 1
        }
        var best = (gap: -Double.infinity, count: min(2, items))
        for index in dispersions.indices where index + 2 < dispersions.count {
            let gap = dispersions[index + 2] + dispersions[index] - 2 * dispersions[index + 1]
            if gap > best.gap { best = (gap, index + 2) }
        }
        return items < 4 ? 1 : best.count
    }

    private static func dispersion(_ cluster: [Int], _ distances: Matrix) -> Double {
        guard cluster.count > 1 else { return 0 }
        var inside: [Double] = []
        for (position, i) in cluster.enumerated() { for j in cluster[(position + 1)...] { inside.append(distances[i, j]) } }
        return standardDeviation(inside, ddof: 0)
    }
}

/// Picks the points of a long line that a picture needs: of each stretch the lowest and the highest, so that no extreme is lost.
enum Decimation {
    /// - Returns: increasing indices, all of them when there are at most `limit`; else at most `limit`, the first and last
    ///   among them. NaNs are kept only at the ends.
    static func indices(_ values: [Double], limit: Int) -> [Int] {
        guard values.count > limit, limit >= 4 else { return Array(values.indices) }
        let buckets = (limit - 2) / 2
        let inner = values.count - 2
        var kept = [0]
        kept.reserveCapacity(limit)
        for bucket in 0..<buckets {
            let range = (1 + bucket * inner / buckets)..<(1 + (bucket + 1) * inner / buckets)
            var low = -1
            var high = -1
            for index in range where values[index].isFinite {
                if low < 0 || values[index] < values[low] { low = index }
                if high < 0 || values[index] > values[high] { high = index }
            }
            guard low >= 0 else { continue }
            kept.append(min(low, high))
            if low != high { kept.append(max(low, high)) }
        }
        kept.append(values.count - 1)
        return kept
    }
}

/// Clusters by Lloyd's iteration from a k-means++ start (Arthur and Vassilvitskii 2007), on columns scaled to unit variance.
struct KMeans {
    /// The cluster of each row.
    private(set) var labels: [Int]

    private let data: Matrix
    private let scales: [Double]
    private var centres: Matrix

    private static let maximumIterations = 100

    init(_ data: Matrix, clusters: Int, variances: [Double], stream: inout RandomStream) {
        self.data = data
        scales = variances.map { 1 / $0 }
        centres = Matrix(rows: clusters, columns: data.columns)
        labels = [Int](repeating: 0, count: data.rows)
        seed(&stream)
        for _ in 0..<Self.maximumIterations where !step() { break }
    }

    /// One-hot, T × K.
    var memberships: Matrix {
        var result = Matrix(rows: data.rows, columns: centres.rows)
        for (row, label) in labels.enumerated() { result[row, label] = 1 }
        return result
    }

    private func squaredDistance(_ row: Int, _ cluster: Int) -> Double {
        var total = 0.0
        for j in 0..<data.columns {
            let d = data[row, j] - centres[cluster, j]
            total += d * d * scales[j]
        }
        return total
    }

    private mutating func place(_ cluster: Int, at row: Int) {
        for j in 0..<data.columns { centres[cluster, j] = data[row, j] }
    }

    /// Each centre is a row drawn with probability in proportion to its squared distance from the centres so far.
    private mutating func seed(_ stream: inout RandomStream) {
        place(0, at: stream.integer(below: data.rows))
        var nearest = [Double](repeating: .infinity, count: data.rows)
        for cluster in 1..<max(centres.rows, 1) {
            for row in nearest.indices { nearest[row] = min(nearest[row], squaredDistance(row, cluster - 1)) }
            let total = sum(nearest)
            var left = stream.uniform() * total
            // Without distances there are fewer different rows than clusters: any row will do.
            var chosen = total > 0 ? nearest.lastIndex { $0 > 0 } ?? 0 : stream.integer(below: data.rows)
            for row in nearest.indices where total > 0 {
                left -= nearest[row]
                if left < 0 {
                    chosen = row
                    break
                }
            }
            place(cluster, at: chosen)
        }
    }

    /// Assigns rows to the nearest centre, moves centres to their means; false when nothing changed.
    private mutating func step() -> Bool {
        var changed = false
        for row in labels.indices {
            var best = 0
            var least = Double.infinity
            for cluster in 0..<centres.rows {
                let distance = squaredDistance(row, cluster)
                if distance < least { (best, least) = (cluster, distance) }
            }
            if labels[row] != best { changed = true }
            labels[row] = best
        }
        var counts = [Double](repeating: 0, count: centres.rows)
        var totals = Matrix(rows: centres.rows, columns: data.columns)
        for (row, label) in labels.enumerated() {
            counts[label] += 1
            for j in 0..<data.columns { totals[label, j] += data[row, j] }
        }
        for cluster in counts.indices where counts[cluster] > 0 {
            for j in 0..<data.columns { centres[cluster, j] = totals[cluster, j] / counts[cluster] }
        }
        return changed
    }
}

/// Counts of values in bins of equal width, zero being an edge between two of them where it is in range. The outermost half
/// percent at each end is counted in the first and last bin, so that one outlier does not flatten the picture.
struct Histogram: Equatable {
    var low = 0.0
    var binWidth = 0.0
    var counts: [Int] = []

    /// Empty for fewer than two finite values or when all are equal.
    ///
    /// - Parameter bins: about how many; one more where the range does not begin at a multiple of their width.
    init(_ values: [Double], bins: Int) {
        let sorted = values.filter(\.isFinite).sorted()
        guard sorted.count > 1, bins > 0 else { return }
        let cut = sorted.count / 200
        let first = sorted[cut]
        let last = sorted[sorted.count - 1 - cut]
        guard first < last else { return }
        binWidth = (last - first) / Double(bins)
        let lowest = (first / binWidth).rounded(.down)
        let count = Int(min((last / binWidth).rounded(.up) - lowest, Double(bins + 1)))
        low = lowest * binWidth
        counts = Array(repeating: 0, count: count)
        for value in sorted {
            let place = (value / binWidth).rounded(.down) - lowest
            counts[place < 0 ? 0 : place >= Double(count) ? count - 1 : Int(place)] += 1
        }
    }
}

/// Counts of values in bins of equal width. The outermost half percent at each end is counted in the first and last bin,
/// so that one outlier does not flatten the picture.
struct Histogram: Equatable {
    var low = 0.0
    var binWidth = 0.0
    var counts: [Int] = []

    /// Empty for fewer than two finite values or when all are equal.
    init(_ values: [Double], bins: Int) {
        let sorted = values.filter(\.isFinite).sorted()
        guard sorted.count > 1, bins > 0 else { return }
        let cut = sorted.count / 200
        let first = sorted[cut]
        let last = sorted[sorted.count - 1 - cut]
        guard first < last else { return }
        low = first
        binWidth = (last - first) / Double(bins)
        counts = Array(repeating: 0, count: bins)
        for value in sorted {
            let place = (value - low) / binWidth
            counts[place < 1 ? 0 : place >= Double(bins) ? bins - 1 : Int(place)] += 1
        }
    }
}

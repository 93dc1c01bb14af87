/// How far a cluster made of x and y is from another one i, by the formula of Lance and Williams (1967).
public enum Linkage: String, CaseIterable, Sendable {
    /// Nearest pair.
    case single
    /// Mean over all pairs.
    case average
    /// Farthest pair.
    case complete
    /// Growth of the sum of squares.
    case ward

    func distance(_ xi: Double, _ yi: Double, _ xy: Double, sizes nx: Double, _ ny: Double, _ ni: Double) -> Double {
        switch self {
        case .single: return min(xi, yi)
        case .complete: return max(xi, yi)
        case .average: return (nx * xi + ny * yi) / (nx + ny)
        case .ward:
            let total = 1 / (nx + ny + ni)
            return max(0, (nx + ni) * total * xi * xi + (ny + ni) * total * yi * yi - ni * total * xy * xy).squareRoot()
        }
    }
}

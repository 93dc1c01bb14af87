/// Whether a series rose (fell) strictly in each of the last `n` rows: x > x[−1] > … > x[−n]. Undefined until `n + 1` values in a
/// row are not NaN.
public enum TrendDirection: String, Hashable, Sendable, CaseIterable {
    case rising, falling
}

/// The position of a node in its `SeriesGraph`. Inputs always have smaller ids than their users.
public struct SeriesID: Hashable, Comparable, Sendable {
    public let rawValue: Int32

    init(_ index: Int) {
        rawValue = Int32(truncatingIfNeeded: index)
    }

    var index: Int { Int(rawValue) }

    public static func < (left: SeriesID, right: SeriesID) -> Bool {
        left.rawValue < right.rawValue
    }
}

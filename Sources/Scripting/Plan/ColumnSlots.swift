import Indicators

/// The columns that callbacks read, numbered in the order of first use.
final class ColumnSlots {
    private(set) var ids: [SeriesID] = []

    func slot(of id: SeriesID) -> Int32 {
        if let index = ids.firstIndex(of: id) { return Int32(index) }
        ids.append(id)
        return Int32(ids.count - 1)
    }
}

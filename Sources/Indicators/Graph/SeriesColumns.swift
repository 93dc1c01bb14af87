/// The kept columns of an evaluation and the firings of its triggers. Owns the computed columns; a kept raw column is the
/// caller's memory, passed through, and must outlive this object.
public final class SeriesColumns {
    public internal(set) var triggers = TriggerSchedule()
    /// Bytes of the columns that this object owns.
    public var ownedBytes: Int { storage.bytes }
    /// Bytes that the evaluation held beside them: blocks of intermediate values and whole foreign columns.
    public internal(set) var temporaryBytes = 0

    let storage = ColumnStorage()
    private var kept: [Kept] = []
    private var positions: [Int32]

    struct Kept {
        let id: SeriesID
        let space: SourceKey
        let base: UnsafePointer<Double>
        let rows: Int
        var census = FiniteCensus()
    }

    init(nodeCount: Int) {
        positions = Array(repeating: -1, count: nodeCount)
    }

    func keep(_ column: Kept) {
        positions[column.id.index] = Int32(truncatingIfNeeded: kept.count)
        kept.append(column)
    }

    func isKept(_ id: SeriesID) -> Bool { position(id) != nil }

    func count(space: SourceKey, offset: Int, rows: Int) {
        for index in kept.indices where kept[index].space == space { kept[index].census.add(kept[index].base + offset, rows) }
    }

    private func position(_ id: SeriesID) -> Int? {
        guard positions.indices.contains(id.index), positions[id.index] >= 0 else { return nil }
        return Int(positions[id.index])
    }

    /// The column in the rows of the node's space; `nil` when the node was not kept.
    public func column(_ id: SeriesID) -> UnsafePointer<Double>? { position(id).map { kept[$0].base } }

    /// The number of rows of the column, 0 when the node was not kept.
    public func rows(_ id: SeriesID) -> Int { position(id).map { kept[$0].rows } ?? 0 }

    /// The first row with a finite value; `nil` when there is none or the node was not kept.
    public func firstFinite(_ id: SeriesID) -> Int? { position(id).flatMap { kept[$0].census.firstFinite } }

    /// NaN and infinite values after the first finite one. When 0, a callback needs no check from `firstFinite` on.
    public func nonFiniteAfterFirst(_ id: SeriesID) -> Int { position(id).map { kept[$0].census.nonFiniteAfter } ?? 0 }
}

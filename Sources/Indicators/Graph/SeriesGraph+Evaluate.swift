extension SeriesGraph {
    /// Rows that pass through the graph together: intermediate columns of this length stay in the cache.
    static let blockRows = 2_048

    /// Computes whole columns.
    ///
    /// Only what the kept nodes and the triggers need is computed, and only the kept columns (and foreign columns while they
    /// are being aligned) are ever whole. A trigger's condition has no column at all unless it is kept too.
    ///
    /// - Parameters:
    ///   - kept: the nodes whose columns the caller wants, each in the rows of its own space.
    ///   - triggers: conditions in native rows; the firings are in the result.
    ///   - rows: the number of rows of a space.
    ///   - source: a raw column, `rows` long; `nil` if there is none. Must outlive the result if the raw column is kept.
    ///   - alignment: for each native row the latest completed row of the foreign space, −1 before the first; never decreasing.
    public func evaluate(
        keep kept: [SeriesID], triggers: [SeriesTrigger] = [], rows: (SourceKey) -> Int,
        source: (SourceKey, SeriesField) -> UnsafePointer<Double>?,
        alignment: (SourceKey) -> UnsafePointer<Int32>?
    ) throws(GraphError) -> SeriesColumns {
        try withoutActuallyEscaping(source) { source throws(GraphError) in
            try withoutActuallyEscaping(alignment) { alignment throws(GraphError) in
                try evaluate(SeriesDemand(self, kept: kept, triggers: triggers), kept, rows, source, alignment)
            }
        }
    }

    private func evaluate(
        _ demand: SeriesDemand, _ kept: [SeriesID], _ rows: (SourceKey) -> Int,
        _ source: @escaping (SourceKey, SeriesField) -> UnsafePointer<Double>?,
        _ alignment: @escaping (SourceKey) -> UnsafePointer<Int32>?
    ) throws(GraphError) -> SeriesColumns {
        let result = SeriesColumns(nodeCount: count)
        let temporary = ColumnStorage()
        var bases: [UnsafeMutablePointer<Double>?] = Array(repeating: nil, count: count)
        var isKept = Array(repeating: false, count: count)
        for id in kept { isKept[id.index] = true }
        func raw(_ key: SourceKey, _ field: SeriesField) throws(GraphError) -> UnsafePointer<Double> {
            guard let column = source(key, field) else { throw .missingSource(key, field) }
            return column
        }
        for index in nodes.indices where demand.pinned[index] {
            if case .source(let key, let field) = nodes[index] {
                bases[index] = UnsafeMutablePointer(mutating: try raw(key, field))
            } else {
                let storage = isKept[index] ? result.storage : temporary
                bases[index] = storage.allocate(rows(space(of: SeriesID(index))))
            }
            let base = bases[index]! // set in both branches above
            guard isKept[index] else { continue }
            let space = space(of: SeriesID(index))
            result.keep(.init(id: SeriesID(index), space: space, base: base, rows: rows(space)))
        }
        let places = SeriesCompiler.Places(
            source: raw,
            column: { bases[$0.index]! }, // the compiler asks for pinned nodes only, and those were placed above
            alignment: { id throws(GraphError) in
                let space = space(of: id)
                guard let map = alignment(space) else { throw .missingAlignment(space) }
                return .init(column: bases[id.index]!, rows: map) // inputs of alignments are pinned
            })
        for space in demand.foreignSpaces + [.native] {
            let count = Swift.max(rows(space), 0)
            let block = Swift.min(Self.blockRows, Swift.max(count, 1))
            var program = try SeriesCompiler.compile(self, demand, space: space, blockRows: block, places: places)
            var offset = 0
            while offset < count {
                let step = Swift.min(block, count - offset)
                program.run(row: offset, offset: offset, count: step, firings: &result.triggers.firings)
                result.count(space: space, offset: offset, rows: step)
                offset += step
            }
            result.temporaryBytes += program.storage.bytes
        }
        result.temporaryBytes += temporary.bytes
        return result
    }

    /// The mode that loses nothing: crossings fire in each row where they happen (`crosses` may in two rows running), states when
    /// they begin.
    public func defaultMode(of condition: SeriesID) -> TriggerMode {
        guard contains(condition), case .cross = nodes[condition.index] else { return .edge }
        return .level
    }
}

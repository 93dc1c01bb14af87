extension SeriesGraph {
    /// A raw column that an evaluation reads.
    public struct Source: Hashable, Sendable {
        public let key: SourceKey
        public let field: SeriesField
    }

    /// The raw columns that the kept nodes and triggers need, in the order of their declaration.
    public func sources(keep kept: [SeriesID], triggers: [SeriesTrigger] = []) throws(GraphError) -> [Source] {
        let demand = try SeriesDemand(self, kept: kept, triggers: triggers)
        return nodes.indices.compactMap { index in
            guard demand.values[index], case .source(let key, let field) = nodes[index] else { return nil }
            return Source(key: key, field: field)
        }
    }

    /// The spaces other than the native rows that the kept nodes and triggers need, and so the alignments that `evaluate`
    /// asks for.
    public func foreignSpaces(keep kept: [SeriesID], triggers: [SeriesTrigger] = []) throws(GraphError) -> [SourceKey] {
        try SeriesDemand(self, kept: kept, triggers: triggers).foreignSpaces
    }

    /// The price field that a series is in native rows, where it is nothing else.
    public func rawField(_ id: SeriesID) -> SeriesField? {
        guard contains(id), case .source(.native, let field) = nodes[id.index], field != .time else { return nil }
        return field
    }
}

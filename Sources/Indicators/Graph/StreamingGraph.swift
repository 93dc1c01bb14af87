/// The graph one row at a time, with the same values as `SeriesGraph.evaluate`.
///
/// Rows of foreign spaces are pushed when they complete; then `step` computes the native row, which sees the latest of each.
/// Neither allocates memory.
public final class StreamingGraph {
    /// What fired in the last step, in the order of the triggers.
    public private(set) var fired: [TriggerSchedule.Firing] = []
    /// Native rows stepped so far.
    public private(set) var rows = 0

    private struct Space {
        let key: SourceKey
        var program: SeriesProgram
        let inputs: [(field: SeriesField, cell: UnsafeMutablePointer<Double>)]
        /// The row map of an alignment: −1 before the first row, 0 (the only cell) after it.
        let latest: UnsafeMutablePointer<Int32>

        mutating func run(_ row: SeriesRow, number: Int, firings: inout [TriggerSchedule.Firing]) {
            for input in inputs { input.cell[0] = row[input.field] }
            program.run(row: number, offset: 0, count: 1, firings: &firings)
            latest[0] = 0
        }
    }

    private let storage: ColumnStorage
    private var foreign: [Space] = []
    private var native: Space
    private let kept: [UnsafeMutablePointer<Double>]

    /// - Parameters:
    ///   - kept: the nodes whose values the caller wants; `value(_:)` takes the position in this list.
    ///   - triggers: conditions in native rows.
    public init(_ graph: SeriesGraph, keep kept: [SeriesID], triggers: [SeriesTrigger] = []) throws(GraphError) {
        let demand = try SeriesDemand(graph, kept: kept, triggers: triggers)
        let storage = ColumnStorage()
        var cells: [UnsafeMutablePointer<Double>?] = Array(repeating: nil, count: graph.count)
        for index in graph.nodes.indices where demand.values[index] || demand.pinned[index] {
            cells[index] = storage.allocate(1, filledWith: .nan)
        }
        let keys = demand.foreignSpaces + [.native]
        let maps = UnsafeMutableRawPointer(storage.allocate(keys.count)).bindMemory(to: Int32.self, capacity: keys.count)
        maps.initialize(repeating: -1, count: keys.count)
        let sources = graph.nodes.indices.compactMap { index -> (SourceKey, SeriesField, UnsafeMutablePointer<Double>)? in
            guard case .source(let key, let field) = graph.nodes[index], let cell = cells[index] else { return nil }
            return (key, field, cell)
        }
        let places = SeriesCompiler.Places(
            source: { key, field throws(GraphError) in
                guard let found = sources.first(where: { $0.0 == key && $0.1 == field }) else {
                    throw .missingSource(key, field)
                }
                return UnsafePointer(found.2)
            },
            column: { cells[$0.index]! }, // every pinned node was given a cell above
            alignment: { id throws(GraphError) in
                let space = graph.space(of: id)
                guard let position = keys.firstIndex(of: space) else { throw .missingAlignment(space) }
                return .init(column: cells[id.index]!, rows: maps + position) // inputs of alignments are pinned
            })
        func space(_ position: Int) throws(GraphError) -> Space {
            let key = keys[position]
            let program = try SeriesCompiler.compile(graph, demand, space: key, blockRows: 1, places: places)
            let inputs = sources.filter { $0.0 == key }.map { (field: $0.1, cell: $0.2) }
            return Space(key: key, program: program, inputs: inputs, latest: maps + position)
        }
        self.storage = storage
        self.kept = kept.map { cells[$0.index]! } // kept nodes are pinned
        native = try space(keys.count - 1)
        for position in demand.foreignSpaces.indices { foreign.append(try space(position)) }
        fired.reserveCapacity(triggers.count)
    }

    /// The foreign spaces whose rows the graph wants pushed.
    public var foreignSpaces: [SourceKey] { foreign.map(\.key) }

    /// A completed row of a foreign space. Rows of spaces that the graph does not use are ignored.
    public func push(_ key: SourceKey, _ row: SeriesRow) {
        for index in foreign.indices where foreign[index].key == key {
            foreign[index].run(row, number: 0, firings: &fired)
        }
    }

    /// A completed native row.
    public func step(_ row: SeriesRow) {
        fired.removeAll(keepingCapacity: true)
        native.run(row, number: rows, firings: &fired)
        rows += 1
    }

    /// The value of a kept node after the last step (or push, for a node in foreign rows).
    public func value(_ position: Int) -> Double { kept[position][0] }
}

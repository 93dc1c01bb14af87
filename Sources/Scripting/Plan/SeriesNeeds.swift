import Indicators

/// What a script's callbacks and triggers need of its graph, whichever way it is evaluated.
struct SeriesNeeds {
    private(set) var graph: SeriesGraph
    /// The columns that are kept, by slot, as native rows see them.
    private(set) var native: [SeriesID] = []
    /// Series that must have had a value before callbacks run.
    private(set) var required: [SeriesID] = []
    /// Callbacks run from here on at the earliest.
    let firstRow: Int
    let triggers: [SeriesTrigger]
    /// By the number that Lua holds: the slot of a series, −1 where it is not kept.
    private(set) var handleSlots: [Int32]

    init(_ declarations: Declarations, slots: ColumnSlots, keptHandles: [Int32], named: [SeriesID]) throws(GraphError) {
        graph = declarations.graph
        handleSlots = [Int32](repeating: -1, count: declarations.handles.count)
        for handle in keptHandles { handleSlots[Int(handle)] = slots.slot(of: declarations.handles[Int(handle)]) }
        for id in slots.ids { native.append(try graph.native(id)) }
        for id in named { required.append(try graph.native(id)) }
        // How long a series of other rows warms up is known from its column only.
        for id in required {
            let isForeign = try !graph.foreignSpaces(keep: [id]).isEmpty
            if isForeign && !native.contains(id) { native.append(id) }
        }
        var first = 0
        for id in required + declarations.triggers.map(\.condition) { first = max(first, graph.warmUp(of: id) - 1) }
        firstRow = first
        triggers = declarations.triggers.map { SeriesTrigger($0.condition, $0.mode, firstRow: first) }
    }
}

/// Which nodes an evaluation computes.
struct SeriesDemand {
    /// Nodes whose values somebody reads.
    private(set) var values: [Bool]
    /// Nodes that outlive the block in which they are computed: kept ones and the inputs of alignments.
    private(set) var pinned: [Bool]
    /// Foreign spaces in order of their first node.
    private(set) var foreignSpaces: [SourceKey] = []
    let triggers: [SeriesTrigger]

    init(_ graph: SeriesGraph, kept: [SeriesID], triggers: [SeriesTrigger]) throws(GraphError) {
        self.triggers = triggers
        values = Array(repeating: false, count: graph.count)
        pinned = values
        try graph.check(kept)
        for id in kept {
            values[id.index] = true
            pinned[id.index] = true
        }
        for trigger in triggers { try demand(trigger, graph) }
        for index in graph.nodes.indices.reversed() where values[index] { demandInputs(SeriesID(index), graph) }
        for index in graph.nodes.indices where values[index] {
            guard let space = graph.spaces[index], space != .native, !foreignSpaces.contains(space) else { continue }
            foreignSpaces.append(space)
        }
    }

    /// A trigger on a crossing or a comparison is scanned from its operands; the condition itself is then not computed.
    static func isFused(_ trigger: SeriesTrigger, _ graph: SeriesGraph) -> Bool {
        switch graph.nodes[trigger.condition.index] {
        case .cross, .comparison: true
        default: false
        }
    }

    private mutating func demand(_ trigger: SeriesTrigger, _ graph: SeriesGraph) throws(GraphError) {
        let id = trigger.condition
        try graph.check(id)
        if !graph.isCondition(id) { throw .notACondition(operation: "a trigger", series: graph.describe(id)) }
        if graph.space(of: id) != .native { throw .triggerRows(series: graph.describe(id)) }
        try graph.check(trigger.ready)
        for series in trigger.ready {
            if graph.space(of: series) != .native { throw .triggerRows(series: graph.describe(series)) }
            values[series.index] = true
        }
        if Self.isFused(trigger, graph) {
            for input in graph.inputs(of: id) { values[input.index] = true }
        } else {
            values[id.index] = true
        }
    }

    private mutating func demandInputs(_ id: SeriesID, _ graph: SeriesGraph) {
        for input in graph.inputs(of: id) { values[input.index] = true }
        if case .align(let input) = graph.nodes[id.index] { pinned[input.index] = true }
    }
}

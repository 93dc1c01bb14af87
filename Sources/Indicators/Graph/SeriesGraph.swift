/// The series that a script declares, as nodes of a graph: built once, evaluated as whole columns in a backtest
/// (`evaluate`) and one row at a time live (`StreamingGraph`), with the same bits (any NaN equals any other).
///
/// * Nodes are appended, so inputs precede users; structurally equal nodes are shared.
/// * A node lives in the rows of one space: a symbol at a timeframe. Where spaces meet in an operation, every input of another
///   space is aligned onto the instance's native rows: each row sees the latest *completed* foreign row. An indicator
///   over foreign series alone is computed in their own rows: `sma(every("1w").close, 10)` averages ten weeks.
/// * Conditions are series too: 1 true, 0 false, NaN undefined (see `LogicOperation`).
/// * An undefined number is NaN. NaN in, NaN out, for every arithmetic operation.
///
/// A graph is a value: an evaluation sees the nodes that were declared before it.
public struct SeriesGraph: Sendable {
    public static let nodeLimit = 10_000
    /// The longest lag and the longest window of `rising` and `falling`, in rows.
    public static let lagLimit = 1_000_000

    private(set) var nodes: [SeriesNode] = []
    /// The rows in which a node lives; `nil` for constants, which fit everywhere.
    private(set) var spaces: [SourceKey?] = []
    private(set) var conditions: [Bool] = []
    private(set) var warmUps: [Int] = []
    private(set) var instances: [IndicatorInstance] = []
    private var ids: [SeriesNode: SeriesID] = [:]
    private var instanceIDs: [IndicatorInstance.Key: Int] = [:]

    public init() {}

    public var count: Int { nodes.count }

    func contains(_ id: SeriesID) -> Bool { nodes.indices.contains(id.index) }

    func check(_ inputs: SeriesID...) throws(GraphError) {
        try check(inputs)
    }

    func check(_ inputs: [SeriesID]) throws(GraphError) {
        for id in inputs where !contains(id) { throw .unknownSeries(id.index) }
    }

    /// Appends a node, or finds the equal one.
    mutating func add(_ node: SeriesNode, space: SourceKey?, condition: Bool, warmUp: Int) throws(GraphError) -> SeriesID {
        if let known = ids[node] { return known }
        if nodes.count >= Self.nodeLimit { throw .tooManyNodes(limit: Self.nodeLimit) }
        let id = SeriesID(nodes.count)
        nodes.append(node)
        spaces.append(space)
        conditions.append(condition)
        warmUps.append(warmUp)
        ids[node] = id
        return id
    }

    /// Appends an indicator with all its outputs, or finds the equal one. Parameters and inputs have been checked.
    mutating func addInstance(
        _ descriptor: IndicatorDescriptor, _ parameters: [Double], _ inputs: [SeriesID], space: SourceKey
    ) throws(GraphError) -> IndicatorInstance {
        let key = IndicatorInstance.Key(name: descriptor.name, parameters: parameters.map(\.bitPattern), inputs: inputs)
        if let known = instanceIDs[key] { return instances[known] }
        let first = SeriesID(nodes.count)
        if nodes.count + descriptor.outputs.count > Self.nodeLimit { throw .tooManyNodes(limit: Self.nodeLimit) }
        let instance = IndicatorInstance(
            descriptor: descriptor, parameters: parameters, inputs: inputs,
            warmUp: descriptor.make(parameters).warmUp, firstOutput: first)
        let warmUp = (inputs.map { warmUps[$0.index] }.max() ?? 1) + Swift.max(instance.warmUp, 1) - 1
        for index in descriptor.outputs.indices {
            let node = SeriesNode.output(instance: instances.count, index: index)
            _ = try add(node, space: space, condition: false, warmUp: warmUp)
        }
        instanceIDs[key] = instances.count
        instances.append(instance)
        return instance
    }
}

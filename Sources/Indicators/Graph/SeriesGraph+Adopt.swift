extension SeriesGraph {
    /// The series that another graph calls `id`, here: equal series of different scripts become one node.
    ///
    /// - Parameter known: what has been adopted from that graph so far, by its index; pass the same one for each of its series.
    public mutating func adopt(_ id: SeriesID, from other: SeriesGraph, known: inout [Int: SeriesID]) throws(GraphError) -> SeriesID {
        try other.check(id)
        // Inputs precede users, so that one pass in order finds every input adopted.
        var needed = [Bool](repeating: false, count: id.index + 1)
        needed[id.index] = true
        for index in stride(from: id.index, through: 0, by: -1) where needed[index] && known[index] == nil {
            for input in other.inputs(of: SeriesID(index)) { needed[input.index] = true }
        }
        for index in needed.indices where needed[index] && known[index] == nil {
            known[index] = try adopt(node: index, from: other, known)
        }
        guard let result = known[id.index] else { throw .unknownSeries(id.index) }
        return result
    }

    private mutating func adopt(node index: Int, from other: SeriesGraph, _ known: [Int: SeriesID]) throws(GraphError) -> SeriesID {
        func at(_ id: SeriesID) throws(GraphError) -> SeriesID {
            guard let found = known[id.index] else { throw .unknownSeries(id.index) }
            return found
        }
        let node: SeriesNode
        switch other.nodes[index] {
        case .source, .constant: node = other.nodes[index]
        case .lag(let x, let bars): node = .lag(try at(x), bars)
        case .unary(let operation, let x): node = .unary(operation, try at(x))
        case .binary(let operation, let x, let y): node = .binary(operation, try at(x), try at(y))
        case .comparison(let operation, let x, let y): node = .comparison(operation, try at(x), try at(y))
        case .cross(let direction, let x, let y): node = .cross(direction, try at(x), try at(y))
        case .logic(let operation, let x, let y): node = .logic(operation, try at(x), try at(y))
        case .not(let x): node = .not(try at(x))
        case .trend(let direction, let x, let window): node = .trend(direction, try at(x), window)
        case .choice(let condition, let x, let y): node = .choice(try at(condition), try at(x), try at(y))
        case .fillForward(let x): node = .fillForward(try at(x))
        case .align(let x): node = .align(try at(x))
        case .output(let number, let output):
            let instance = other.instances[number]
            var inputs: [SeriesID] = []
            for input in instance.inputs { inputs.append(try at(input)) }
            let space = other.spaces[index] ?? .native
            return try addInstance(instance.descriptor, instance.parameters, inputs, space: space).output(output)
        }
        return try add(node, space: other.spaces[index], condition: other.conditions[index], warmUp: other.warmUps[index])
    }
}

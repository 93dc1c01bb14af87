extension SeriesGraph {
    /// The rows in which the series lives. A constant is native.
    public func space(of id: SeriesID) -> SourceKey { spaces[id.index] ?? .native }

    /// Whether the series is a condition: 1, 0 or NaN.
    public func isCondition(_ id: SeriesID) -> Bool { conditions[id.index] }

    /// The rows of the node's own space that it needs before its first finite value: 1 for a raw column. A bound that holds when
    /// the raw columns are finite from their first row; an aligned series starts at 1 again, because how many native rows
    /// a foreign warm-up lasts depends on the data (`SeriesColumns.firstFinite` tells).
    public func warmUp(of id: SeriesID) -> Int { warmUps[id.index] }

    /// The series as native rows see it: itself, or aligned when it lives elsewhere. What callbacks and triggers receive.
    public mutating func native(_ id: SeriesID) throws(GraphError) -> SeriesID {
        try check(id)
        guard let space = spaces[id.index], space != .native else { return id }
        return try add(.align(id), space: .native, condition: conditions[id.index], warmUp: 1)
    }

    /// Brings inputs into one space: their own if it is the same for all, else the native rows. `nil` when all are constants.
    mutating func unify(_ inputs: [SeriesID]) throws(GraphError) -> (inputs: [SeriesID], space: SourceKey?) {
        try check(inputs)
        let found = inputs.compactMap { spaces[$0.index] }
        guard let first = found.first else { return (inputs, nil) }
        if found.allSatisfy({ $0 == first }) { return (inputs, first) }
        var aligned: [SeriesID] = []
        for input in inputs { aligned.append(try native(input)) }
        return (aligned, .native)
    }

    func inputs(of id: SeriesID) -> [SeriesID] {
        switch nodes[id.index] {
        case .source, .constant: []
        case .lag(let x, _), .unary(_, let x), .not(let x), .trend(_, let x, _), .fillForward(let x), .align(let x): [x]
        case .binary(_, let x, let y), .comparison(_, let x, let y), .cross(_, let x, let y), .logic(_, let x, let y): [x, y]
        case .choice(let condition, let x, let y): [condition, x, y]
        case .output(let instance, _): instances[instance].inputs
        }
    }
}

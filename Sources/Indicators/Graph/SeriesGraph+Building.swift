extension SeriesGraph {
    /// A raw column.
    public mutating func source(_ field: SeriesField, of key: SourceKey = .native) throws(GraphError) -> SeriesID {
        try add(.source(key, field), space: key, condition: false, warmUp: 1)
    }

    public mutating func constant(_ value: Double) throws(GraphError) -> SeriesID {
        try add(.constant(value), space: nil, condition: false, warmUp: 1)
    }

    /// A condition that is always true or always false.
    public mutating func constant(_ truth: Bool) throws(GraphError) -> SeriesID {
        let value: Double = truth ? 1 : 0
        return try add(.constant(bits: value.bitPattern, isCondition: true), space: nil, condition: true, warmUp: 1)
    }

    /// The value `bars` rows of its space ago; the lag of a lag is one lag.
    public mutating func lag(_ x: SeriesID, _ bars: Int) throws(GraphError) -> SeriesID {
        try check(x)
        if bars < 0 { throw .futureLag(bars) }
        if bars > Self.lagLimit { throw .lagTooLong(bars, limit: Self.lagLimit) }
        if bars == 0 { return x }
        if case .lag(let inner, let more) = nodes[x.index] { return try lag(inner, bars + more) }
        return try add(
            .lag(x, bars), space: space(of: x), condition: isCondition(x), warmUp: warmUps[x.index] + bars)
    }

    public mutating func unary(_ operation: UnaryOperation, _ x: SeriesID) throws(GraphError) -> SeriesID {
        try elementwise([x], condition: false) { .unary(operation, $0[0]) }
    }

    public mutating func binary(_ operation: BinaryOperation, _ x: SeriesID, _ y: SeriesID) throws(GraphError) -> SeriesID {
        try elementwise([x, y], condition: false) { .binary(operation, $0[0], $0[1]) }
    }

    /// `x − x[−1]`.
    public mutating func change(_ x: SeriesID) throws(GraphError) -> SeriesID {
        try binary(.subtract, x, lag(x, 1))
    }

    /// The last finite value, in the rows of `x`.
    public mutating func fillForward(_ x: SeriesID) throws(GraphError) -> SeriesID {
        try check(x)
        return try add(.fillForward(x), space: space(of: x), condition: isCondition(x), warmUp: warmUps[x.index])
    }

    /// A node whose rows depend on the same rows of its inputs only. Of constants alone it is a constant.
    mutating func elementwise(
        _ inputs: [SeriesID], condition: Bool, _ node: ([SeriesID]) -> SeriesNode
    ) throws(GraphError) -> SeriesID {
        let (inputs, space) = try unify(inputs)
        let made = node(inputs)
        if space == nil, let folded = fold(made) {
            let constant = SeriesNode.constant(bits: folded.bitPattern, isCondition: condition)
            return try add(constant, space: nil, condition: condition, warmUp: 1)
        }
        let warmUp = inputs.map { warmUps[$0.index] }.max() ?? 1
        return try add(made, space: space, condition: condition, warmUp: warmUp)
    }

    /// The value of an elementwise node over constants, by the kernel that would compute its rows.
    private func fold(_ node: SeriesNode) -> Double? {
        func value(_ id: SeriesID) -> Double? {
            guard case .constant(let bits, _) = nodes[id.index] else { return nil }
            return Double(bitPattern: bits)
        }
        func apply(_ ids: [SeriesID], _ kernel: ([Double], inout Double) -> Void) -> Double? {
            let values = ids.compactMap(value)
            var result = Double.nan
            guard values.count == ids.count else { return nil }
            kernel(values, &result)
            return result
        }
        switch node {
        case .unary(let operation, let x): return apply([x]) { operation.run($0, &$1, 1) }
        case .binary(let operation, let x, let y): return apply([x, y]) { operation.run([$0[0]], [$0[1]], &$1, 1) }
        case .comparison(let operation, let x, let y): return apply([x, y]) { operation.run([$0[0]], [$0[1]], &$1, 1) }
        case .logic(let operation, let x, let y): return apply([x, y]) { operation.run([$0[0]], [$0[1]], &$1, 1) }
        case .not(let x): return apply([x]) { LogicOperation.runNot($0, &$1, 1) }
        case .choice(let condition, let x, let y):
            return apply([condition, x, y]) { LogicOperation.runChoice([$0[0]], [$0[1]], [$0[2]], &$1, 1) }
        default: return nil
        }
    }
}

extension SeriesGraph {
    public mutating func comparison(
        _ operation: ComparisonOperation, _ x: SeriesID, _ y: SeriesID
    ) throws(GraphError) -> SeriesID {
        try elementwise([x, y], condition: true) { .comparison(operation, $0[0], $0[1]) }
    }

    /// True in the row where `x` passes through `y`; see `CrossDirection`.
    public mutating func cross(_ direction: CrossDirection, _ x: SeriesID, _ y: SeriesID) throws(GraphError) -> SeriesID {
        let (inputs, space) = try unify([x, y])
        let warmUp = Swift.max(warmUps[inputs[0].index], warmUps[inputs[1].index]) + 1
        return try add(.cross(direction, inputs[0], inputs[1]), space: space ?? .native, condition: true, warmUp: warmUp)
    }

    public mutating func logic(_ operation: LogicOperation, _ x: SeriesID, _ y: SeriesID) throws(GraphError) -> SeriesID {
        try needConditions(operation.rawValue, [x, y])
        return try elementwise([x, y], condition: true) { .logic(operation, $0[0], $0[1]) }
    }

    public mutating func not(_ x: SeriesID) throws(GraphError) -> SeriesID {
        try needConditions("not", [x])
        return try elementwise([x], condition: true) { .not($0[0]) }
    }

    /// Whether `x` rose or fell strictly in each of the last `window` rows.
    public mutating func trend(_ direction: TrendDirection, _ x: SeriesID, _ window: Int) throws(GraphError) -> SeriesID {
        try check(x)
        guard (1...Self.lagLimit).contains(window) else {
            throw .window(operation: direction.rawValue, value: window, limit: Self.lagLimit)
        }
        return try add(
            .trend(direction, x, window), space: space(of: x), condition: true, warmUp: warmUps[x.index] + window)
    }

    /// `x` where the condition is true, `y` where it is false, undefined where it is undefined.
    public mutating func choice(_ condition: SeriesID, _ x: SeriesID, _ y: SeriesID) throws(GraphError) -> SeriesID {
        try needConditions("where", [condition])
        try check(x, y)
        let isCondition = conditions[x.index] && conditions[y.index]
        return try elementwise([condition, x, y], condition: isCondition) { .choice($0[0], $0[1], $0[2]) }
    }

    private func needConditions(_ operation: String, _ inputs: [SeriesID]) throws(GraphError) {
        try check(inputs)
        for id in inputs where !conditions[id.index] {
            throw .notACondition(operation: operation, series: describe(id))
        }
    }
}

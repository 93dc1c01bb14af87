import Glibc

@testable import Indicators

/// The graph by its definitions: each node's column from whole input columns, row by row, with no state, blocks or bits.
struct GraphReference {
    let graph: SeriesGraph
    let world: GraphTestWorld
    private var memory: [SeriesID: [Double]] = [:]

    init(_ graph: SeriesGraph, _ world: GraphTestWorld) {
        self.graph = graph
        self.world = world
    }

    /// - Parameter count: the rows in which a constant is wanted.
    mutating func column(_ id: SeriesID, count: Int? = nil) -> [Double] {
        if case .constant(let bits, _) = graph.nodes[id.index] {
            return Array(repeating: Double(bitPattern: bits), count: count ?? world.rows[.native] ?? 0)
        }
        if let known = memory[id] { return known }
        let rows = world.rows[graph.space(of: id)] ?? 0
        let result = compute(id, rows)
        memory[id] = result
        return result
    }

    private mutating func compute(_ id: SeriesID, _ rows: Int) -> [Double] {
        if case .align(let input) = graph.nodes[id.index] { return align(input, rows) }
        let inputs = graph.inputs(of: id).map { column($0, count: rows) }
        if case .output(let number, let index) = graph.nodes[id.index] { return indicator(number, index, inputs, rows) }
        return (0..<rows).map { value(graph.nodes[id.index], inputs, $0) }
    }

    private mutating func align(_ input: SeriesID, _ rows: Int) -> [Double] {
        let foreign = column(input)
        let map = world.map(graph.space(of: input))
        return (0..<rows).map { row in
            let source = Int(map?[row] ?? -1)
            return source < 0 ? .nan : foreign[source]
        }
    }

    private func indicator(_ number: Int, _ index: Int, _ inputs: [[Double]], _ rows: Int) -> [Double] {
        let instance = graph.instances[number]
        var indicator = instance.descriptor.make(instance.parameters)
        var outputs = instance.descriptor.outputs.map { _ in 0.0 }
        return (0..<rows).map { row in
            let observation = inputs.map { $0[row] }
            indicator.update(observation, &outputs)
            return outputs[index]
        }
    }

    private func value(_ node: SeriesNode, _ inputs: [[Double]], _ row: Int) -> Double {
        func at(_ input: Int, _ row: Int) -> Double { row < 0 ? .nan : inputs[input][row] }
        switch node {
        case .source(let key, let field): return world.column(key, field)![row]  // the world has every field of its spaces
        case .lag(_, let bars): return at(0, row - bars)
        case .unary(let operation, _): return unary(operation, at(0, row))
        case .binary(let operation, _, _): return binary(operation, at(0, row), at(1, row))
        case .comparison(let operation, _, _): return comparison(operation, at(0, row), at(1, row))
        case .cross(let direction, _, _):
            return cross(direction, at(0, row), at(1, row), at(0, row - 1), at(1, row - 1))
        case .logic(let operation, _, _): return logic(operation, at(0, row), at(1, row))
        case .not: return at(0, row).isNaN ? .nan : at(0, row) == 0 ? 1 : 0
        case .trend(let direction, _, let window):
            let values = (0...window).map { at(0, row - $0) }
            if values.contains(where: \.isNaN) { return .nan }
            return zip(values, values.dropFirst()).allSatisfy { direction == .rising ? $0 > $1 : $0 < $1 } ? 1 : 0
        case .choice: return at(0, row).isNaN ? .nan : at(0, row) == 1 ? at(1, row) : at(2, row)
        case .fillForward: return inputs[0][...row].last(where: \.isFinite) ?? .nan
        case .constant, .align, .output: return .nan
        }
    }

    private func unary(_ operation: UnaryOperation, _ x: Double) -> Double {
        switch operation {
        case .negate: 0 - x == 0 ? -x : 0 - x
        case .abs: Glibc.fabs(x)
        case .sqrt: Glibc.sqrt(x)
        case .log: Glibc.log(x)
        case .exp: Glibc.exp(x)
        case .floor: Glibc.floor(x)
        case .ceil: Glibc.ceil(x)
        case .round: Glibc.round(x)
        case .sign: x.isNaN ? .nan : x == 0 ? 0 : Glibc.copysign(1, x)
        }
    }

    private func binary(_ operation: BinaryOperation, _ x: Double, _ y: Double) -> Double {
        switch operation {
        case .add: return x + y
        case .subtract: return x - y
        case .multiply: return x * y
        case .divide: return x / y
        case .power: return Glibc.pow(x, y)
        case .modulo:
            let remainder = Glibc.fmod(x, y)
            return remainder * y < 0 ? remainder + y : remainder
        case .min: return x.isNaN || y.isNaN ? .nan : x == y ? y : Double.minimum(x, y)
        case .max: return x.isNaN || y.isNaN ? .nan : x == y ? y : Double.maximum(x, y)
        }
    }

    private func comparison(_ operation: ComparisonOperation, _ x: Double, _ y: Double) -> Double {
        if x.isNaN || y.isNaN { return .nan }
        let order = x < y ? -1 : x > y ? 1 : 0
        let holds =
            switch operation {
            case .greater: order == 1
            case .greaterOrEqual: order != -1
            case .less: order == -1
            case .lessOrEqual: order != 1
            case .equal: order == 0
            case .notEqual: order != 0
            }
        return holds ? 1 : 0
    }

    private func cross(_ direction: CrossDirection, _ x: Double, _ y: Double, _ u: Double, _ v: Double) -> Double {
        if ![x, y, u, v].allSatisfy(\.isFinite) { return .nan }
        let (above, below) = (u <= v && x > y, u >= v && x < y)
        switch direction {
        case .above: return above ? 1 : 0
        case .below: return below ? 1 : 0
        case .either: return above || below ? 1 : 0
        }
    }

    /// Kleene's strong connectives as minimum and maximum with undefined = ½.
    private func logic(_ operation: LogicOperation, _ x: Double, _ y: Double) -> Double {
        let (left, right) = (x.isNaN ? 0.5 : x, y.isNaN ? 0.5 : y)
        let result = operation == .and ? min(left, right) : max(left, right)
        return result == 0.5 ? .nan : result
    }

    /// The firings of a condition by the definition of the modes.
    mutating func firings(_ trigger: SeriesTrigger) -> [Int] {
        let condition = column(trigger.condition)
        let ready = trigger.ready.map { id in column(id).firstIndex(where: \.isFinite) ?? condition.count }
        let first = ready.reduce(trigger.firstRow, max)
        return condition.indices.filter { row in
            if row < first || condition[row] != 1 { return false }
            return trigger.mode == .level || row == first || row == 0 || condition[row - 1] != 1
        }
    }
}

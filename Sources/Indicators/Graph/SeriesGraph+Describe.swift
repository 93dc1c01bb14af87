extension SeriesGraph {
    /// The series as a script would write it, such as `sma(close, 10)`; parts nested more than eight deep become `…`.
    ///
    /// - Parameter symbolName: the name of a foreign symbol's number; `#3` without it.
    public func describe(_ id: SeriesID, symbolName: ((Int32) -> String)? = nil) -> String {
        text(id, depth: 8, symbolName).text
    }

    private typealias Piece = (text: String, precedence: Int)
    private static let atom = 9

    private func text(_ id: SeriesID, depth: Int, _ names: ((Int32) -> String)?) -> Piece {
        guard contains(id), depth > 0 else { return ("…", Self.atom) }
        func call(_ name: String, _ inputs: [SeriesID], _ numbers: [Double] = []) -> Piece {
            let parts = inputs.map { text($0, depth: depth - 1, names).text } + numbers.map(Self.describe)
            return ("\(name)(\(parts.joined(separator: ", ")))", Self.atom)
        }
        func operand(_ id: SeriesID, _ least: Int) -> String {
            let piece = text(id, depth: depth - 1, names)
            return piece.precedence < least ? "(\(piece.text))" : piece.text
        }
        func infix(_ symbol: String, _ x: SeriesID, _ y: SeriesID, _ level: Int) -> Piece {
            ("\(operand(x, level)) \(symbol) \(operand(y, level + 1))", level)
        }
        switch nodes[id.index] {
        case .source(let key, let field):
            return (Self.describe(key, names).map { "\($0).\(field.rawValue)" } ?? field.rawValue, Self.atom)
        case .constant(let bits, let isCondition):
            let value = Double(bitPattern: bits)
            if isCondition { return (value == 1 ? "true" : "false", Self.atom) }
            return (Self.describe(value), value < 0 ? 7 : Self.atom)
        case .lag(let x, let bars): return ("\(operand(x, Self.atom))[-\(bars)]", Self.atom)
        case .unary(.negate, let x): return ("-\(operand(x, 7))", 7)
        case .unary(let operation, let x): return call(operation.rawValue, [x])
        case .binary(let operation, let x, let y):
            guard let (symbol, level) = Self.infix(operation) else { return call(operation.rawValue, [x, y]) }
            return infix(symbol, x, y, level)
        case .comparison(let operation, let x, let y): return call(Self.name(operation), [x, y])
        case .cross(.either, let x, let y): return call("crosses", [x, y])
        case .cross(let direction, let x, let y): return call("cross_\(direction.rawValue)", [x, y])
        case .logic(.and, let x, let y): return infix("&", x, y, 3)
        case .logic(.or, let x, let y): return infix("|", x, y, 2)
        case .not(let x): return ("~\(operand(x, 7))", 7)
        case .trend(let direction, let x, let window): return call(direction.rawValue, [x], [Double(window)])
        case .choice(let condition, let x, let y): return call("where", [condition, x, y])
        case .fillForward(let x): return call("fill_forward", [x])
        case .align(let x): return text(x, depth: depth, names)
        case .output(let number, let index):
            let instance = instances[number]
            let piece = call(instance.descriptor.name, instance.inputs, instance.parameters)
            let outputs = instance.descriptor.outputs
            return outputs.count == 1 ? piece : ("\(piece.text).\(outputs[index])", Self.atom)
        }
    }

    private static func infix(_ operation: BinaryOperation) -> (String, Int)? {
        switch operation {
        case .add: ("+", 5)
        case .subtract: ("-", 5)
        case .multiply: ("*", 6)
        case .divide: ("/", 6)
        case .modulo: ("%", 6)
        case .power: ("^", 8)
        case .min, .max: nil
        }
    }

    private static func name(_ operation: ComparisonOperation) -> String {
        switch operation {
        case .greater: "above"
        case .greaterOrEqual: "at_least"
        case .less: "below"
        case .lessOrEqual: "at_most"
        case .equal: "equal"
        case .notEqual: "not_equal"
        }
    }

    static func describe(_ value: Double) -> String {
        guard value == value.rounded(), value.magnitude < 1e15 else { return "\(value)" }
        return "\(Int64(value))"
    }

    /// `of("SPY")`, `every("1w")` or both; `nil` for the native rows.
    static func describe(_ key: SourceKey, _ symbolName: ((Int32) -> String)?) -> String? {
        var parts: [String] = []
        if key.symbol >= 0 { parts.append("of(\"\(symbolName?(key.symbol) ?? "#\(key.symbol)")\")") }
        if key.timeframe != 0 { parts.append("every(\"\(duration(key.timeframe))\")") }
        return parts.isEmpty ? nil : parts.joined(separator: ".")
    }

    private static func duration(_ nanoseconds: Int64) -> String {
        let units: [(String, Int64)] = [
            ("w", 604_800_000_000_000), ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000),
            ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000),
        ]
        for (unit, length) in units where nanoseconds % length == 0 { return "\(nanoseconds / length)\(unit)" }
        return "\(nanoseconds)ns"
    }
}

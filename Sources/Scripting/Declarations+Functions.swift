import Indicators
import Numerics

extension Declarations {
    /// Declares `name(arguments)` and returns its results.
    func declare(_ name: String, _ arguments: [Value], line: Int) throws -> [Value] {
        do {
            return try dispatch(name, arguments, line)
        } catch let error as GraphError {
            throw Mistake(error.description)
        }
    }

    private func dispatch(_ name: String, _ arguments: [Value], _ line: Int) throws -> [Value] {
        switch name {
        case "param": return [try parameter(arguments, line)]
        case "on", "whenever": return try trigger(name, arguments, line)
        case "stream": return [try stream(arguments)]
        case "of": return [try source(arguments)]
        case "every": return [try timeframe(arguments)]
        case "field": return [try field(arguments)]
        default: break
        }
        if let field = SeriesField(rawValue: name), Declarations.priceNames.contains(name) { return [.series(try graph.source(field))] }
        if let id = try operation(name, arguments) { return [.series(id)] }
        if let descriptor = IndicatorCatalog.find(name) { return try indicator(descriptor, arguments).map { .series($0) } }
        throw Mistake("unknown function '\(name)'")
    }

    private func series(_ name: String, _ arguments: [Value], _ index: Int) throws -> SeriesID {
        guard index < arguments.count else { throw Mistake("\(name): argument \(index + 1) is missing: expected a series or a number") }
        switch arguments[index] {
        case .series(let id): return id
        case .number(let x): return try graph.constant(x)
        case .integer(let i): return try graph.constant(Double(i))
        case .boolean(let truth): return try graph.constant(truth)
        default:
            throw Mistake("\(name): argument \(index + 1) is \(arguments[index].kindName): expected a series or a number")
        }
    }

    private func count(_ name: String, _ arguments: [Value], _ index: Int, default fallback: Int? = nil) throws -> Int {
        if index >= arguments.count, let fallback { return fallback }
        guard index < arguments.count, let x = arguments[index].number, x == x.rounded(), x.magnitude < 1e9 else {
            throw Mistake("\(name): argument \(index + 1) must be a whole number of bars")
        }
        return Int(x)
    }

    private func expect(_ name: String, _ arguments: [Value], _ range: ClosedRange<Int>) throws {
        guard !range.contains(arguments.count) else { return }
        let wanted = range.lowerBound == range.upperBound ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
        throw Mistake("\(name): expected \(wanted) arguments, found \(arguments.count)")
    }

    private static let unary: [String: UnaryOperation] = [
        "neg": .negate, "abs": .abs, "sqrt": .sqrt, "ln": .log, "exp": .exp, "sign": .sign, "floor": .floor, "ceil": .ceil,
        "round": .round,
    ]
    private static let binary: [String: BinaryOperation] = [
        "add": .add, "sub": .subtract, "mul": .multiply, "div": .divide, "mod": .modulo, "pow": .power, "minimum": .min,
        "maximum": .max,
    ]
    private static let comparisons: [String: ComparisonOperation] = [
        "above": .greater, "below": .less, "at_least": .greaterOrEqual, "at_most": .lessOrEqual, "equals": .equal,
    ]
    private static let crosses: [String: CrossDirection] = ["cross_above": .above, "cross_below": .below, "crosses": .either]

    private func operation(_ name: String, _ a: [Value]) throws -> SeriesID? {
        if let operation = Declarations.unary[name] {
            try expect(name, a, 1...1)
            return try graph.unary(operation, series(name, a, 0))
        }
        if let operation = Declarations.binary[name] {
            try expect(name, a, 2...2)
            return try graph.binary(operation, series(name, a, 0), series(name, a, 1))
        }
        if let operation = Declarations.comparisons[name] {
            try expect(name, a, 2...2)
            return try graph.comparison(operation, series(name, a, 0), series(name, a, 1))
        }
        if let direction = Declarations.crosses[name] {
            try expect(name, a, 2...2)
            return try graph.cross(direction, series(name, a, 0), series(name, a, 1))
        }
        return try shapedOperation(name, a)
    }

    private func shapedOperation(_ name: String, _ a: [Value]) throws -> SeriesID? {
        switch name {
        case "all", "any":
            try expect(name, a, 1...24)
            var result = try series(name, a, 0)
            for index in a.indices.dropFirst() { result = try graph.logic(name == "all" ? .and : .or, result, series(name, a, index)) }
            return result
        case "none", "bnot":
            try expect(name, a, 1...1)
            return try graph.not(series(name, a, 0))
        case "rising", "falling":
            try expect(name, a, 1...2)
            return try graph.trend(name == "rising" ? .rising : .falling, series(name, a, 0), count(name, a, 1, default: 1))
        case "choose":
            try expect(name, a, 3...3)
            return try graph.choice(series(name, a, 0), series(name, a, 1), series(name, a, 2))
        case "lag":
            try expect(name, a, 1...2)
            return try graph.lag(series(name, a, 0), count(name, a, 1, default: 1))
        case "change":
            try expect(name, a, 1...2)
            let x = try series(name, a, 0)
            return try graph.binary(.subtract, x, graph.lag(x, count(name, a, 1, default: 1)))
        case "fill_forward":
            try expect(name, a, 1...1)
            return try graph.fillForward(series(name, a, 0))
        default: return nil
        }
    }

    /// Inputs come first, as series or as one source; then the parameters.
    private func indicator(_ descriptor: IndicatorDescriptor, _ arguments: [Value]) throws -> [SeriesID] {
        var inputs: [SeriesID] = []
        var key = SourceKey.native
        var index = 0
        while index < arguments.count {
            if case .series(let id) = arguments[index] {
                inputs.append(id)
            } else if case .source(let source) = arguments[index], index == 0 {
                key = source
            } else {
                break
            }
            index += 1
        }
        let parameters = try parameters(of: descriptor, arguments[index...])
        return try graph.indicator(descriptor, parameters: parameters, inputs: inputs, of: key)
    }

    private func parameters(of descriptor: IndicatorDescriptor, _ given: ArraySlice<Value>) throws -> [Double] {
        var values: [Double] = []
        for (offset, value) in given.enumerated() {
            guard let x = value.number else {
                let name = offset < descriptor.parameters.count ? " (\(descriptor.parameters[offset].name))" : ""
                throw Mistake("\(descriptor.name): parameter \(offset + 1)\(name) is \(value.kindName): expected a number; series come first")
            }
            values.append(x)
        }
        for parameter in descriptor.parameters.dropFirst(values.count) {
            guard let fallback = parameter.defaultValue else {
                throw Mistake("\(descriptor.name): the parameter '\(parameter.name)' is missing: \(parameter.summary)")
            }
            values.append(fallback)
        }
        return values
    }

    private func stream(_ arguments: [Value]) throws -> Value {
        guard case .text(let name)? = arguments.first else { throw Mistake("stream: expected the name of an indicator") }
        guard let descriptor = IndicatorCatalog.find(name) else {
            let hint = nearestName(to: name, among: IndicatorCatalog.all.map(\.name)).map { ": did you mean '\($0)'?" } ?? ""
            throw Mistake("stream: unknown indicator '\(name)'\(hint)")
        }
        let parameters = try parameters(of: descriptor, arguments.dropFirst())
        for (parameter, value) in zip(descriptor.parameters, parameters) where !parameter.range.contains(value) {
            throw Mistake("\(name): \(parameter.name) is \(value): expected \(parameter.range.lowerBound) to \(parameter.range.upperBound)")
        }
        streams.append(StreamingBox(descriptor, parameters))
        return .integer(Int64(streams.count - 1))
    }
}

import Indicators
import Market
import Numerics

extension Declarations {
    /// `of("SPY")` or `of("SPY", "1w")`.
    func source(_ arguments: [Value]) throws -> Value {
        guard case .text(let name)? = arguments.first else {
            throw Mistake("of: expected a symbol, as in of(\"SPY\").close")
        }
        guard let index = symbols.firstIndex(of: name) else {
            let known = symbols.prefix(20).joined(separator: ", ")
            let hint = nearestName(to: name, among: symbols).map { "; did you mean '\($0)'?" } ?? ""
            throw Mistake("of: unknown symbol '\(name)': the data has \(known)\(hint)")
        }
        let timeframe = try arguments.count > 1 ? nanoseconds(arguments[1], "of") : 0
        return .source(SourceKey(symbol: Int32(index), timeframe: timeframe))
    }

    /// `every("1w")`.
    func timeframe(_ arguments: [Value]) throws -> Value {
        guard let first = arguments.first else { throw Mistake("every: expected a timeframe, as in every(\"1w\").close") }
        return .source(SourceKey(symbol: -1, timeframe: try nanoseconds(first, "every")))
    }

    private func nanoseconds(_ value: Value, _ name: String) throws -> Int64 {
        guard case .text(let text) = value else { throw Mistake("\(name): the timeframe is \(value.kindName): expected a text such as \"1w\"") }
        guard let timeframe = Timeframe(text) else {
            throw Mistake("\(name): '\(text)' is no timeframe: expected a number and a unit, as in \"5m\", \"1h\", \"1d\", \"1w\", \"1mo\"")
        }
        return timeframe.code
    }

    /// `source.close`.
    func field(_ arguments: [Value]) throws -> Value {
        guard arguments.count == 2, case .source(let key) = arguments[0], case .text(let name) = arguments[1] else {
            throw Mistake("expected a price of a source, as in of(\"SPY\").close")
        }
        guard Declarations.priceNames.contains(name), let field = SeriesField(rawValue: name) else {
            throw Mistake("a source has no '\(name)': it has \(Declarations.priceNames.joined(separator: ", "))")
        }
        return .series(try graph.source(field, of: key))
    }

    func trigger(_ name: String, _ arguments: [Value], _ line: Int) throws -> [Value] {
        guard case .series(let id)? = arguments.first, graph.isCondition(id) else {
            throw Mistake("\(name): the first argument is a series of numbers: expected a condition such as above(a, b) or cross_above(a, b)")
        }
        let condition = try graph.native(id)
        triggers.append((condition, name == "on" ? graph.defaultMode(of: condition) : .level, line))
        return []
    }

    /// Arguments: name, default, min, max, step, doc.
    func parameter(_ arguments: [Value], _ line: Int) throws -> Value {
        guard case .text(let name)? = arguments.first else { throw Mistake("param: expected a name") }
        guard !parameters.contains(where: { $0.name == name }) else { throw Mistake("param '\(name)': declared twice") }
        var isBoolean = false
        var isInteger = false
        let fallback: Double
        switch arguments[1] {
        case .boolean(let truth): (fallback, isBoolean) = (truth ? 1 : 0, true)
        case .integer(let i): (fallback, isInteger) = (Double(i), true)
        default: fallback = arguments[1].number ?? .nan
        }
        var summary = ""
        if case .text(let doc) = arguments[5] { summary = doc }
        var parameter = ScriptParameter(
            name: name, defaultValue: fallback, minimum: arguments[2].number, maximum: arguments[3].number, step: arguments[4].number,
            summary: summary, isInteger: isInteger, isBoolean: isBoolean, line: line, value: fallback)
        if let complaint = parameter.complaint(about: fallback) { throw Mistake("param '\(name)': its default \(complaint)") }
        if let override = overrides.last(where: { $0.name == name }) {
            if let complaint = parameter.complaint(about: override.value) { throw Mistake("param '\(name)': \(complaint)") }
            parameter.value = override.value
        }
        parameters.append(parameter)
        if isBoolean { return .boolean(parameter.value != 0) }
        return isInteger ? .integer(Int64(parameter.value)) : .number(parameter.value)
    }

    /// A value for a parameter that the script does not have is a mistake.
    func checkOverrides(path: String, hash: String) throws(ScriptError) {
        for (name, _) in overrides where !parameters.contains(where: { $0.name == name }) {
            let names = parameters.map(\.name)
            let near = nearestName(to: name, among: names).map { ": did you mean '\($0)'?" } ?? ""
            let known = names.isEmpty ? "the script declares none" : "it has \(names.joined(separator: ", "))"
            throw ScriptError("no parameter '\(name)'\(near.isEmpty ? ": \(known)" : near)", path: path, line: 0, hash: hash, kind: .parameter)
        }
    }
}

import CLuaBridge
import Indicators
import Numerics

extension ScriptInstance {
    /// Callbacks and triggers by the number that the bridge gives them.
    var callbackNumbers: Range<Int32> { 0..<(Int32(PG_CALLBACK_COUNT.rawValue) + Int32(triggerCount)) }

    func callbackName(_ number: Int32) -> String {
        let builtin = Int32(PG_CALLBACK_COUNT.rawValue)
        if number < builtin { return Declarations.callbackNames[Int(number)] }
        return "trigger at line \(declarations.triggers[Int(number - builtin)].line)"
    }

    /// Resolves what each parameter name of each callback asks for.
    func bindParameters() throws(ScriptError) {
        for number in callbackNumbers where pg_bind_has_callback(script, number) {
            let count = pg_bind_parameter_count(script, number)
            let line = Int(pg_bind_callback_line(script, number))
            guard count <= Int32(PG_MAX_ARGUMENTS) else { throw mistake("\(callbackName(number)) has \(count) parameters: at most \(PG_MAX_ARGUMENTS)", line: line) }
            for index in 0..<count {
                let name = pg_bind_parameter_name(script, number, index).map { String(cString: $0) } ?? ""
                try bind(name, callback: number, index: index, line: line)
            }
        }
    }

    private static let plain: [String: pg_argument_kind] = [
        "position": PG_ARG_POSITION, "cash": PG_ARG_CASH, "equity": PG_ARG_EQUITY, "entry_price": PG_ARG_ENTRY_PRICE, "ctx": PG_ARG_CTX,
        "symbol": PG_ARG_SYMBOL, "time": PG_ARG_TIME, "bar": PG_ARG_BAR,
    ]
    private static let payloads: [Int32: String] = [
        PG_ON_FILL.bridged: "fill", PG_ON_ORDER.bridged: "order", PG_ON_TIMER.bridged: "timer", PG_ON_PARAMS.bridged: "params",
    ]

    private func bind(_ name: String, callback: Int32, index: Int32, line: Int) throws(ScriptError) {
        if let handle = globals[name] {
            let slot = columnSlots.slot(of: declarations.handles[Int(handle)])
            pg_bind_argument(script, callback, index, PG_ARG_COLUMN, slot, true)
        } else if Declarations.priceNames.contains(name), let field = SeriesField(rawValue: name) {
            let id: SeriesID
            do { id = try declarations.graph.source(field) } catch { throw mistake(error.description, line: line) }
            pg_bind_argument(script, callback, index, PG_ARG_COLUMN, columnSlots.slot(of: id), false)
        } else if ScriptInstance.payloads[callback] == name {
            pg_bind_argument(script, callback, index, PG_ARG_PAYLOAD, 0, false)
        } else if let kind = ScriptInstance.plain[name] {
            pg_bind_argument(script, callback, index, kind, 0, false)
        } else if let parameter = parameters.first(where: { $0.name == name }) {
            var value = declarations.bridge(parameter.isBoolean ? .boolean(parameter.value != 0) : parameter.isInteger ? .integer(Int64(parameter.value)) : .number(parameter.value))
            let slot = pg_bind_value(script, &value)
            guard slot >= 0 else { throw error(PG_ERR_MEMORY, callback: "") }
            pg_bind_argument(script, callback, index, PG_ARG_VALUE, slot, false)
        } else {
            throw mistake("\(callbackName(callback)) asks for '\(name)', which is not declared\(suggestion(for: name, callback))", line: line)
        }
    }

    private func suggestion(for name: String, _ callback: Int32) -> String {
        var known = globals.keys.sorted() + Declarations.priceNames + Declarations.contextNames + parameters.map(\.name)
        if let payload = ScriptInstance.payloads[callback] { known.append(payload) }
        if let near = nearestName(to: name, among: known) { return ": did you mean '\(near)'?" }
        if IndicatorCatalog.find(name) != nil { return ": declare it at the top, as in \(name) = \(name)(…)" }
        return ": declare it at the top of the script as a global series (without 'local'), as in \(name) = sma(close, 10)"
    }
}

extension pg_callback_kind {
    var bridged: Int32 { Int32(bitPattern: rawValue) }
}

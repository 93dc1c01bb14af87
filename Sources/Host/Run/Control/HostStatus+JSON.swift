import Market
import Reporting

extension HostStatus {
    /// One line of JSON, without a line end.
    var json: String {
        var writer = JSONWriter()
        writer.object(.compact) { json in
            json.pair("run", run)
            json.pair("profile", profile)
            json.pair("process", process)
            json.pair("time", orNull: time?.text)
            json.pair("speed", speed)
            json.pair("events", events)
            json.pair("events_per_second", eventsPerSecond)
            json.pair("clutch", clutchIsOn)
            json.key("strategies")
            json.array(.compact) { json in
                for strategy in strategies { strategy.write(to: &json) }
            }
            json.key("journal")
            guard let journal else { return json.null() }
            json.object(.compact) { json in
                json.pair("sequence", journal.sequence)
                json.pair("unflushed", journal.unflushed)
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Reads what `json` writes; keys that this version does not know are passed over.
    ///
    /// - Throws: `JSONError` with the key that is missing or of another type.
    init(json text: String) throws(JSONError) {
        let object = try JSONObject(JSONValue(text, maximumDepth: 8))
        self.init(run: try object.text("run"), profile: try object.text("profile"), process: try object.integer("process"))
        time = try HostStatus.time(object.optionalText("time"))
        speed = try object.optionalNumber("speed")
        events = try object.integer("events")
        eventsPerSecond = try object.number("events_per_second")
        clutchIsOn = try object.boolean("clutch")
        for item in try object.array("strategies") { strategies.append(try StrategyStatus(JSONObject(item))) }
        if let journal = try object.optionalObject("journal") {
            self.journal = Journal(sequence: try journal.integer("sequence"), unflushed: try journal.integer("unflushed"))
        }
    }

    private static func time(_ text: String?) throws(JSONError) -> Timestamp? {
        guard let text else { return nil }
        guard let parsed = Array(text.utf8).withUnsafeBytes({ Timestamp.parse($0) }) else {
            throw JSONError("'time' is '\(text)': expected a time such as 2020-01-31T15:30:00Z")
        }
        return parsed.time
    }
}

extension StrategyStatus {
    fileprivate func write(to json: inout JSONWriter) {
        json.object(.compact) { json in
            json.pair("name", name)
            json.pair("script", script)
            json.pair("version", version)
            json.pair("hash", hash)
            json.pair("state", state.rawValue)
            json.pair("stage", orNull: stage)
            json.pair("role", role)
            json.pair("clutch", clutchIsOn)
            writeFigures(to: &json)
            json.pair("memory_bytes", memoryBytes)
            json.pair("errors", errors)
            json.pair("suspension", orNull: suspension)
            json.pair("probation_left", probationLeft)
            json.pair("staged", orNull: staged)
        }
    }

    private func writeFigures(to json: inout JSONWriter) {
        json.pair("equity", equity)
        json.pair("pnl", pnl)
        json.pair("drawdown", drawdown)
        json.pair("exposure", exposure)
        json.pair("positions", positions)
        json.pair("working_orders", workingOrders)
        json.pair("events", events)
        json.key("callback_us")
        guard let callback else { return json.null() }
        json.object(.compact) { json in
            json.pair("p50", callback.p50)
            json.pair("p99", callback.p99)
        }
    }

    fileprivate init(_ object: JSONObject) throws(JSONError) {
        self.init(name: try object.text("name"), script: try object.text("script"), hash: try object.text("hash"))
        version = try object.integer("version")
        let key = try object.text("state")
        guard let state = State(rawValue: key) else {
            throw JSONError("'state' is '\(key)': expected one of \(State.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self.state = state
        stage = try object.optionalText("stage")
        role = try object.text("role")
        clutchIsOn = try object.boolean("clutch")
        equity = try object.optionalNumber("equity") ?? .nan
        pnl = try object.optionalNumber("pnl") ?? .nan
        drawdown = try object.optionalNumber("drawdown") ?? .nan
        exposure = try object.optionalNumber("exposure") ?? .nan
        positions = try object.integer("positions")
        workingOrders = try object.integer("working_orders")
        events = try object.integer("events")
        if let times = try object.optionalObject("callback_us") {
            callback = CallbackTime(p50: try times.number("p50"), p99: try times.number("p99"))
        }
        memoryBytes = try object.integer("memory_bytes")
        errors = try object.integer("errors")
        suspension = try object.optionalText("suspension")
        probationLeft = try object.integer("probation_left")
        staged = try object.optionalText("staged")
    }
}

extension JSONWriter {
    mutating func pair(_ key: String, orNull text: String?) {
        self.key(key)
        if let text { value(text) } else { null() }
    }
}

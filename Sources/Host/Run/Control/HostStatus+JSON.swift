import Market
import Reporting

extension HostStatus {
    /// One line of JSON, without a line end.
    var json: String {
        var writer = JSONWriter()
        writer.object(.compact) { json in
            json.key("run"); json.value(run)
            json.key("profile"); json.value(profile)
            json.key("process"); json.value(process)
            json.key("time"); json.value(orNull: time?.text)
            json.key("speed"); json.value(orNull: speed)
            json.key("events"); json.value(events)
            json.key("events_per_second"); json.value(eventsPerSecond)
            json.key("clutch"); json.value(clutchIsOn)
            json.key("strategies")
            json.array(.compact) { json in
                for strategy in strategies { strategy.write(to: &json) }
            }
            json.key("journal")
            guard let journal else { return json.null() }
            json.object(.compact) { json in
                json.key("sequence"); json.value(journal.sequence)
                json.key("unflushed"); json.value(journal.unflushed)
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
            json.key("name"); json.value(name)
            json.key("script"); json.value(script)
            json.key("version"); json.value(version)
            json.key("hash"); json.value(hash)
            json.key("state"); json.value(state.rawValue)
            json.key("stage"); json.value(orNull: stage)
            json.key("role"); json.value(role)
            json.key("clutch"); json.value(clutchIsOn)
            writeFigures(to: &json)
            json.key("memory_bytes"); json.value(memoryBytes)
            json.key("errors"); json.value(errors)
            json.key("suspension"); json.value(orNull: suspension)
            json.key("probation_left"); json.value(probationLeft)
            json.key("staged"); json.value(orNull: staged)
        }
    }

    private func writeFigures(to json: inout JSONWriter) {
        json.key("equity"); json.value(equity)
        json.key("pnl"); json.value(pnl)
        json.key("drawdown"); json.value(drawdown)
        json.key("exposure"); json.value(exposure)
        json.key("positions"); json.value(positions)
        json.key("working_orders"); json.value(workingOrders)
        json.key("events"); json.value(events)
        json.key("callback_us")
        guard let callback else { return json.null() }
        json.object(.compact) { json in
            json.key("p50"); json.value(callback.p50)
            json.key("p99"); json.value(callback.p99)
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
    mutating func value(orNull text: String?) { if let text { value(text) } else { null() } }
    mutating func value(orNull number: Double?) { if let number { value(number) } else { null() } }
}

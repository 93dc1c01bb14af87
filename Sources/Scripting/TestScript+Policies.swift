import Kernel

/// What test scripts ask of policies.
extension TestScript {
    struct Complaint: Error, CustomStringConvertible {
        let description: String
    }

    func exchange(_ name: String, _ value: ScriptValue) throws -> ScriptValue {
        if name == "policy" { return try open(value) }
        guard case .integer(let number) = value["policy"], policies.indices.contains(Int(number)) else {
            throw Complaint(description: "\(name): expected a policy, as in policy{script = \"rule.lua\"}")
        }
        let policy = policies[Int(number)]
        switch name {
        case "call": return try policy.call(value["name"].text ?? "", arguments(value["arguments"]))
        case "allocate": return try allocate(policy, value["book"], value["bounds"])
        case "decide": return try decide(policy, value["stage"], value["measures"])
        case "tighten": return try tighten(policy, value["book"])
        default: throw Complaint(description: "exchange: there is no '\(name)'")
        }
    }

    private func open(_ spec: ScriptValue) throws -> ScriptValue {
        var parameters: [(name: String, value: Double)] = []
        for (name, value) in spec["params"].table?.fields ?? [] {
            let truth: Double? = if case .boolean(let truth) = value { truth ? 1 : 0 } else { nil }
            guard let number = value.double ?? truth else {
                throw Complaint(description: "policy: the parameter '\(name)' is \(value.kind): expected a number, true or false")
            }
            parameters.append((name, number))
        }
        policies.append(try loadPolicy(spec["script"].text ?? "", parameters))
        return .integer(Int64(policies.count - 1))
    }

    /// What `table.pack` made: the number of arguments is its field `n`.
    private func arguments(_ packed: ScriptValue) -> [ScriptValue] {
        (0..<Int(packed["n"].double ?? 0)).map { packed[$0 + 1] }
    }

    private func allocate(_ policy: PolicyScript, _ book: ScriptValue, _ bounds: ScriptValue) throws -> ScriptValue {
        let names = book["strategies"].table?.fields?.map(\.name) ?? []
        let rule = try AllocationRule(policy)
        let weights = try rule.weights(
            book: book, names: names,
            bounds: .init(allowsNegative: bounds["negative"] == .boolean(true), total: bounds["total"].double ?? 1))
        return .record(weights.map { ($0.name, .number($0.weight)) })
    }

    private func decide(_ policy: PolicyScript, _ stage: ScriptValue, _ given: ScriptValue) throws -> ScriptValue {
        var measures = LifecycleMeasures()
        for (name, value) in given.table?.fields ?? [] {
            guard let measure = LifecycleMeasure(rawValue: name), let number = value.double else {
                throw Complaint(description: "decide: '\(name)' is no measure: \(suggestion(for: name, among: LifecycleMeasure.names))")
            }
            measures[measure] = number
        }
        return try LifecyclePolicy(policy).decide(stage: stage.text ?? "", measures: measures).value
    }

    private func tighten(_ policy: PolicyScript, _ book: ScriptValue) throws -> ScriptValue {
        var native = RiskLimits()
        let limits = book["limits"]
        if let count = limits["working_orders"].double { native.workingOrders = count >= 0 && count < 1e9 ? Int(count) : 0 }
        native.orderValueToEquity = limits["order_value_to_equity"].double ?? .infinity
        native.grossExposureToEquity = limits["gross_exposure_to_equity"].double ?? .infinity
        return try RiskTightening(policy).limits(book: book, within: native).value
    }
}

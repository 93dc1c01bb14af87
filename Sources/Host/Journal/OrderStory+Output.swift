import Journal
import Kernel
import Market
import Money
import Reporting
import Scripting
import Trading

extension OrderStory {
    var page: String {
        var lines = ["order      \(text.text(trace.order)), run \(run.summary.manifest.id)"]
        lines.append("event      \(trace.event): \(cause)")
        for (index, input) in inputs.enumerated() { lines.append("\(index == 0 ? "inputs     " : "           ")\(input.name): \(input.value)") }
        lines.append("script     \(path):\(line), version \(trace.version.prefix(12))")
        if let sourceLine { lines.append("           \(sourceLine.trimmed)") }
        for intent in intents { lines.append("intent     \(OrderStory.describe(intent))") }
        for check in checks { lines.append("check      \(check.name): \(check.value) (\(check.limit)): held") }
        lines.append("venue      sent at event \(trace.event)")
        for step in trace.steps {
            let what: String
            switch step.what {
            case .report(let report): what = describe(report)
            case .request(let effect): what = "the script asks: \(text.text(effect))"
            }
            lines.append("           event \(step.event)\(step.time == .min ? "" : ", \(Timestamp(nanoseconds: step.time).text)"): \(what)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    func write(to json: inout JSONWriter) {
        json.key("run")
        json.value(run.summary.manifest.id)
        json.key("order")
        json.value(Int(trace.order.id.raw))
        json.key("terms")
        json.value(text.terms(trace.order))
        json.key("event")
        json.value(Int(trace.event))
        json.key("cause")
        json.value(cause)
        json.key("inputs")
        json.object { json in
            for input in inputs {
                json.key(input.name)
                json.value(input.value)
            }
        }
        json.key("script")
        json.object(.compact) { json in
            for (name, value) in [("path", path), ("version", trace.version), ("text", sourceLine?.trimmed ?? "")] {
                json.key(name)
                json.value(value)
            }
            json.key("line")
            json.value(line)
        }
        json.key("intents")
        json.array { json in intents.forEach { json.value(OrderStory.describe($0)) } }
        json.key("checks")
        json.array { json in
            for check in checks {
                json.object(.compact) { json in
                    for (name, value) in [("name", check.name), ("value", check.value), ("limit", check.limit)] {
                        json.key(name)
                        json.value(value)
                    }
                }
            }
        }
        writeSteps(to: &json)
    }

    private func writeSteps(to json: inout JSONWriter) {
        json.key("venue")
        json.array { json in
            for step in trace.steps {
                json.object(.compact) { json in
                    json.key("event")
                    json.value(Int(step.event))
                    json.key("time")
                    if step.time == .min { json.null() } else { json.value(time: step.time) }
                    switch step.what {
                    case .report(let report):
                        json.key("report")
                        json.value("\(report.kind)")
                        json.key("reason")
                        json.value(report.reason.key)
                        guard report.kind == .filled else { return }
                        for (name, value) in [
                            ("quantity", report.fill.quantity.description), ("price", report.fill.price.description),
                            ("fee", report.fill.fee.description), ("basis", report.fill.basis.key),
                        ] {
                            json.key(name)
                            json.value(value)
                        }
                    case .request(let effect):
                        json.key("request")
                        json.value(text.text(effect))
                    }
                }
            }
        }
    }
}

extension String {
    fileprivate var trimmed: String { String(drop { $0 == " " || $0 == "\t" }) }
}

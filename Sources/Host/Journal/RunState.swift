import Journal
import Kernel
import Market
import Money
import Reporting
import Trading

/// What a run had and wanted after one of its events: what a replay up to there gives.
struct RunState {
    let summary: RunSummary
    let event: UInt64
    let kind: String
    let kernel: Kernel
    let effects: [Effect]

    init(_ summary: RunSummary, _ replay: JournalReplay) {
        self.summary = summary
        event = replay.event
        kind = replay.lastKind?.key ?? ""
        kernel = replay.kernel
        effects = replay.lastEffects
    }

    /// `nil` before the first event that names a time.
    var time: String? { kernel.now.nanoseconds == .min ? nil : kernel.now.text }
    var equity: Double { kernel.account.equity { kernel.market.close($0, at: max(kernel.step, 0)) } }
    var held: [(symbol: String, position: Position)] {
        kernel.market.instruments.indices.filter { !kernel.account.positions[$0].quantity.isZero }.map {
            (kernel.market.instruments[$0].symbol, kernel.account.positions[$0])
        }
    }

    func describe(_ effect: Effect) -> String { EffectText(instruments: kernel.market.instruments).text(effect) }
}

extension RunState {
    var text: String {
        var lines = ["run        \(summary.manifest.id)  \(summary.manifest.scripts.map(\.path).joined(separator: ", "))"]
        lines.append("event      \(event) of \(summary.lastEvent): \(kind)\(time.map { " at \($0)" } ?? "")")
        lines.append("equity     \(equity)")
        lines.append("cash       \(kernel.account.cash), fees paid \(kernel.account.feesPaid)")
        for (symbol, position) in held { lines.append("position   \(symbol) \(position.quantity) at \(position.averagePrice)") }
        for order in kernel.working { lines.append("working    \(EffectText(instruments: kernel.market.instruments).text(order)), \(order.status)") }
        let counts = kernel.statistics
        lines.append("orders     \(counts.submitted) submitted, \(counts.filled) filled, \(counts.cancelled) cancelled, \(counts.expired) expired")
        for rejection in counts.rejections {
            lines.append("rejected   \(rejection.count) × \(rejection.reason.key), first at line \(rejection.firstLine)")
        }
        for effect in effects { lines.append("wanted     \(describe(effect))") }
        lines.append("replayed   \(event) events, each to the effects that were recorded")
        return lines.joined(separator: "\n") + "\n"
    }

    func write(to json: inout JSONWriter) {
        json.key("run")
        json.value(summary.manifest.id)
        json.key("event")
        json.value(Int(event))
        json.key("last_event")
        json.value(Int(summary.lastEvent))
        json.key("kind")
        json.value(kind)
        json.key("time")
        if let time { json.value(time) } else { json.null() }
        json.key("equity")
        json.value(equity)
        json.key("cash")
        json.value(kernel.account.cash.description)
        json.key("fees")
        json.value(kernel.account.feesPaid.description)
        writePositions(to: &json)
        writeOrders(to: &json)
        json.key("effects")
        json.array { json in
            for effect in effects { json.value(describe(effect)) }
        }
    }

    private func writePositions(to json: inout JSONWriter) {
        json.key("positions")
        json.array { json in
            for (symbol, position) in held {
                json.object(.compact) { json in
                    json.key("symbol")
                    json.value(symbol)
                    json.key("quantity")
                    json.value(position.quantity.description)
                    json.key("average_price")
                    json.value(position.averagePrice)
                }
            }
        }
    }

    private func writeOrders(to json: inout JSONWriter) {
        json.key("working")
        json.array { json in
            for order in kernel.working {
                json.object(.compact) { json in
                    json.key("id")
                    json.value(Int(order.id.raw))
                    json.key("text")
                    json.value(EffectText(instruments: kernel.market.instruments).text(order))
                    json.key("filled")
                    json.value(order.filled.description)
                    json.key("status")
                    json.value("\(order.status)")
                }
            }
        }
        let counts = kernel.statistics
        json.key("orders")
        json.object(.compact) { json in
            for (name, count) in [
                ("submitted", counts.submitted), ("filled", counts.filled), ("cancelled", counts.cancelled), ("expired", counts.expired),
                ("rejected", counts.rejections.reduce(0) { $0 + $1.count }),
            ] {
                json.key(name)
                json.value(count)
            }
        }
    }
}

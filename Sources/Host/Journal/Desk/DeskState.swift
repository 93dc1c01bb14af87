import Desk
import Journal
import Kernel
import Market
import Money
import Reporting
import Scripting
import Trading

/// What the seats of a run had after one of its events.
struct DeskState {
    let summary: RunSummary
    let event: UInt64
    let desk: Desk

    private var time: String? { desk.now.nanoseconds == .min ? nil : desk.now.text }

    private func effectText(_ seat: Seat) -> EffectText { EffectText(instruments: seat.kernel.market.instruments) }

    private func held(_ seat: Seat) -> [(symbol: String, position: Position)] {
        seat.instruments.indices.filter { !seat.kernel.account.positions[$0].quantity.isZero }.map {
            (desk.instruments[seat.instruments[$0]].symbol, seat.kernel.account.positions[$0])
        }
    }

    var text: String {
        var lines = ["run        \(summary.manifest.id)  \(summary.manifest.settings.first { $0.name == "run" }?.value ?? "")"]
        lines.append("event      \(event) of \(summary.lastEvent)\(time.map { " at \($0)" } ?? "")")
        for seat in desk.seats {
            lines.append("\n\(seat.name)  \(RunHost.state(seat).rawValue)\(seat.stage.isEmpty ? "" : ", stage \(seat.stage)")")
            lines.append("  version    \(seat.version.path) (\(seat.version.hash.prefix(12))), \(seat.versions.count) so far")
            if seat.isOnProbation { lines.append("  probation  \(seat.probationLeft) events more") }
            if let suspension = seat.suspension { lines.append("  suspended  \(suspension)") }
            lines.append("  equity     \(seat.equity)")
            lines.append("  cash       \(seat.kernel.account.cash), fees paid \(seat.kernel.account.feesPaid)")
            for (symbol, position) in held(seat) { lines.append("  position   \(symbol) \(position.quantity) at \(position.averagePrice)") }
            for order in seat.kernel.workingOrders { lines.append("  working    \(effectText(seat).text(order)), \(order.status)") }
            if let state = try? seat.instance.exportState() { lines.append("  state      \(state.json)") }
        }
        lines.append("\nreplayed   \(event) events, each to what was recorded")
        return lines.joined(separator: "\n") + "\n"
    }

    func write(to json: inout JSONWriter) {
        json.key("run"); json.value(summary.manifest.id)
        json.key("event"); json.value(Int(event))
        json.key("last_event"); json.value(Int(summary.lastEvent))
        json.key("time")
        if let time { json.value(time) } else { json.null() }
        json.key("seats")
        json.array { json in for seat in desk.seats { json.object { json in write(seat, to: &json) } } }
    }

    private func write(_ seat: Seat, to json: inout JSONWriter) {
        json.key("name"); json.value(seat.name)
        json.key("condition"); json.value(RunHost.state(seat).rawValue)
        json.key("stage"); json.value(seat.stage)
        json.key("script"); json.value(seat.version.path)
        json.key("version"); json.value(seat.version.hash)
        json.key("probation_left"); json.value(seat.probationLeft)
        json.key("suspension")
        if let suspension = seat.suspension { json.value(suspension) } else { json.null() }
        json.key("equity"); json.value(seat.equity)
        json.key("cash"); json.value(seat.kernel.account.cash.description)
        json.key("fees"); json.value(seat.kernel.account.feesPaid.description)
        json.key("positions")
        json.array { json in
            for (symbol, position) in held(seat) {
                json.object(.compact) { json in
                    json.key("symbol"); json.value(symbol)
                    json.key("quantity"); json.value(position.quantity.description)
                    json.key("average_price"); json.value(position.averagePrice)
                }
            }
        }
        json.key("working")
        json.array { json in for order in seat.kernel.workingOrders { json.value(effectText(seat).text(order)) } }
        json.key("state")
        json.value((try? seat.instance.exportState())?.json ?? "")
    }
}

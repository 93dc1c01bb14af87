import Desk
import Kernel
import Market
import Money
import Reporting
import Trading

/// What a run came to, as JSON: the same bytes for the same events, whatever the machine and its clock.
struct RunReport {
    let host: RunHost
    let outcome: RunOutcome

    func write(_ emit: @escaping ([UInt8]) -> Void) {
        var json = JSONWriter(sink: emit)
        json.object { json in
            json.pair("run", host.configuration.name)
            json.pair("profile", host.configuration.profile.rawValue)
            json.pair("configuration", host.configuration.hash)
            json.pair("build", Build.identity)
            json.pair("outcome", outcome.rawValue)
            json.key("time")
            if host.desk.now.nanoseconds == .min { json.null() } else { json.value(time: host.desk.now.nanoseconds) }
            json.pair("events", Int(host.desk.sequence))
            json.pair("steps", host.desk.stepCount)
            json.pair("refused_events", host.faults)
            json.pair("problems", host.problems)
            json.pair("equity", host.book.equity(host.desk))
            json.pair("reserve", host.book.reserve.description)
            json.key("sources")
            json.array { json in for line in host.source.origin { json.value(line) } }
            json.key("strategies")
            json.array { json in for seat in host.desk.seats { write(seat, &json) } }
            json.key("policies")
            json.array { json in for slot in host.policies { write(slot, &json) } }
        }
        json.finish()
    }

    private func write(_ seat: Seat, _ json: inout JSONWriter) {
        let record = host.record(of: seat.name)
        json.object { json in
            json.pair("name", seat.name)
            json.pair("role", host.role(seat))
            json.pair("state", RunHost.state(seat).rawValue)
            json.pair("stage", orNull: seat.stage.isEmpty ? nil : seat.stage)
            json.pair("script", seat.version.path)
            json.pair("version", seat.version.hash)
            json.pair("versions", seat.versions.count)
            json.pair("swapped", record?.swapped ?? 0)
            json.pair("reverted", record?.reverted ?? 0)
            json.pair("suspension", orNull: seat.suspension)
            json.pair("equity", seat.equity)
            json.pair("cash", seat.kernel.account.cash.description)
            json.pair("transferred", seat.transferred.description)
            json.pair("pnl", seat.profit)
            json.pair("fees", seat.kernel.account.feesPaid.description)
            json.pair("drawdown", seat.drawdown)
            json.pair("trades", record?.tally.count ?? 0)
            json.pair("wins", record?.tally.wins ?? 0)
            writeOrders(seat, &json)
            writePositions(seat, &json)
        }
    }

    private func writeOrders(_ seat: Seat, _ json: inout JSONWriter) {
        let counts = seat.kernel.statistics
        json.key("orders")
        json.object(.compact) { json in
            json.pair("submitted", counts.submitted)
            json.pair("filled", counts.filled)
            json.pair("cancelled", counts.cancelled)
            json.pair("expired", counts.expired)
            json.pair("rejected", counts.rejections.reduce(0) { $0 + $1.count })
        }
    }

    private func writePositions(_ seat: Seat, _ json: inout JSONWriter) {
        json.key("positions")
        json.array { json in
            for (place, position) in seat.kernel.account.positions.enumerated() where !position.quantity.isZero {
                let index = seat.instruments[place]
                json.object(.compact) { json in
                    json.pair("symbol", host.desk.instruments[index].symbol)
                    json.pair("quantity", position.quantity.doubleValue)
                    json.pair("price", host.desk.latest(index)?.close ?? .nan)
                }
            }
        }
    }

    private func write(_ slot: PolicySlot, _ json: inout JSONWriter) {
        json.object(.compact) { json in
            json.pair("name", slot.name)
            json.pair("script", slot.active.version.path)
            json.pair("version", slot.active.version.hash)
            json.pair("failures", slot.failures)
            json.pair("suspension", orNull: slot.suspension)
        }
    }
}

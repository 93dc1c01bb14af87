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
            json.key("run"); json.value(host.configuration.name)
            json.key("profile"); json.value(host.configuration.profile.rawValue)
            json.key("configuration"); json.value(host.configuration.hash)
            json.key("build"); json.value(Build.identity)
            json.key("outcome"); json.value(outcome.rawValue)
            json.key("time")
            if host.desk.now.nanoseconds == .min { json.null() } else { json.value(time: host.desk.now.nanoseconds) }
            json.key("events"); json.value(Int(host.desk.sequence))
            json.key("steps"); json.value(host.desk.stepCount)
            json.key("refused_events"); json.value(host.faults)
            json.key("problems"); json.value(host.problems)
            json.key("equity"); json.value(host.book.equity(host.desk))
            json.key("reserve"); json.value(host.book.reserve.description)
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
            json.key("name"); json.value(seat.name)
            json.key("role"); json.value(host.role(seat))
            json.key("state"); json.value(RunHost.state(seat).rawValue)
            json.key("stage"); json.value(orNull: seat.stage.isEmpty ? nil : seat.stage)
            json.key("script"); json.value(seat.version.path)
            json.key("version"); json.value(seat.version.hash)
            json.key("versions"); json.value(seat.versions.count)
            json.key("swapped"); json.value(record?.swapped ?? 0)
            json.key("reverted"); json.value(record?.reverted ?? 0)
            json.key("suspension"); json.value(orNull: seat.suspension)
            json.key("equity"); json.value(seat.equity)
            json.key("cash"); json.value(seat.kernel.account.cash.description)
            json.key("transferred"); json.value(seat.transferred.description)
            json.key("pnl"); json.value(seat.profit)
            json.key("fees"); json.value(seat.kernel.account.feesPaid.description)
            json.key("drawdown"); json.value(seat.drawdown)
            json.key("trades"); json.value(record?.tally.count ?? 0)
            json.key("wins"); json.value(record?.tally.wins ?? 0)
            writeOrders(seat, &json)
            writePositions(seat, &json)
        }
    }

    private func writeOrders(_ seat: Seat, _ json: inout JSONWriter) {
        let counts = seat.kernel.statistics
        json.key("orders")
        json.object(.compact) { json in
            json.key("submitted"); json.value(counts.submitted)
            json.key("filled"); json.value(counts.filled)
            json.key("cancelled"); json.value(counts.cancelled)
            json.key("expired"); json.value(counts.expired)
            json.key("rejected"); json.value(counts.rejections.reduce(0) { $0 + $1.count })
        }
    }

    private func writePositions(_ seat: Seat, _ json: inout JSONWriter) {
        json.key("positions")
        json.array { json in
            for (place, position) in seat.kernel.account.positions.enumerated() where !position.quantity.isZero {
                let index = seat.instruments[place]
                json.object(.compact) { json in
                    json.key("symbol"); json.value(host.desk.instruments[index].symbol)
                    json.key("quantity"); json.value(position.quantity.doubleValue)
                    json.key("price"); json.value(host.desk.latest(index)?.close ?? .nan)
                }
            }
        }
    }

    private func write(_ slot: PolicySlot, _ json: inout JSONWriter) {
        json.object(.compact) { json in
            json.key("name"); json.value(slot.name)
            json.key("script"); json.value(slot.active.version.path)
            json.key("version"); json.value(slot.active.version.hash)
            json.key("failures"); json.value(slot.failures)
            json.key("suspension"); json.value(orNull: slot.suspension)
        }
    }
}

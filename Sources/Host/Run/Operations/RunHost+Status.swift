import Desk
import Glibc
import Kernel
import Market
import Money
import Reporting
import Scripting
import Trading

// What a run looks like at one moment.
extension RunHost {
    func status() -> HostStatus {
        var status = HostStatus(run: configuration.name, profile: configuration.profile.rawValue, process: Int(getpid()))
        status.time = desk.now.nanoseconds == .min ? nil : desk.now
        status.speed = configuration.speed
        status.events = Int(desk.sequence)
        status.eventsPerSecond = rate.perSecond
        status.clutchIsOn = desk.seats.isEmpty || desk.seats.contains(where: \.clutchIsOn)
        status.strategies = desk.seats.map(strategyStatus)
        status.journal = journal?.status
        return status
    }

    private func strategyStatus(_ seat: Seat) -> StrategyStatus {
        var status = StrategyStatus(name: seat.name, script: seat.version.path, hash: seat.version.hash)
        status.version = seat.instance.version
        status.state = RunHost.state(seat)
        status.stage = seat.stage.isEmpty ? nil : seat.stage
        status.role = role(seat)
        status.clutchIsOn = seat.clutchIsOn
        status.equity = seat.equity
        status.pnl = seat.profit
        status.drawdown = seat.peak > 0 ? max(0, 1 - seat.equity / seat.peak) : 0
        status.exposure = seat.equity > 0 ? seat.exposure(desk).gross / seat.equity : 0
        status.positions = seat.kernel.account.heldInstruments
        status.workingOrders = seat.kernel.workingOrders.count
        status.events = seat.stepsDecided
        status.callback = meter.time(of: seat)
        status.memoryBytes = seat.instance.memoryBytes
        status.errors = seat.failures
        status.suspension = seat.suspension
        status.probationLeft = seat.probationLeft
        status.staged = staged.first { $0.names.contains(seat.name) }?.version.hash
        return status
    }

    static func state(_ seat: Seat) -> StrategyStatus.State {
        if seat.isKilled { return .killed }
        if seat.suspension != nil { return .suspended }
        return seat.isPaused ? .paused : .running
    }

    func role(_ seat: Seat) -> String {
        switch seat.role {
        case .live: "live"
        case .shadow(let name): name == seat.name ? "paper" : "shadow of \(name)"
        case .experiment(let name, let isTreatment): "\(isTreatment ? "treatment" : "control") of \(name)\(desk.test(ofTreatment: seat)?.phase == .closing ? ", closing" : "")"
        }
    }

    /// Strategies and policies with their versions.
    func list(_ request: ControlRequest) -> ControlReply {
        guard !request.wantsJSON else { return ControlReply(text: listJSON()) }
        var table = TextTable(
            ["name", "kind", "script", "running", "versions", "staged", "reload"], textColumns: [1, 2, 3, 5, 6])
        for seat in desk.seats {
            let terms = record(of: seat.name)?.terms
            let manner =
                terms.map { "\($0.isAutomatic ? "auto" : "manual")\($0.policy == .anytime ? "" : ", \($0.policy.rawValue)")" }
                ?? ""
            table.add([
                seat.name, role(seat), seat.version.path, String(seat.version.hash.prefix(12)), "\(seat.versions.count)",
                stagedText(seat.name), manner,
            ])
        }
        for slot in policies {
            let state = slot.suspension == nil ? "policy" : "policy, suspended"
            table.add([
                slot.name, state, slot.active.version.path, String(slot.active.version.hash.prefix(12)), "\(slot.versions.count)",
                stagedText(slot.name),
                slot.terms.isAutomatic ? "auto" : "manual",
            ])
        }
        return ControlReply(text: table.text(width: 200, color: false, indent: 0))
    }

    private func stagedText(_ name: String) -> String {
        guard let entry = staged.first(where: { $0.names.contains(name) }) else { return FigureText.missing }
        return "\(entry.version.hash.prefix(12))\(entry.wait == .condition ? " (waits)" : "")"
    }

    private func listJSON() -> String {
        RunJSON.object { json in
            json.key("strategies")
            json.array(.compact) { json in
                for seat in desk.seats { entry(seat.name, role(seat), seat.versions, nil, to: &json) }
            }
            json.key("policies")
            json.array(.compact) { json in
                for slot in policies { entry(slot.name, "policy", slot.versions, slot.suspension, to: &json) }
            }
        }
    }

    private func entry(
        _ name: String, _ role: String, _ versions: [ScriptVersion], _ suspension: String?, to json: inout JSONWriter
    ) {
        json.object(.compact) { json in
            json.pair("name", name)
            json.pair("role", role)
            json.pair("script", versions.last?.path ?? "")
            json.key("versions")
            json.array(.compact) { json in for version in versions { json.value(version.hash) } }
            let waiting = staged.first { $0.names.contains(name) }
            json.pair("staged", orNull: waiting?.version.hash)
            json.pair("waits", waiting?.wait == .condition)
            json.pair("suspension", orNull: suspension)
        }
    }
}

extension Seat {
    /// Equity less all that was ever put in.
    var profit: Double { equity - (terms.cash + transferred).doubleValue }
}

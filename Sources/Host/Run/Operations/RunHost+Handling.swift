import Desk
import Kernel
import Reporting
import Scripting

extension RunHost: ControlHandler {
    func handle(_ request: ControlRequest) -> ControlReply {
        let (word, name) = (request.words.first ?? "", request.words.dropFirst().first ?? "")
        switch word {
        case "status": return answer(request, text: status().text(width: 160), json: status().json)
        case "list": return list(request)
        case "tail":
            return answer(
                request, text: remarks.suffix(50).map { $0.line + "\n" }.joined(),
                json: "[\(remarks.suffix(50).map(\.json).joined(separator: ","))]")
        case "why": return why(request)
        case "step": return step(request)
        case "stop":
            outcome = .stopped
            return answer(request, done: "the run stops: working orders are cancelled")
        case "kill", "clutch": return forAll(request)
        case "ab": return abTest(request)
        case "reload", "stage", "diff", "promote", "rollback": return changeVersion(request, word, name)
        case "pause", "resume", "reset", "params", "shadow": break
        default: return .refused("'\(word)' is not something that this host can do", exitCode: 2, for: request)
        }
        guard let seat = desk.seat(name) else { return .unknownStrategy(name, among: desk.seats.map(\.name), for: request) }
        switch word {
        case "pause": return order(request, [seat], .pause, done: "paused: no bars reach it and no order of it passes")
        case "resume": return order(request, [seat], .resume, done: "goes on")
        case "reset":
            record(of: name)?.isKilledByOperator = false
            return order(request, [seat], .reset, done: "may trade again")
        case "params": return changeParameters(request, seat)
        default: return shadow(request, seat)
        }
    }

    /// Kill and clutch concern one strategy or, without a name, all seats.
    private func forAll(_ request: ControlRequest) -> ControlReply {
        var rest = request.words.dropFirst()
        let isKill = request.words.first == "kill"
        let isOn = isKill ? false : rest.popFirst() == "on"
        // A treatment does what its control does.
        var seats = desk.seats.filter { desk.test(ofTreatment: $0) == nil }
        if let name = rest.first {
            guard let seat = desk.seat(name) else { return .unknownStrategy(name, among: desk.seats.map(\.name), for: request) }
            seats = [seat]
        }
        guard isKill else {
            return order(
                request, seats, .clutch(isOn: isOn), done: isOn ? "orders pass again" : "signals go on, orders do not pass")
        }
        let flatten = request.options["flatten"] != nil
        for seat in seats { record(of: seat.name)?.isKilledByOperator = true }
        let positions = flatten ? " and positions are closed" : ""
        return order(
            request, seats, .kill(flatten: flatten),
            done: "killed: working orders are cancelled\(positions), no order passes until reset")
    }

    /// Gives a command to seats; the answer says what became of it at each.
    func order(_ request: ControlRequest, _ seats: [Seat], _ command: SeatCommand, done: String) -> ControlReply {
        var lines: [String] = []
        var refusals = 0
        for seat in seats {
            let notices = submit(seat.name, command, author: request.author, reason: request.reason)
            if let refusal = RunHost.refusal(in: notices) {
                refusals += 1
                lines.append("\(seat.name): refused: \(refusal)")
            } else {
                lines.append("\(seat.name): \(done)")
            }
        }
        guard refusals < max(seats.count, 1) else { return .refused(lines.joined(separator: "\n"), for: request) }
        return answer(request, done: lines.joined(separator: "\n"))
    }

    static func refusal(in notices: [DeskNotice]) -> String? {
        for notice in notices { if case .refused(let text) = notice.content { return text } }
        return nil
    }

    func answer(_ request: ControlRequest, text: String, json: String) -> ControlReply {
        ControlReply(text: request.wantsJSON ? json : text)
    }

    /// `{"done": text}` where JSON is wanted.
    func answer(_ request: ControlRequest, done: String) -> ControlReply {
        guard request.wantsJSON else { return ControlReply(text: done) }
        return ControlReply(
            text: RunJSON.object { json in
                json.key("done")
                json.value(done)
            })
    }
}

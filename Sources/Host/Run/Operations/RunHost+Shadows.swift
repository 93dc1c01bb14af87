import Desk
import Money

extension RunHost {
    /// `shadow NAME FILE` and `shadow NAME stop`.
    func shadow(_ request: ControlRequest, _ seat: Seat) -> ControlReply {
        let word = request.words.dropFirst(2).first ?? ""
        return word == "stop" ? stopShadows(request, seat) : startShadow(request, seat, word)
    }

    /// A version decides along from here on, with as much money as the strategy has now and a venue of its own.
    private func startShadow(_ request: ControlRequest, _ seat: Seat, _ path: String) -> ControlReply {
        let file: ScriptFile
        do { file = try ScriptFile.read(path) } catch { return .refused("\(error)", exitCode: 2, for: request) }
        var terms = seat.terms
        terms.version = ScriptVersion(path: ScriptFile.shown(path), hash: file.hash, text: file.text)
        terms.role = .shadow(of: seat.name)
        terms.parameters = []
        terms.cash = Amount(seat.equity)?.rounded(toPlaces: 2, .down) ?? terms.cash
        let name = nextShadowName(of: seat.name)
        let notices = submit(name, .open(terms), author: request.author, reason: request.reason)
        if let refusal = RunHost.refusal(in: notices) { return .refused(refusal, for: request) }
        return answer(
            request,
            done: "\(name): \(file.hash.prefix(12)) decides along with \(terms.cash.text(places: 2)) on a venue of its own")
    }

    private func nextShadowName(of name: String) -> String {
        var number = 1
        while desk.seat(RunHost.shadowName(name, number)) != nil { number += 1 }
        return RunHost.shadowName(name, number)
    }

    private static func shadowName(_ name: String, _ number: Int) -> String {
        number == 1 ? "\(name).shadow" : "\(name).shadow\(number)"
    }

    /// Ends all shadows of a strategy, or the one that is named.
    private func stopShadows(_ request: ControlRequest, _ seat: Seat) -> ControlReply {
        let shadows = desk.seats.filter { shadow in
            guard record(of: shadow.name) == nil, case .shadow(let original) = shadow.role else { return false }
            return original == seat.name || shadow === seat
        }
        guard !shadows.isEmpty else { return .refused("\(seat.name) has no shadow", for: request) }
        var lines: [String] = []
        for shadow in shadows {
            let original: String = if case .shadow(let name) = shadow.role { name } else { "" }
            let equity = IndicatorCommand.plain(((shadow.equity - shadow.terms.cash.doubleValue) * 100).rounded() / 100)
            submit(shadow.name, .close, author: request.author, reason: request.reason)
            lines.append("\(shadow.name): stopped; it earned \(equity) beside \(original)")
        }
        return answer(request, done: lines.joined(separator: "\n"))
    }
}

import Desk
import Experiments
import Market
import Reporting
import Risk
import Scripting

// `ab start`, `ab status` and `ab stop`, and verdicts that need no operator.
extension RunHost {
    func abTest(_ request: ControlRequest) -> ControlReply {
        let (word, name) = (request.words.dropFirst().first ?? "", request.words.dropFirst(2).first ?? "")
        if word == "status", name.isEmpty { return abStatus(request, nil) }
        guard let seat = desk.seat(name) else {
            return .unknownStrategy(name, among: desk.seats.filter { $0.role == .live }.map(\.name), for: request)
        }
        switch word {
        case "start": return startTest(request, seat)
        case "stop": return stopTest(request, seat)
        default: return abStatus(request, name)
        }
    }

    private func startTest(_ request: ControlRequest, _ seat: Seat) -> ControlReply {
        let path = request.words.dropFirst(3).first ?? ""
        let terms: ABTerms
        do {
            let asked = try ABRequest(request.options)
            let file = try ScriptFile.read(path)
            let periods = asked.periodsPerYear ?? periodsPerYear(asked.pairing, seat)
            terms = ABTerms(
                version: ScriptVersion(path: path, hash: file.hash, text: file.text),
                rules: try asked.rules(periodsPerYear: periods),
                pairing: asked.pairing, periodsPerYear: periods)
        } catch {
            return .refused("\(error)", exitCode: 2, for: request)
        }
        let notices = submit(seat.name, .startTest(terms), author: request.author, reason: request.reason)
        if let refusal = RunHost.refusal(in: notices) { return .refused("\(seat.name): \(refusal)", for: request) }
        return answer(
            request,
            done: notices.compactMap { if case .test(let notice) = $0.content { notice.text } else { nil } }.joined(
                separator: "\n"))
    }

    private func periodsPerYear(_ pairing: ABTerms.Pairing, _ seat: Seat) -> Double {
        pairing == .day ? book.daysPerYear : PeriodsPerYear.infer(times: desk.rememberedTimes(of: seat)).value
    }

    private func stopTest(_ request: ControlRequest, _ seat: Seat) -> ControlReply {
        let adopts = request.options["adopt"] != nil
        guard adopts != (request.options["keep"] != nil), request.options.count == 1 else {
            return .refused(
                "ab stop \(seat.name): expected one of --keep (the strategy keeps its version) and --adopt (it takes the "
                    + "treatment's over)",
                exitCode: 2, for: request)
        }
        guard let test = desk.test(of: seat.name) else { return .refused("there is no test of \(seat.name)", for: request) }
        guard adopts, test.phase != .closing else {
            return order(
                request, [seat], .stopTest,
                done: "its version stays; the treatment closes what it holds, then its cash comes back")
        }
        let version = test.treatment.version
        switch ReloadTransaction(self, [seat.name], version, author: request.author, reason: request.reason).run() {
        case .swapped:
            let probation = seat.isOnProbation ? ", on probation for \(seat.probationLeft) events" : ""
            return answer(
                request,
                done:
                    "\(seat.name): runs \(version.hash.prefix(12))\(probation); the treatment closes what it holds, "
                    + "then its cash comes back"
            )
        case .staged:
            return answer(
                request,
                done: "\(seat.name): \(version.hash.prefix(12)) takes over when its policy allows; the test goes on until then")
        case .same(let text), .refused(let text): return .refused("\(seat.name): \(text): the test goes on", for: request)
        }
    }

    private func abStatus(_ request: ControlRequest, _ name: String?) -> ControlReply {
        var open = desk.tests.map { ABSummary($0) }.filter { name == nil || $0.name == name }
        var closed = desk.closedTests.map { ABSummary($0) }.filter { name == nil || $0.name == name }
        if name != nil {
            for index in open.indices { open[index].addStatistics(seed: configuration.seed) }
            for index in closed.indices { closed[index].addStatistics(seed: configuration.seed) }
        }
        guard !request.wantsJSON else {
            return ControlReply(
                text: RunJSON.object { json in
                    json.key("tests")
                    json.array(.compact) { json in for summary in open { summary.write(&json) } }
                    json.key("closed")
                    json.array(.compact) { json in for summary in closed { summary.write(&json) } }
                })
        }
        guard !(open.isEmpty && closed.isEmpty) else {
            return ControlReply(
                text: "no A/B test\(name.map { " of \($0)" } ?? ""): perigee ctl ab start \(name ?? "NAME") FILE begins one")
        }
        let ended = closed.reversed().map(\.line).joined(separator: "\n")
        let text = open.map { $0.text(width: 160) }.joined(separator: "\n")
        return ControlReply(text: [text, ended].filter { !$0.isEmpty }.joined(separator: "\n"))
    }

    /// Looks are told by `ab status`; everything else as it happens.
    func note(_ notice: ABNotice, of name: String) {
        guard notice.step != .looked else { return }
        remark(
            .test, name,
            notice.step == .started || notice.step == .closing ? notice.text : "\(notice.step.rawValue): \(notice.text)")
    }

    /// Does what the tests have decided, where the configuration says `ab: {adopt: auto}`: once for each verdict.
    func carryOutVerdicts() {
        for test in desk.tests where test.phase == .comparing {
            guard let decision = test.experiment.decision else { continue }
            guard decision.verdict == .adoptTreatment else {
                submit(test.name, .stopTest, author: "ab", reason: test.reason)
                continue
            }
            let key = "\(test.name) \(test.treatment.version.hash) \(test.startedAt.nanoseconds)"
            guard !attemptedAdoptions.contains(key) else { continue }
            attemptedAdoptions.append(key)
            _ = ReloadTransaction(self, [test.name], test.treatment.version, author: "ab", reason: test.reason).run()
        }
    }
}

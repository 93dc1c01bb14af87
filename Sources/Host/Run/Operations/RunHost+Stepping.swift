import Desk
import Market

// A rehearsal: events come when an operator says so, and have been processed when the answer comes.
extension RunHost {
    /// How far to step.
    private enum Distance {
        case events(Int)
        /// To the last event that is complete by then.
        case moment(Int64)
    }

    func step(_ request: ControlRequest) -> ControlReply {
        guard configuration.isStepped, let tape = source.tape else {
            return .refused("events come by themselves: 'speed: step' in the configuration lets them wait for 'ctl step'", exitCode: 2, for: request)
        }
        let text = request.words.dropFirst().first ?? "1"
        guard let distance = distance(text, tape) else {
            return .refused("step '\(text)': expected a number of events, a duration such as 1d, or a date such as 2020-01-31", exitCode: 2, for: request)
        }
        var count = 0
        while outcome == nil, let moment = tape.moment {
            if case .events(let limit) = distance, count >= limit { break }
            if case .moment(let last) = distance, moment > last { break }
            take(source.take(), moment: moment)
            count += 1
        }
        do { try journal?.flush() } catch { fail("\(error)") }
        let events = count == 1 ? "1 event" : "\(count) events"
        return answer(request, done: "\(events), now \(desk.now.text)\(tape.moment == nil ? "; no more are to come" : "")")
    }

    private func distance(_ text: String, _ tape: any EventTape) -> Distance? {
        if let count = Int(text) { return count > 0 ? .events(count) : nil }
        // From the newest event on, or from the first where none has come.
        let from = newestMoment ?? tape.moment
        if let duration = Timeframe(text), let from { return .moment(duration.code > 0 ? from + duration.code : duration.end(ofPeriod: duration.period(of: from))) }
        guard let time = Array(text.utf8).withUnsafeBytes({ Timestamp.parse($0) }) else { return nil }
        return .moment(time.isDate ? time.time.nanoseconds + 86_400_000_000_000 : time.time.nanoseconds)
    }
}

import Desk
import Kernel

extension RunHost {
    /// `params NAME k=v …`: changes are made together, as soon as the strictest of their policies allows.
    func changeParameters(_ request: ControlRequest, _ seat: Seat) -> ControlReply {
        if let refusal = request.refusal(strategy: seat.name, running: seat.version.hash, staged: nil) { return refusal }
        var changes: [ParameterChange] = []
        var policy = ChangePolicy.anytime
        for setting in request.words.dropFirst(2) {
            let parsed: (name: String, value: Double)
            do { parsed = try BacktestOptions.override(setting) } catch {
                return .refused(
                    "'\(setting)': expected NAME=VALUE with a number, true or false, as in fast=12", exitCode: 2, for: request)
            }
            let own = record(of: seat.name)?.terms.policy(of: parsed.name) ?? .anytime
            guard own != .never else {
                return .refused(
                    "parameter '\(parsed.name)' has policy never: change it in the configuration, for the next start",
                    for: request)
            }
            // A day's end is later than a flat book, as a rule; both together wait for the day.
            if own != .anytime { policy = policy == .nextSession ? policy : own }
            changes.append(ParameterChange(name: parsed.name, value: parsed.value))
        }
        let words = changes.map { "\($0.name) = \(IndicatorCommand.plain($0.value))" }.joined(separator: ", ")
        guard allows(policy, seat.name, since: book.day) else {
            waitingParameters.append(
                WaitingParameters(
                    name: seat.name, changes: changes, policy: policy, author: request.author, reason: request.reason,
                    day: book.day ?? .min))
            let when =
                policy == .nextSession
                ? "before the first event of the next day" : "as soon as \(seat.name) holds nothing and no order works"
            remark(.operation, seat.name, "\(words) takes effect \(when)", author: request.author)
            return answer(request, done: "\(seat.name): \(words) takes effect \(when)")
        }
        return order(request, [seat], .parameters(changes), done: words)
    }
}

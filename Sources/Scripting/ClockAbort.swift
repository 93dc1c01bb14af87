/// A turn of a script that the clock stopped, with all that it left behind: what a replay needs to stop there too without calling it, and
/// what a version that takes over from the script gets of it.
public struct ClockAbort: Hashable, Sendable {
    /// The number of the instance's turn, from 1; 0 while it was loaded or migrated.
    public var turn: UInt64
    public var message: String
    public var line: Int
    public var traceback: String
    public var callback: String
    /// The number that the script knew the event by.
    public var event: UInt64
    /// `ctx.state` in the byte form of `ScriptValue`; nil where it cannot be kept outside of the script.
    public var state: [UInt8]?
    public var nextOrderHandle: Int64
    public var timerNames: [String]
    /// What it said in the turn.
    public var log: [ScriptLog.Line]

    public init(
        turn: UInt64, message: String, line: Int, traceback: String, callback: String, event: UInt64, state: [UInt8]? = nil,
        nextOrderHandle: Int64 = 0, timerNames: [String] = [], log: [ScriptLog.Line] = []
    ) {
        self.turn = turn
        self.message = message
        self.line = line
        self.traceback = traceback
        self.callback = callback
        self.event = event
        self.state = state
        self.nextOrderHandle = nextOrderHandle
        self.timerNames = timerNames
        self.log = log
    }

    /// An abort before the first turn; nil for any other failure.
    public init?(loading error: ScriptError) {
        guard error.kind == .budget else { return nil }
        self.init(
            turn: 0, message: error.message, line: error.line, traceback: error.traceback, callback: error.callback, event: error.event)
    }

    /// The error that the script ended with.
    public func error(path: String, hash: String) -> ScriptError {
        ScriptError(
            kind: .budget, message: message, path: path, line: line, traceback: traceback, hash: hash, callback: callback, event: event)
    }
}

extension ScriptInstance {
    /// Makes the instance fail at a turn to come as the clock made it fail in the run that is replayed.
    public func expect(_ abort: ClockAbort) {
        guard failure == nil, abort.turn > turns else { return }
        expectedAbort = abort
    }

    func noteClockAbort() {
        guard let failure, failure.kind == .budget else { return }
        clockAbort = ClockAbort(
            turn: turns, message: failure.message, line: failure.line, traceback: failure.traceback, callback: failure.callback,
            event: failure.event, state: (try? exportState())?.bytes, nextOrderHandle: nextOrderHandle, timerNames: timerNames,
            log: Array(log.lines.dropFirst(logMark)))
    }

    /// - Returns: whether this is the turn; the instance has failed then, with what the aborted turn left.
    func takeExpectedAbort() -> Bool {
        guard let abort = expectedAbort, abort.turn == turns else { return false }
        expectedAbort = nil
        // A state that was kept can be kept again: it came out of a script with the same limits.
        if let bytes = abort.state, let state = try? ScriptValue(bytes: bytes) { try? importState(state) }
        try? adoptMoreTimerNames(abort.timerNames)
        nextOrderHandle = abort.nextOrderHandle
        for line in abort.log { log.append(line) }
        failure = abort.error(path: path, hash: hash)
        clockAbort = abort
        return true
    }
}

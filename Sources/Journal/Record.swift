import Kernel
import Market
import Trading

/// What one entry of a journal says: something that happened to the kernel with the effects it had, or a note of the host.
public struct Record: Sendable {
    public enum Content: Sendable {
        /// An event other than bars.
        case event(Event)
        /// The bars of these steps, one event each. Only the last of them had effects, if any had.
        case bars(Range<Int>)
        /// The script was stopped.
        case failure(ScriptFailure)
        /// The run ended in good order: nothing follows.
        case closed(RunOutcome)
        /// From the next event on another version of a script decides.
        case script(ScriptChange)
        /// Anything else that the host wants kept in its place, such as what an operator asked for.
        case note(HostNote)
    }
    public let content: Content
    public let effects: [Effect]

    public init(_ content: Content, effects: [Effect] = []) {
        self.content = content
        self.effects = effects
    }

    /// How many events the record stands for: notes of the host are none.
    public var eventCount: Int {
        switch content {
        case .event: 1
        case .bars(let steps): steps.count
        case .failure, .closed, .script, .note: 0
        }
    }

    public var kind: RecordKind {
        switch content {
        case .event(let event): RecordKind(event)
        case .bars: .bars
        case .failure: .failure
        case .closed: .closed
        case .script: .script
        case .note: .note
        }
    }
}

/// Another version of a script. Its text is in the journal under its hash.
public struct ScriptChange: Hashable, Sendable {
    public let name: String
    public let hash: String
    /// Who changed it: an operator's name, or the host's when it rolled back.
    public let author: String
    public let reason: String

    public init(name: String, hash: String, author: String, reason: String) {
        self.name = name
        self.hash = hash
        self.author = author
        self.reason = reason
    }
}

/// Something of the host that no event says.
public struct HostNote: Hashable, Sendable {
    public let topic: String
    public let fields: [Manifest.Setting]

    public init(topic: String, fields: [Manifest.Setting]) {
        self.topic = topic
        self.fields = fields
    }
}

/// Why a script was stopped. An abort by the clock repeats in no replay, so a replay takes it from here.
public struct ScriptFailure: Hashable, Sendable {
    /// The kind of an abort by the clock.
    public static let byClock = "budget"
    /// Such as `runtime`, `budget` or `memory`.
    public let kind: String
    /// Begins with file and line where they are known.
    public let message: String
    public let line: Int32

    public init(kind: String, message: String, line: Int32) {
        self.kind = kind
        self.message = message
        self.line = line
    }
}

/// How a run ended.
@frozen
public enum RunOutcome: UInt8, Sendable, CaseIterable {
    case completed, interrupted, failed

    /// The stable key in JSON.
    public var key: String {
        switch self {
        case .completed: "completed"
        case .interrupted: "interrupted"
        case .failed: "failed"
        }
    }
}

/// The first byte of a record after its version. Codes are never reused.
@frozen
public enum RecordKind: UInt8, Sendable, CaseIterable {
    case start = 1, bars, quote, tick, report, corporateAction, clock, parameters, end
    case failure = 32, closed, script, note
    case deskBars = 64, deskClock, deskAction, deskCommand, deskEnd

    init(_ event: Event) {
        self =
            switch event {
            case .start: .start
            case .bars: .bars
            case .quote: .quote
            case .tick: .tick
            case .report: .report
            case .corporateAction: .corporateAction
            case .clock: .clock
            case .parametersChanged: .parameters
            case .end: .end
            }
    }

    /// The stable key in JSON and messages.
    public var key: String {
        switch self {
        case .start: "start"
        case .bars: "bars"
        case .quote: "quote"
        case .tick: "tick"
        case .report: "report"
        case .corporateAction: "corporate_action"
        case .clock: "clock"
        case .parameters: "parameters"
        case .end: "end"
        case .failure: "failure"
        case .closed: "closed"
        case .script: "script"
        case .note: "note"
        case .deskBars: "desk_bars"
        case .deskClock: "desk_clock"
        case .deskAction: "desk_corporate_action"
        case .deskCommand: "desk_command"
        case .deskEnd: "desk_end"
        }
    }

    /// Whether an entry of this kind is a `DeskRecord`.
    public var isOfDesk: Bool { rawValue >= RecordKind.deskBars.rawValue }
}

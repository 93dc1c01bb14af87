import Desk

/// What one entry of a desk's journal says: an event, what came of it, and where the clock stopped a script.
public struct DeskRecord: Sendable {
    public let event: DeskEvent
    /// Whether the host came to the event by itself while it took an event of its source, as policies do: a replay comes to it again.
    public let isOwn: Bool
    public let notices: [DeskNotice]
    public let aborts: [DeskAbort]

    public init(_ event: DeskEvent, isOwn: Bool = false, notices: [DeskNotice] = [], aborts: [DeskAbort] = []) {
        self.event = event
        self.isOwn = isOwn
        self.notices = notices
        self.aborts = aborts
    }

    /// The versions of scripts that it names, each of whose texts the journal must have.
    public var versions: [ScriptVersion] {
        var found: [ScriptVersion] = []
        if case .command(let order) = event, let version = order.command.version { found.append(version) }
        for notice in notices {
            switch notice.content {
            case .reverted(let version, _), .committed(let version): found.append(version)
            default: break
            }
        }
        return found
    }
}

extension SeatCommand {
    /// The version that it brings.
    public var version: ScriptVersion? {
        switch self {
        case .open(let terms): terms.version
        case .swap(let version, _): version
        case .startTest(let terms): terms.version
        default: nil
        }
    }
}

extension RecordKind {
    init(_ event: DeskEvent) {
        self =
            switch event {
            case .bars: .deskBars
            case .clock: .deskClock
            case .corporateAction: .deskAction
            case .command: .deskCommand
            case .end: .deskEnd
            }
    }
}

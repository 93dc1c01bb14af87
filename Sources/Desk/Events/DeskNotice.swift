import Kernel
import Market
import Trading

/// What came of an event, for whoever keeps the journal and shows the desk. Notices follow from events alone: a replay has the same.
public struct DeskNotice: Sendable {
    public enum Content: Sendable {
        case effect(Effect)
        case report(VenueReport)
        case trade(ClosedTrade)
        case log(line: Int, text: String)
        /// The script failed; the seat is suspended.
        case suspended(String)
        /// A new version failed on probation; the one before it decides again, from this very event on.
        case reverted(to: ScriptVersion, because: String)
        /// A new version has passed its probation.
        case committed(ScriptVersion)
        /// A command was carried out.
        case done(String)
        /// A command was refused; nothing changed.
        case refused(String)
        /// Something came of an A/B test of the seat.
        case test(ABNotice)
    }
    public let seat: String
    public let content: Content

    public init(seat: String, _ content: Content) {
        self.seat = seat
        self.content = content
    }
}

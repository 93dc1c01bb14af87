import Kernel
import Market
import Trading

/// Everything that can happen to a desk. Events are plain data with the time inside: the same events give the same desk, byte for byte.
public enum DeskEvent: Sendable {
    /// Bars that are complete at one moment, in the order of the desk's instruments, each instrument at most once.
    case bars([Bar])
    /// Time has passed without market data; due timers fire.
    case clock(Timestamp)
    /// A split or dividend takes effect.
    case corporateAction(CorporateAction)
    /// An operator, the configuration or a policy wants something of a seat, or of all of them.
    case command(Order)
    /// The run ends; nothing follows.
    case end

    /// Who wants what of whom, and why.
    public struct Order: Sendable {
        /// The seat's name; empty for all seats.
        public let seat: String
        public let command: SeatCommand
        public let author: String
        public let reason: String

        public init(seat: String, command: SeatCommand, author: String, reason: String = "") {
            self.seat = seat
            self.command = command
            self.author = author
            self.reason = reason
        }
    }
}

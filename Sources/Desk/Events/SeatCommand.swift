import Kernel
import Money

/// What can be asked of a seat.
public enum SeatCommand: Sendable {
    /// A new seat, flat, with capital of its own.
    case open(SeatTerms)
    /// Another version decides from the next event on.
    case swap(ScriptVersion, ProbationTerms)
    /// Back to the version before the last swap: at once while it is on probation, else as a swap.
    case rollback
    /// No bars and timers reach the script, and no order of it passes, until `resume`.
    case pause
    case resume
    /// Cancels what works, and lets no order pass until an operator resets it; with `flatten` closes what is open first.
    case kill(flatten: Bool)
    case reset
    /// Cancels what works.
    case cancel
    /// Signals go on; while the clutch is off, orders do not pass.
    case clutch(isOn: Bool)
    case parameters([ParameterChange])
    /// Closes what is open, cancels what works and removes the seat. Only for shadows and experiments, or flat seats.
    case close
    /// Moves cash into the seat, or out of it where negative.
    case transfer(Amount)
    /// Limits that bind beside those of the seat's terms: the stricter of the two hold.
    case limits(RiskLimits)
    /// The stage of its life that the seat is in, and the share of its capital that it gets there.
    case stage(String, capital: Double)
    /// Another version begins beside a live seat, with a part of its cash, and is compared with it.
    case startTest(ABTerms)
    /// Ends the comparison: the treatment closes what it holds, and its cash goes back. A swap to the treatment's version does the same.
    case stopTest

    /// The stable key in journals and JSON.
    public var key: String {
        switch self {
        case .open: "open"
        case .swap: "swap"
        case .rollback: "rollback"
        case .pause: "pause"
        case .resume: "resume"
        case .kill: "kill"
        case .reset: "reset"
        case .cancel: "cancel"
        case .clutch: "clutch"
        case .parameters: "parameters"
        case .close: "close"
        case .transfer: "transfer"
        case .limits: "limits"
        case .stage: "stage"
        case .startTest: "ab_start"
        case .stopTest: "ab_stop"
        }
    }
}

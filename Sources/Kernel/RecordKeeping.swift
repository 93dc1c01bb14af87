/// What a kernel remembers of what is over.
public enum RecordKeeping: Sendable {
    /// Equity of every step, changes of positions, lines of orders: what a report is made of.
    case everything
    /// Only what is needed to go on: a host that runs for years keeps the rest in its journal.
    case newest
}

import Desk

/// Events that are known beforehand, one after the other.
protocol EventTape: AnyObject {
    var feeds: [InstrumentFeed] { get }
    var origin: [String] { get }
    /// The moment of the next event in nanoseconds; nil at the end.
    var moment: Int64? { get }
    func take() -> DeskEvent
}

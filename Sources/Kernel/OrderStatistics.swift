import Market
import Trading

/// Counts of what became of the orders of a run.
public struct OrderStatistics: Sendable {
    public struct Rejection: Hashable, Sendable {
        public let reason: RejectReason
        public var count: Int
        public let firstTime: Timestamp
        public let firstLine: Int32
    }
    public internal(set) var submitted = 0
    public internal(set) var filled = 0
    /// Executions, partial ones included.
    public internal(set) var fills = 0
    public internal(set) var cancelled = 0
    public internal(set) var expired = 0
    /// In the order in which each reason first occurred.
    public internal(set) var rejections: [Rejection] = []

    mutating func reject(_ reason: RejectReason, time: Timestamp, line: Int32) {
        if let index = rejections.firstIndex(where: { $0.reason == reason }) {
            rejections[index].count += 1
        } else {
            rejections.append(Rejection(reason: reason, count: 1, firstTime: time, firstLine: line))
        }
    }
}

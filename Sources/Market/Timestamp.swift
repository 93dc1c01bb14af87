/// A moment in UTC nanoseconds since 1970-01-01T00:00:00Z. Covers 1678 to 2262.
@frozen
public struct Timestamp: Hashable, Comparable, Sendable {
    public let nanoseconds: Int64

    @inlinable public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    @inlinable
    public static func < (a: Timestamp, b: Timestamp) -> Bool { a.nanoseconds < b.nanoseconds }
    @inlinable public static func - (a: Timestamp, b: Timestamp) -> Int64 { a.nanoseconds - b.nanoseconds }
    @inlinable public static func + (a: Timestamp, nanoseconds: Int64) -> Timestamp { Timestamp(nanoseconds: a.nanoseconds + nanoseconds) }
}

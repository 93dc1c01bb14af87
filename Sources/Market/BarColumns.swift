/// The bars of one symbol as columns, oldest first: the form in which a run holds prices. Those of a backtest never change, those of
/// a running host grow by `append`.
///
/// Columns are raw memory so that the Lua bridge and the kernels read them without reference counting; they live as long as
/// this object. `open…close` are `Double`s read from decimals of at most nine places, so `Price(open[i])` recovers the exact one.
public final class BarColumns: @unchecked Sendable {
    public private(set) var count: Int
    /// UTC nanoseconds, strictly increasing: the label that the data gives the bar.
    public let time: UnsafePointer<Int64>
    public let open: UnsafePointer<Double>
    public let high: UnsafePointer<Double>
    public let low: UnsafePointer<Double>
    public let close: UnsafePointer<Double>
    public let volume: UnsafePointer<Double>
    /// Added to `time` it gives the moment at which the bar is complete and may be seen: a day for bars labelled with a date
    /// only, the interval for bars labelled with their opening, zero for bars labelled with their close.
    public let completionOffset: Int64

    /// Nil where the columns grow.
    private let memory: UnsafeMutableRawPointer?
    private let growing: GrowingColumns?

    /// Allocates room for `count` bars and lets `fill` write all six columns.
    public init(
        count: Int, completionOffset: Int64 = 0,
        fill: (
            _ time: UnsafeMutablePointer<Int64>, _ open: UnsafeMutablePointer<Double>, _ high: UnsafeMutablePointer<Double>,
            _ low: UnsafeMutablePointer<Double>, _ close: UnsafeMutablePointer<Double>, _ volume: UnsafeMutablePointer<Double>
        ) throws -> Void
    ) rethrows {
        precondition(count >= 0)
        let stride = max(count, 1) * 8
        let memory = UnsafeMutableRawPointer.allocate(byteCount: stride * 6, alignment: 64)
        func column(_ index: Int) -> UnsafeMutablePointer<Double> {
            (memory + index * stride).bindMemory(to: Double.self, capacity: max(count, 1))
        }
        let times = memory.bindMemory(to: Int64.self, capacity: max(count, 1))
        let columns = (column(1), column(2), column(3), column(4), column(5))
        do {
            try fill(times, columns.0, columns.1, columns.2, columns.3, columns.4)
        } catch {
            memory.deallocate()
            throw error
        }
        self.count = count
        self.memory = memory
        growing = nil
        self.time = UnsafePointer(times)
        self.open = UnsafePointer(columns.0)
        self.high = UnsafePointer(columns.1)
        self.low = UnsafePointer(columns.2)
        self.close = UnsafePointer(columns.3)
        self.volume = UnsafePointer(columns.4)
        self.completionOffset = completionOffset
    }

    /// Columns without bars that grow.
    /// - Returns: nil where the system does not give the address space.
    public init?(growing completionOffset: Int64) {
        guard let growing = GrowingColumns(count: 6) else { return nil }
        self.growing = growing
        memory = nil
        count = 0
        time = UnsafePointer(growing.column(0, of: Int64.self))
        open = UnsafePointer(growing.column(1))
        high = UnsafePointer(growing.column(2))
        low = UnsafePointer(growing.column(3))
        close = UnsafePointer(growing.column(4))
        volume = UnsafePointer(growing.column(5))
        self.completionOffset = completionOffset
    }

    deinit { memory?.deallocate() }

    /// Adds a bar later than the last. Only for columns that grow.
    public func append(_ bar: Bar) {
        guard let growing else { preconditionFailure("the columns of a backtest do not grow") }
        precondition(count < GrowingColumns.rowLimit && (count == 0 || bar.time.nanoseconds > time[count - 1]))
        growing.column(0, of: Int64.self)[count] = bar.time.nanoseconds
        growing.column(1)[count] = bar.open
        growing.column(2)[count] = bar.high
        growing.column(3)[count] = bar.low
        growing.column(4)[count] = bar.close
        growing.column(5)[count] = bar.volume
        count += 1
    }

    /// Gives the memory of bars before `row` back; they must not be read any more.
    public func release(before row: Int) { growing?.release(before: row) }
}

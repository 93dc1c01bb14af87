/// Pairs of returns of two versions over the same spans, in the order of time.
public struct PairedReturns: Equatable, Sendable {
    public private(set) var list: [PairedReturn] = []
    /// How many UTC dates the pairs end on.
    public private(set) var days = 0
    /// Closed trades of the two versions.
    public private(set) var controlTrades = 0
    public private(set) var treatmentTrades = 0

    public init() {}

    public var count: Int { list.count }
    public var times: [Int64] { list.map(\.time) }
    public var control: [Double] { list.map(\.control) }
    public var treatment: [Double] { list.map(\.treatment) }
    /// Treatment less control, pair by pair.
    public var differences: [Double] { list.map { $0.treatment - $0.control } }

    /// Throws `ExperimentError` for a time that is not after the last, a return that is not a finite number and a negative count
    /// of trades; nothing is added then.
    public mutating func append(_ pair: PairedReturn) throws {
        try pair.validate()
        let last = list.last?.time
        if let last, pair.time <= last { throw ExperimentError("time", pair.time, "a time after the last pair's, \(last)") }
        if last.map({ PairedReturns.day($0) != PairedReturns.day(pair.time) }) ?? true { days += 1 }
        list.append(pair)
        controlTrades += pair.controlTrades
        treatmentTrades += pair.treatmentTrades
    }

    /// Days since 1970-01-01, rounded down.
    static func day(_ time: Int64) -> Int64 {
        let day: Int64 = 86_400_000_000_000
        return time >= 0 ? time / day : (time + 1) / day - 1
    }
}

@testable import Indicators

/// SplitMix64 (Steele, Lea, Flood 2014).
struct GraphTestRandom {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    /// Few distinct values, so that ties, crossings and touches are common; some NaN and infinities.
    mutating func value() -> Double {
        switch below(40) {
        case 0: .nan
        case 1: below(2) == 0 ? .infinity : -.infinity
        case 2...20: Double(below(7)) - 3
        default: Double(below(20_001)) / 1_000 - 10
        }
    }
}

/// Raw columns and alignments of a few spaces, owned for the length of a test.
final class GraphTestWorld {
    static let weekly = SourceKey(timeframe: 604_800_000_000_000)
    static let spy = SourceKey(symbol: 0)

    let rows: [SourceKey: Int]
    private var columns: [SourceKey: [SeriesField: UnsafeMutablePointer<Double>]] = [:]
    private var maps: [SourceKey: UnsafeMutablePointer<Int32>] = [:]
    private(set) var sourceRequests = 0

    init(rows: [SourceKey: Int], _ value: (SourceKey, SeriesField, Int) -> Double) {
        self.rows = rows
        for (key, count) in rows {
            for field in SeriesField.allCases {
                let column = UnsafeMutablePointer<Double>.allocate(capacity: count + 1)
                for row in 0..<count { column[row] = value(key, field, row) }
                columns[key, default: [:]][field] = column
            }
        }
    }

    /// Random columns, and random alignments that never decrease.
    convenience init(seed: UInt64, native: Int) {
        var random = GraphTestRandom(state: seed)
        let counts = [SourceKey.native: native, Self.weekly: native / 5 + 1, Self.spy: native + 3]
        self.init(rows: counts) { _, _, _ in random.value() }
        for key in [Self.weekly, Self.spy] {
            var latest = -1
            align(key) { _ in
                latest = min(latest + random.below(key == Self.spy ? 3 : 2), counts[key]! - 1)  // the key is in the table
                return latest
            }
        }
    }

    convenience init(close: [Double]) {
        self.init(rows: [.native: close.count]) { _, _, row in close[row] }
    }

    deinit {
        for fields in columns.values { for column in fields.values { column.deallocate() } }
        for map in maps.values { map.deallocate() }
    }

    func align(_ key: SourceKey, _ source: (Int) -> Int) {
        let count = rows[.native] ?? 0
        let map = UnsafeMutablePointer<Int32>.allocate(capacity: count + 1)
        for row in 0..<count { map[row] = Int32(source(row)) }
        maps[key] = map
    }

    func column(_ key: SourceKey, _ field: SeriesField) -> UnsafePointer<Double>? {
        sourceRequests += 1
        return columns[key]?[field].map { UnsafePointer($0) }
    }

    func map(_ key: SourceKey) -> UnsafePointer<Int32>? { maps[key].map { UnsafePointer($0) } }

    func row(_ key: SourceKey, _ index: Int) -> SeriesRow {
        func at(_ field: SeriesField) -> Double { columns[key]?[field]?[index] ?? .nan }
        return SeriesRow(
            open: at(.open), high: at(.high), low: at(.low), close: at(.close), volume: at(.volume), time: at(.time))
    }

    func evaluate(
        _ graph: SeriesGraph, keep: [SeriesID], triggers: [SeriesTrigger] = []
    ) throws -> SeriesColumns {
        try graph.evaluate(
            keep: keep, triggers: triggers, rows: { self.rows[$0] ?? 0 }, source: column, alignment: map)
    }

    func values(_ graph: SeriesGraph, _ id: SeriesID) throws -> [Double] {
        let columns = try evaluate(graph, keep: [id])
        return (0..<columns.rows(id)).map { columns.column(id)![$0] }  // kept in the line above
    }

    /// Every row through the streaming form: the values of the kept nodes after each native step, and the firings.
    func stream(
        _ graph: SeriesGraph, keep: [SeriesID], triggers: [SeriesTrigger] = []
    ) throws -> (values: [[Double]], firings: [TriggerSchedule.Firing]) {
        let streaming = try StreamingGraph(graph, keep: keep, triggers: triggers)
        var values = Array(repeating: [Double](), count: keep.count)
        var firings: [TriggerSchedule.Firing] = []
        var pushed: [SourceKey: Int] = [:]
        for row in 0..<(rows[.native] ?? 0) {
            for key in streaming.foreignSpaces {
                let latest = Int(maps[key]?[row] ?? -1)
                while pushed[key, default: 0] <= latest {
                    streaming.push(key, self.row(key, pushed[key, default: 0]))
                    pushed[key, default: 0] += 1
                }
            }
            streaming.step(self.row(.native, row))
            for position in keep.indices { values[position].append(streaming.value(position)) }
            firings += streaming.fired
        }
        return (values, firings)
    }
}

/// The same bits; all NaNs are one.
func sameBits(_ x: Double, _ y: Double) -> Bool { x.bitPattern == y.bitPattern || (x.isNaN && y.isNaN) }

func sameBits(_ x: [Double], _ y: [Double]) -> Bool { x.count == y.count && zip(x, y).allSatisfy(sameBits) }

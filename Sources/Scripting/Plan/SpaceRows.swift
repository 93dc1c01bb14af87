import Indicators
import Kernel
import Market

/// The rows of other symbols and timeframes, and which of them each native row may see.
final class SpaceRows {
    private struct Key: Hashable {
        let native: Int
        let space: SourceKey
    }
    private let market: MarketData
    private var resampled: [SourceKey: Resampling] = [:]
    private var maps: [Key: UnsafeMutablePointer<Int32>] = [:]
    private var seconds: [SourceKey: UnsafeMutablePointer<Double>] = [:]

    init(_ market: MarketData) { self.market = market }

    deinit {
        for map in maps.values { map.deallocate() }
        for column in seconds.values { column.deallocate() }
    }

    /// The key with the instance's own symbol made explicit, so that equal spaces share their bars.
    private func explicit(_ key: SourceKey, for native: Int) -> SourceKey {
        SourceKey(symbol: key.symbol < 0 ? Int32(native) : key.symbol, timeframe: key.timeframe)
    }

    func bars(_ key: SourceKey, for native: Int) -> BarColumns {
        let key = explicit(key, for: native)
        guard key.timeframe != 0 else { return market.bars[Int(key.symbol)] }
        return resampling(key).bars
    }

    private func resampling(_ key: SourceKey) -> Resampling {
        if let known = resampled[key] { return known }
        let made = Resampling(market.bars[Int(key.symbol)], to: Timeframe(code: key.timeframe))
        resampled[key] = made
        return made
    }

    func column(_ field: SeriesField, of key: SourceKey, for native: Int) -> UnsafePointer<Double>? {
        let bars = bars(key, for: native)
        return switch field {
        case .open: bars.open
        case .high: bars.high
        case .low: bars.low
        case .close: bars.close
        case .volume: bars.volume
        case .time: secondsColumn(explicit(key, for: native), bars)
        }
    }

    private func secondsColumn(_ key: SourceKey, _ bars: BarColumns) -> UnsafePointer<Double> {
        if let known = seconds[key] { return UnsafePointer(known) }
        let column = UnsafeMutablePointer<Double>.allocate(capacity: max(bars.count, 1))
        for row in 0..<bars.count { column[row] = Double(bars.time[row]) / 1e9 }
        seconds[key] = column
        return UnsafePointer(column)
    }

    /// For each row of `native` the newest row of the space that is complete at it, −1 before the first.
    func map(to space: SourceKey, for native: Int) -> UnsafePointer<Int32> {
        let key = Key(native: native, space: space)
        if let known = maps[key] { return UnsafePointer(known) }
        let own = market.bars[native]
        let base = explicit(SourceKey(symbol: space.symbol, timeframe: 0), for: native)
        let other = market.bars[Int(base.symbol)]
        let map = UnsafeMutablePointer<Int32>.allocate(capacity: max(own.count, 1))
        let higher = space.timeframe == 0 ? nil : resampling(explicit(space, for: native)).latestComplete
        var row = 0
        for index in 0..<own.count {
            let moment = own.time[index] + own.completionOffset
            while row < other.count && other.time[row] + other.completionOffset <= moment { row += 1 }
            map[index] = row == 0 ? -1 : higher?[row - 1] ?? Int32(row - 1)
        }
        maps[key] = map
        return UnsafePointer(map)
    }
}

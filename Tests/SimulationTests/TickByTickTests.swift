import Market
import Money
import Simulation
import Trading
import XCTest

/// Every small world: all bars and all orders on a grid of four prices, against `TickByTick`.
final class TickByTickTests: XCTestCase {
    typealias Bar = (open: Int, high: Int, low: Int, close: Int)
    static let prices = 2...5
    static let bars = bars(prices)
    static let singles = singles(prices)

    static func bars(_ prices: ClosedRange<Int>) -> [Bar] {
        prices.flatMap { low in
            (low...prices.upperBound).flatMap { high in
                (low...high).flatMap { open in (low...high).map { (open, high, low, $0) } }
            }
        }
    }

    static func singles(_ levels: ClosedRange<Int>) -> [TickByTick.Entry] {
        singles(.buy, levels) + singles(.sell, levels)
    }

    static func singles(_ side: Side, _ levels: ClosedRange<Int>) -> [TickByTick.Entry] {
        levels.map { .init(id: 1, side: side, type: .limit, limit: $0) }
            + levels.map { .init(id: 1, side: side, type: .stop, stop: $0) }
            + levels.flatMap { stop in levels.map { .init(id: 1, side: side, type: .stopLimit, limit: $0, stop: stop) } }
            + [1, 2].map { .init(id: 1, side: side, type: .trailingStop, trail: $0) }
    }

    /// Runs both venues and reports the first difference; one failure tells enough.
    private func agree(_ entries: [TickByTick.Entry], _ bars: [Bar], _ path: VenueRules.BarPath) -> Bool {
        var expected = TickByTick(entries)
        let rules = rules { $0.path = path; $0.account = boundless }
        let instrument = Instrument(id: InstrumentID(0), symbol: "A")
        let venue = SimulatedVenue(instruments: [instrument], rules: rules, cash: Amount(raw: 100_000_000_000_000_000_000))
        func price(_ value: Int) -> Price { Price(raw: Int64(value) * 1_000_000_000) }
        func time(_ index: Int) -> Timestamp { Timestamp(nanoseconds: Int64(index)) }
        for entry in entries {
            venue.submit(
                Order(
                    id: OrderID(Int64(entry.id)), instrument: InstrumentID(0), side: entry.side, type: entry.type, quantity: .one,
                    created: time(0), limitPrice: price(entry.limit), stopPrice: price(entry.stop),
                    trailOffset: price(entry.trail), parent: OrderID(Int64(entry.parent)), group: OrderID(Int64(entry.group))),
                at: time(0))
        }
        for (index, bar) in bars.enumerated() {
            let isHighNearer = bar.high - bar.open < bar.open - bar.low
            let isHighFirst = path == .openHighLowClose || (path == .nearestExtremeFirst && isHighNearer)
            expected.walk(bar: index, open: bar.open, high: bar.high, low: bar.low, close: bar.close, highFirst: isHighFirst)
            venue.advance(
                instrument: 0, open: Double(bar.open), high: Double(bar.high), low: Double(bar.low), close: Double(bar.close),
                volume: 0, time: time(index))
        }
        let outcomes = venue.reports.filter { $0.kind == .filled }.map {
            TickByTick.Outcome(
                id: Int($0.order.raw), price: Int($0.fill.price.raw / 1_000_000_000), bar: Int($0.time.nanoseconds))
        }
        if outcomes == expected.outcomes { return true }
        XCTFail("\(entries) over \(bars) \(path): \(outcomes), expected \(expected.outcomes)")
        return false
    }

    func testEveryOrderOverEveryTwoBars() {
        for first in Self.bars {
            for second in Self.bars {
                for entry in Self.singles { guard agree([entry], [first, second], .nearestExtremeFirst) else { return } }
            }
        }
    }

    func testEveryPairOverEveryBarApartAndAsAGroup() {
        let singles = Self.singles(2...4)
        for bar in Self.bars {
            for first in singles {
                for other in singles {
                    var second = TickByTick.Entry(
                        id: 2, side: other.side, type: other.type, limit: other.limit, stop: other.stop, trail: other.trail)
                    guard agree([first, second], [bar], .nearestExtremeFirst) else { return }
                    var grouped = first
                    (grouped.group, second.group) = (9, 9)
                    guard agree([grouped, second], [bar], .openHighLowClose) else { return }
                }
            }
        }
    }

    func testEveryBracketOverEveryBar() {
        for bar in Self.bars {
            for path in [VenueRules.BarPath.openLowHighClose, .openHighLowClose] {
                for entry in Self.singles {
                    for target in Self.prices {
                        for stop in Self.prices {
                            let exits = entry.side.opposite
                            guard
                                agree(
                                    [
                                        entry, .init(id: 2, side: exits, type: .limit, limit: target, parent: 1, group: 1),
                                        .init(id: 3, side: exits, type: .stop, stop: stop, parent: 1, group: 1),
                                    ], [bar], path)
                            else { return }
                        }
                    }
                }
            }
        }
    }

    func testBracketsWithTrailingExitsOverEveryTwoBars() {
        for first in Self.bars {
            for second in Self.bars {
                for side in [Side.buy, .sell] {
                    for level in Self.prices {
                        let entry = TickByTick.Entry(id: 1, side: side, type: .limit, limit: level)
                        let exit = TickByTick.Entry(id: 2, side: side.opposite, type: .trailingStop, trail: 1, parent: 1)
                        guard agree([entry, exit], [first, second], .openHighLowClose) else { return }
                    }
                }
            }
        }
    }
}

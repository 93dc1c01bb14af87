import Foundation
import Kernel
import Market
import Money
import Scripting
import Simulation
import Store
import Trading
import XCTest

@testable import Desk

/// Desks over data that ships, and over bars made in the test.
class DeskTestCase: XCTestCase {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    func money(_ text: String) -> Amount { Amount(text) ?? .zero }

    func shipped(_ name: String) throws -> ScriptVersion {
        let path = "\(root)/strategies/trading/\(name).lua"
        return version(try String(contentsOfFile: path, encoding: .utf8), path: "\(name).lua")
    }

    /// A version of a text; its hash is any that tells texts apart.
    func version(_ text: String, path: String = "t.lua") -> ScriptVersion {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return ScriptVersion(path: path, hash: String(hash, radix: 16), text: text)
    }

    func load(_ file: String) throws -> [LoadedSeries] { try CSVBarReader.load("\(root)/examples/data/\(file)", ReadOptions()) }

    func feeds(_ series: [LoadedSeries]) -> [InstrumentFeed] {
        let market = self.market(series)
        return series.indices.map {
            InstrumentFeed(
                instrument: market.instruments[$0], completionOffset: series[$0].bars.completionOffset,
                spacing: MarketData.spacing(series[$0].bars))
        }
    }

    func market(_ series: [LoadedSeries]) -> MarketData {
        MarketData(
            instruments: series.enumerated().map { Instrument(id: InstrumentID(Int32($0.offset)), symbol: $0.element.symbol) },
            bars: series.map(\.bars))
    }

    /// The steps of recorded bars, as a source gives them.
    func steps(_ series: [LoadedSeries]) -> [[Bar]] {
        let market = self.market(series)
        return (0..<market.stepCount).map { step in
            series.indices.compactMap { index in
                let row = market.newRow(index, at: step)
                guard row >= 0 else { return nil }
                let bars = series[index].bars
                return Bar(
                    instrument: InstrumentID(Int32(index)), time: Timestamp(nanoseconds: bars.time[row]), open: bars.open[row],
                    high: bars.high[row], low: bars.low[row], close: bars.close[row], volume: bars.volume[row])
            }
        }
    }

    /// Bars of one symbol from closes, a minute apart.
    func minutes(_ closes: [Double]) -> [[Bar]] {
        closes.enumerated().map { index, close in
            let before = index == 0 ? close : closes[index - 1]
            return [
                Bar(
                    instrument: InstrumentID(0), time: Timestamp(nanoseconds: Int64(index + 1) * 60_000_000_000), open: before,
                    high: max(before, close), low: min(before, close), close: close, volume: 1_000)
            ]
        }
    }

    let oneMinute = [
        InstrumentFeed(
            instrument: Instrument(id: InstrumentID(0), symbol: "ONE"), completionOffset: 0, spacing: 60_000_000_000)
    ]

    func command(_ seat: String, _ command: SeatCommand) -> DeskEvent {
        .command(DeskEvent.Order(seat: seat, command: command, author: "test"))
    }

    /// What a desk has done so far, in full.
    func transcript(_ notices: [DeskNotice]) -> [String] { notices.map { "\($0.seat): \($0.content)" } }
}

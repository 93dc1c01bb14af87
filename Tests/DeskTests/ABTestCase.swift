import Experiments
import Kernel
import Market
import Money
import Numerics
import Trading
import XCTest

@testable import Desk

/// Desks on daily bars of one symbol, with a control that trades and treatments beside it.
class ABTestCase: DeskTestCase {
    static let day: Int64 = 86_400_000_000_000

    let oneDay = [
        InstrumentFeed(instrument: Instrument(id: InstrumentID(0), symbol: "ONE"), completionOffset: 0, spacing: ABTestCase.day)
    ]

    /// Daily bars of a random walk with steps of one per cent about `drift`.
    func walk(_ count: Int, seed: UInt64, drift: Double = 0) -> [[Bar]] {
        var random = SeededRandom(seed: seed)
        var price = 1_000.0
        return (0..<count).map { index in
            let open = price
            // The sum of four uniform numbers has a standard deviation of 0.577.
            let noise = (0..<4).reduce(0.0) { sum, _ in sum + random.unit() - 0.5 } / 0.577
            price = max(1, (price * (1 + drift + 0.01 * noise) * 10_000).rounded() / 10_000)
            return [
                Bar(
                    instrument: InstrumentID(0), time: Timestamp(nanoseconds: Int64(index + 1) * ABTestCase.day), open: open,
                    high: max(open, price),
                    low: min(open, price), close: price, volume: 1e9)
            ]
        }
    }

    /// Holds a tenth of the equity on days that a sequence of its own picks, which has nothing to do with the prices.
    func coin(_ multiplier: Int, body: String = "") -> String {
        """
        function on_start(ctx) ctx.state.x = \(multiplier) end
        function on_bar(close, ctx)
          ctx.state.x = (ctx.state.x * 1103515245 + 12345) % 2147483648
          \(body)
          if ctx.state.x % 65536 < 32768 then target_percent(0.1) else target_percent(0) end
        end
        """
    }

    let flat = "function on_bar() end"
    let long = "function on_bar() target_percent(0.9) end"

    func rules(days: Int = 30, trades: Int = 0, share: Double = 0.5, effect: Double = 0) throws -> ExperimentRules {
        try ExperimentRules(treatmentShare: share, minimumDays: days, minimumTrades: trades, smallestEffect: effect)
    }

    /// A desk with the seat `s`.
    func desk(_ control: String, cash: String = "1000000") throws -> Desk {
        let desk = try XCTUnwrap(Desk(oneDay, history: 100))
        desk.process(command("s", .open(SeatTerms(version: version(control, path: "s.lua"), cash: money(cash)))))
        return desk
    }

    func start(_ text: String, _ rules: ExperimentRules, _ pairing: ABTerms.Pairing = .day) -> DeskEvent {
        command("s", .startTest(ABTerms(version: version(text, path: "new.lua"), rules: rules, pairing: pairing)))
    }

    func steps(_ notices: [DeskNotice]) -> [ABNotice] {
        notices.compactMap { if case .test(let notice) = $0.content { notice } else { nil } }
    }

    func refusal(_ notices: [DeskNotice]) -> String {
        for notice in notices.reversed() { if case .refused(let text) = notice.content { return text } }
        return ""
    }
}

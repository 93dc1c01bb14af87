import CLuaBridge
import Desk
import Market
import Money
import Trading

extension DeskBench {
    /// 500 strategies, five on each of 100 symbols, each with parameters of its own.
    static func measureManyStrategies() throws {
        let symbols = 100
        let steps = 3_000
        let bars = (0..<symbols).map { BarGenerator(seed: UInt64($0 + 1), interval: minute).bars(steps) }
        var events: [DeskEvent] = []
        for row in 0..<steps { events.append(.bars((0..<symbols).map { bar(bars[$0], row, $0) })) }
        var (rate, memory) = (0.0, 0)
        for round in 0..<5 {
            let before = footprint().resident
            let desk = desk((0..<symbols).map { feed("S\($0)", $0) }, history: 2_000)
            for number in 0..<500 {
                let text = trend(number).replacing("ema(close, 10)", with: "ema(close, \(5 + number % 20))")
                var terms = SeatTerms(version: version(text, number), cash: Amount("1000000") ?? .zero)
                terms.symbols = ["S\(number % symbols)"]
                desk.process(command("s\(number)", .open(terms)))
            }
            let start = processorSeconds()
            for event in events {
                desk.process(event)
                desk.clearNotices()
            }
            let seconds = processorSeconds() - start
            let calls = desk.seats.reduce(0.0) { $0 + Double($1.instance.calls.made) }
            rate = max(rate, calls / seconds)
            if round == 0 { memory = (footprint().resident - before) / 500 }
        }
        print("500 strategies on 100 symbols: callbacks, best of five", "\(text(rate / 1e6)) M/s", "1 M/s")
        print("  memory a strategy, with its share of the bars kept", "\(memory / 1_024) kB", "150 kB")
    }

    /// Two years of minutes, a new version every 1,000 events, every tenth faulty: the same orders and money as without the faulty ones.
    static func measureSoak() throws {
        let count = 1_051_200
        let bars = BarGenerator(seed: 9, interval: minute).bars(count)
        let plain = soak(bars, hasFaults: false)
        let faulty = soak(bars, hasFaults: true)
        precondition(plain.digest == faulty.digest, "a faulty version left a trace")
        print("two years of minutes, 1,051 versions, 105 of them faulty", "\(text(faulty.seconds)) s, \(faulty.reverted) sent back, the same \(plain.orders) orders and money", "identical")
    }

    private struct Outcome {
        var digest: UInt64 = 0xcbf2_9ce4_8422_2325
        var orders = 0
        var reverted = 0
        var seconds = 0.0

        mutating func mix(_ word: UInt64) { digest = (digest ^ word) &* 0x100_0000_01b3 }
    }

    private static func soak(_ bars: BarColumns, hasFaults: Bool) -> Outcome {
        let faults = ["x = ", "if ctx.state.bars % 37 == 0 then error('fault') end", "local t = nil; t.x = 1", "while true do local a = {} ; a[1] = a end; goto"]
        let desk = desk([feed("GEN")], history: 2_000, notices: true)
        var outcome = Outcome()
        desk.process(command("s", .open(SeatTerms(version: version(trend(0), 0), cash: Amount("1000000") ?? .zero))))
        let start = pg_monotonic_ns()
        for row in 0..<bars.count {
            if row > 0, row % 1_000 == 0 {
                let number = row / 1_000
                let isFaulty = number % 10 == 0
                if !isFaulty || hasFaults {
                    let text = trend(number, fault: isFaulty ? faults[number / 10 % faults.count] : "")
                    desk.process(command("s", .swap(version(text, number), ProbationTerms(events: 200))))
                }
            }
            desk.process(.bars([bar(bars, row)]))
            for notice in desk.notices {
                switch notice.content {
                case .effect(.submit(let order)):
                    outcome.orders += 1
                    outcome.mix(UInt64(bitPattern: order.quantity.raw))
                    outcome.mix(UInt64(bitPattern: order.created.nanoseconds))
                    outcome.mix(UInt64(bitPattern: order.id.raw))
                case .trade(let trade): outcome.mix(UInt64(bitPattern: trade.exitPrice.raw))
                case .reverted, .refused: outcome.reverted += 1
                default: break
                }
            }
            desk.clearNotices()
        }
        outcome.seconds = Double(pg_monotonic_ns() - start) / 1e9
        if let seat = desk.seat("s") { outcome.mix(UInt64(truncatingIfNeeded: seat.kernel.account.cash.raw)) }
        return outcome
    }
}

extension String {
    fileprivate func replacing(_ part: String, with other: String) -> String {
        var result = ""
        var rest = Substring(self)
        while let range = rest.firstRange(of: part) {
            result += rest[..<range.lowerBound] + other
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}

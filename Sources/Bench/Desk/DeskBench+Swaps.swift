import CLuaBridge
import Desk
import Market
import Money

extension DeskBench {
    /// One strategy with three series and a state of a hundred fields, 12,000 bars remembered.
    static func measureSwaps() throws {
        let bars = BarGenerator(seed: 3, interval: minute).bars(16_000)
        let desk = desk([feed("GEN")], history: 12_000)
        desk.process(command("s", .open(SeatTerms(version: version(trend(0), 0), cash: Amount("1000000") ?? .zero))))
        for row in 0..<14_000 { desk.process(.bars([bar(bars, row)])) }
        guard let seat = desk.seat("s") else { return }
        var whole: [Double] = []
        for number in 1...20 {
            let next = version(trend(number, fault: "ctx.state.last = position"), number)
            let start = pg_monotonic_ns()
            let found = desk.examine(next, for: seat, events: 10_000)
            if !found.passes { Swift.print(found.reason ?? "") }
            whole.append(Double(pg_monotonic_ns() - start) / 1e6)
        }
        var pauses: [Double] = []
        var row = 14_000
        for number in 100..<1_100 {
            let next = version(trend(number), number)
            let start = pg_monotonic_ns()
            desk.process(command("s", .swap(next, ProbationTerms(events: 0))))
            pauses.append(Double(pg_monotonic_ns() - start) / 1e6)
            desk.clearNotices()
            desk.process(.bars([bar(bars, row)]))
            row += 1
        }
        pauses.sort()
        whole.sort()
        print("a swap holds up the events, 1,000 of them: median", "\(text(pauses[500], 3)) ms", "")
        print("  99 of 100 within", "\(text(pauses[989], 3)) ms", "1 ms")
        print("examining a version, 10,000 events replayed by both: median", "\(text(whole[10])) ms", "250 ms with the swap")
    }

    static func measureManyReloads() throws {
        let bars = BarGenerator(seed: 3, interval: minute).bars(60_000)
        let desk = desk([feed("GEN")], history: 2_000)
        desk.process(command("s", .open(SeatTerms(version: version(trend(0), 0), cash: Amount("1000000") ?? .zero))))
        var row = 0
        var first = (resident: 0, descriptors: 0)
        for number in 1...1_000 {
            for _ in 0..<50 {
                desk.process(.bars([bar(bars, row)]))
                row += 1
            }
            guard let seat = desk.seat("s") else { return }
            let next = version(trend(number, fault: "ctx.state.n\(number % 7) = \(number)"), number)
            let found = desk.examine(next, for: seat, events: 500)
            if !found.passes { Swift.print(found.reason ?? "") }
            desk.process(command("s", .swap(next, ProbationTerms(events: 20))))
            desk.clearNotices()
            if number == 100 { first = footprint() }
        }
        let last = footprint()
        print(
            "1,000 reloads: memory after 100 and after 1,000", "\(first.resident >> 10) and \(last.resident >> 10) kB, descriptors \(first.descriptors) and \(last.descriptors)",
            "flat")
    }
}

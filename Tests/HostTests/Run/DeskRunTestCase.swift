import Desk
import Foundation
import Kernel
import Market
import XCTest

@testable import Host
@testable import Journal

/// Hosts with a journal on disk, and everything that can happen to them, from a seed.
class DeskRunTestCase: RunTestCase {
    /// Something an operator does after so many events.
    struct Operation {
        let sequence: UInt64
        let seat: String
        let command: SeatCommand
    }

    var path: String { folder + "/journal" }

    var grouping: Grouping {
        var grouping = Grouping()
        grouping.entries = 6
        return grouping
    }

    static let lively = """
        n = param("n", 8, {min = 2, max = 50})
        average = sma(close, n)
        function on_start(ctx) timer("tick", "5h", "9h") end
        function on_bar(close, average, position, ctx)
          local s = ctx.state
          s.count = (s.count or 0) + 1
          s.sum = (s.sum or 0) + ctx.rng:uniform()
          s.orders = s.orders or {}
          local dice = ctx.rng:integer(1, 12)
          if dice == 1 then buy(ctx.rng:integer(1, 5))
          elseif dice == 2 and position > 0 then sell(1)
          elseif dice == 3 then s.orders[#s.orders + 1] = buy(2, {limit = close * 0.995})
          elseif dice == 4 and #s.orders > 0 then cancel(s.orders[#s.orders])
          elseif dice == 5 then bracket(3, {take_profit = close * 1.01, stop_loss = close * 0.99})
          elseif close > average and position == 0 then buy(10)
          elseif close < average and position > 9 then close_position() end
        end
        function on_timer(timer, ctx) ctx.state.ticks = (ctx.state.ticks or 0) + 1; log("tick " .. ctx.state.ticks) end
        function on_fill(fill, ctx) ctx.state.fills = (ctx.state.fills or 0) + fill.quantity end
        """

    /// Every third version fails sooner or later: raises, is refused, or migrates badly.
    static func version(_ number: Int) -> ScriptVersion {
        var text = lively.replacingOccurrences(of: "\"n\", 8", with: "\"n\", \(4 + number % 11)")
        switch number % 6 {
        case 1: text = text.replacingOccurrences(of: "local dice", with: "if s.count % 37 == 36 then error(\"the 37th\") end\n  local dice")
        case 3: text += "\nfunction migrate(old, version) error(\"cannot\") end\n"
        case 4: text += "\nfunction migrate(old, version) old.migrated = (old.migrated or 0) + 1; return old end\n"
        case 5: text += "\nx = nothing + 1\n"
        default: break
        }
        text += "-- \(number)\n"
        let hash = HashChain.hexadecimal(HashChain.digest(Array(text.utf8)))
        return ScriptVersion(path: "v\(number).lua", hash: hash, text: text)
    }

    func lively(bars: Int, policies: Bool = true) throws -> RunConfiguration {
        try file("a.lua", Self.lively)
        try file("b.lua", Self.lively.replacingOccurrences(of: "\"n\", 8", with: "\"n\", 15"))
        try file("rule.lua", """
            function allocate(book)
              local s = ctx.state
              s.turn = (s.turn or 0) + 1
              if s.turn % 2 == 0 then return {a = 0.6, b = 0.3} end
              return {a = 0.3, b = 0.6}
            end
            """)
        let allocation = policies ? "allocation: {script: rule.lua, every: 8h}" : ""
        return try configuration("""
            run: {name: lively, seed: 5}
            generate: {symbols: [A, B], seed: 9, interval: 1h, bars: \(bars)}
            \(allocation)
            strategies:
            - {name: a, script: a.lua, symbols: [A], probation: {events: 20}}
            - {name: b, script: b.lua, probation: {events: 10, divergences: 4}}
            """)
    }

    func host(_ configuration: RunConfiguration, _ start: RunStart, _ source: any EventSource) throws -> RunHost {
        let host = try RunHost(configuration, source: source, journal: start.journal)
        start.journal.own(false)
        if start.goesOn { try host.recover(start.journal) }
        return host
    }

    func begin(_ configuration: RunConfiguration, at path: String) throws -> RunHost {
        let source = try RunSource.make(configuration)
        return try host(configuration, RunStart(configuration, source, isNew: false, path: path, grouping: grouping), source)
    }

    /// Operations at random events, made up from a seed.
    func operations(seed: UInt64, through last: Int, every: Int) -> [Operation] {
        var random = SeededRandom(seed: seed)
        func roll(_ sides: Int) -> Int { Int(random.unit() * Double(sides)) }
        var sequence = 20
        var all: [Operation] = []
        while sequence < last {
            let command: SeatCommand
            switch roll(13) {
            case 0, 1, 2, 3, 4: command = .swap(Self.version(roll(1_000)), ProbationTerms(events: roll(3) * 9, divergences: roll(2) == 0 ? nil : 5))
            case 5, 6: command = .rollback
            case 7: command = .pause
            case 8: command = .resume
            case 9: command = .kill(flatten: roll(2) == 0)
            case 10: command = .reset
            case 11: command = .parameters([ParameterChange(name: "n", value: Double(3 + roll(20)))])
            default: command = .clutch(isOn: roll(3) > 0)
            }
            all.append(Operation(sequence: UInt64(sequence), seat: ["a", "b", ""][roll(3)], command: command))
            sequence += 1 + roll(every)
        }
        return all
    }

    /// Takes events and operations until the source ends, or so many events are processed.
    /// - Returns: the operations with the events after which they came.
    @discardableResult
    func drive(_ host: RunHost, _ operations: [Operation], through last: UInt64 = .max) -> [Operation] {
        var done: [Operation] = []
        var left = operations[...].drop { $0.sequence < host.desk.sequence }
        while host.outcome == nil, host.desk.sequence < last {
            if let next = left.first, next.sequence <= host.desk.sequence {
                left.removeFirst()
                done.append(Operation(sequence: host.desk.sequence, seat: next.seat, command: next.command))
                host.submit(next.seat, next.command, author: "ann", reason: "a test")
                continue
            }
            guard let moment = host.source.tape?.moment, let event = host.source.tape?.take() else { break }
            host.take(event, moment: moment)
        }
        return done
    }

    func entries(_ path: String) throws -> [[UInt8]] {
        let database = try Database(path, .readOnly)
        let statement = try Statement(database, "SELECT entry, event, time, kind, payload, hash FROM entries ORDER BY entry")
        var all: [[UInt8]] = []
        while try statement.step() {
            let numbers = (0..<4).map { statement.integer($0) }
            all.append(numbers.flatMap { number in (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } } + statement.bytes(4) + statement.bytes(5))
        }
        return all
    }

    /// What a host has: positions, orders, scripts and their state, and the books.
    func picture(_ host: RunHost) -> String {
        host.desk.seats.map { seat in
            "\(seat.name) \(seat.version.hash) \(seat.versions.count) \(seat.stage) \(seat.isPaused) \(seat.isKilled) \(seat.clutchIsOn) \(seat.suspension ?? "")"
                + " \(seat.probationLeft) \(seat.kernel.account.cash) \(seat.kernel.account.positions) \(seat.kernel.workingOrders)"
                + " \((try? seat.instance.exportState())?.json ?? "") \(seat.instance.nextOrderHandle) \(seat.equity) \(seat.drawdown)"
        }.joined(separator: "\n") + "\n\(host.book.reserve) \(host.book.returns) \(host.book.records.map(\.weight))"
    }
}

import Desk
import Foundation
import Kernel
import Market
import Money
import Trading
import XCTest

@testable import Host

/// Runs in a folder of their own, fed by the test bar by bar.
class RunTestCase: XCTestCase {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    private(set) var folder = ""

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "perigee-run-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: folder) }

    @discardableResult
    func file(_ name: String, _ text: String) throws -> String {
        let path = folder + "/" + name
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    func configuration(_ yaml: String) throws -> RunConfiguration { try RunConfiguration(reading: file("run.yaml", yaml)) }

    /// A host on minute bars of A (and B) that the test lets through.
    func host(
        _ strategies: String, _ more: String = "", steps: [[Bar]] = RunTestCase.waves(3_000), journal: (any RunJournal)? = nil
    ) throws -> (
        RunHost, HandFed
    ) {
        let symbols = steps.first?.count == 2 ? ["A", "B"] : ["A"]
        let yaml = """
            run: {name: test, seed: 1}
            generate: {symbols: [\(symbols.joined(separator: ", "))]}
            reload: {replay: 200}
            \(more)
            strategies:
            \(strategies)
            """
        let source = HandFed(steps, symbols)
        return (try RunHost(configuration(yaml), source: source, journal: journal), source)
    }

    /// Lets `count` more steps through.
    func feed(_ host: RunHost, _ source: HandFed, _ count: Int) {
        source.allowed += count
        while case .ready = source.next(0), host.outcome == nil { host.turn() }
    }

    /// Turns until something is so, or three seconds are over.
    func turn(_ host: RunHost, until isSo: () -> Bool, line: UInt = #line) {
        let end = Date().addingTimeInterval(3)
        while !isSo() && Date() < end { host.turn() }
        XCTAssertTrue(isSo(), "\(host.remarks.map(\.line))", line: line)
    }

    func ask(_ host: RunHost, _ words: String..., options: [String: String] = [:], json: Bool = false) -> ControlReply {
        host.handle(ControlRequest(words: words, options: options, author: "ann", reason: "a test", wantsJSON: json))
    }

    /// Minute bars of one or two symbols that go up and down.
    static func waves(_ count: Int, symbols: Int = 1, start: Int64 = 0, interval: Int64 = 60_000_000_000) -> [[Bar]] {
        (0..<count).map { step in
            (0..<symbols).map { index in
                let close = (100 + 10 * sin(Double(step) / Double(9 + 5 * index)) + Double(step % 7) / 10)
                let price = (close * 100).rounded() / 100
                return Bar(
                    instrument: InstrumentID(Int32(index)), time: Timestamp(nanoseconds: start + Int64(step + 1) * interval),
                    open: price,
                    high: price + 0.5, low: price - 0.5, close: price, volume: 10_000)
            }
        }
    }

    /// Buys and sells as the price crosses its average.
    func strategy(_ length: Int = 10, quantity: Int = 10, extra: String = "") -> String {
        """
        n = param("n", \(length), {min = 2, max = 50})
        average = sma(close, n)
        function on_start(ctx) ctx.state.count = 0 end
        function on_bar(close, average, position, ctx)
          ctx.state.count = ctx.state.count + 1
          \(extra)
          if close > average and position == 0 then buy(\(quantity)) elseif close < average and position > 0 then close_position() end
        end

        """
    }
}

/// Steps that the test lets through one after the other.
final class HandFed: EventSource {
    let feeds: [InstrumentFeed]
    let origin = ["by hand"]
    var allowed = 0
    var hasEnded = false
    private let steps: [DeskEvent]
    private var next = 0

    init(_ steps: [[Bar]], _ symbols: [String]) {
        self.steps = steps.map { .bars($0) }
        feeds = symbols.enumerated().map {
            InstrumentFeed(
                instrument: Instrument(id: InstrumentID(Int32($0.offset)), symbol: $0.element), completionOffset: 0,
                spacing: 60_000_000_000)
        }
    }

    func next(_ now: Double) -> NextEvent {
        guard next < allowed, next < steps.count, case .bars(let bars) = steps[next] else { return hasEnded ? .end : .waiting }
        return .ready(moment: bars[0].time.nanoseconds)
    }

    func take() -> DeskEvent {
        next += 1
        return steps[next - 1]
    }
}

/// A journal in memory.
final class MemoryJournal: RunJournal {
    var events: [DeskEvent] = []
    var notices: [DeskNotice] = []
    var remarks: [RunRemark] = []
    var outcome: RunOutcome?
    /// Fails from this many events on.
    var capacity = Int.max
    struct Full: Error {}

    func record(_ event: DeskEvent) throws {
        guard events.count < capacity else { throw Full() }
        events.append(event)
    }
    func record(_ notices: [DeskNotice]) throws { self.notices += notices }
    func record(_ remark: RunRemark) throws { remarks.append(remark) }
    func flush() throws {}
    func close(_ outcome: RunOutcome) throws { self.outcome = outcome }
    var status: HostStatus.Journal { HostStatus.Journal(sequence: events.count) }

    var trades: [ClosedTrade] {
        notices.compactMap { if case .trade(let trade) = $0.content { trade } else { nil } }
    }
    /// Commands in order: `seat key by author`.
    var commands: [String] {
        events.compactMap { event in
            guard case .command(let order) = event else { return nil }
            return "\(order.seat) \(order.command.key) by \(order.author)"
        }
    }
}

import CLuaBridge
import Desk
import Glibc
import Journal
import Kernel
import Market
import Money
import Scripting

/// The journal of a host: events a second into it, out of it, and through a desk again.
enum DeskJournalBench {
    private static let script = """
        average = sma(close, 20)
        function on_bar(close, average, position)
          if close > average and position <= 0 then buy(10) elseif close < average and position > 0 then close_position() end
        end
        """

    static func measure(_ folder: String) throws {
        let columns = BarGenerator(seed: 1, interval: 60_000_000_000).bars(400_000)
        let feed = InstrumentFeed(
            instrument: Instrument(id: InstrumentID(0), symbol: "GEN", tick: .zero, lot: .one), completionOffset: columns.completionOffset,
            spacing: 60_000_000_000)
        var events: [DeskEvent] = [
            .command(
                DeskEvent.Order(
                    seat: "s",
                    command: .open(SeatTerms(version: ScriptVersion(path: "s.lua", hash: "s", text: script), cash: Amount("100000000") ?? .zero)),
                    author: "bench"))
        ]
        for row in 0..<columns.count {
            events.append(
                .bars([
                    Bar(
                        instrument: InstrumentID(0), time: Timestamp(nanoseconds: columns.time[row]), open: columns.open[row], high: columns.high[row],
                        low: columns.low[row], close: columns.close[row], volume: columns.volume[row])
                ]))
        }
        let notices = try processed(events, feed)
        let path = folder + "/desk.journal"
        defer { unlink(path) }
        var (write, read, replay) = (Double.infinity, Double.infinity, Double.infinity)
        for _ in 0..<5 {
            unlink(path)
            let start = pg_monotonic_ns()
            let writer = try JournalWriter.open(path, JournalBench.manifest, texts: [("s", script)], recorded: 0, directory: "/")
            for (index, event) in events.enumerated() {
                try writer.begin(event, isOwn: false)
                try writer.finish(notices[index], [], time: Timestamp(nanoseconds: Int64(index)))
            }
            try writer.close(.completed, time: Timestamp(nanoseconds: 0))
            write = min(write, elapsed(start))
            read = min(read, try secondsToRead(path))
            replay = min(replay, try secondsToReplay(path, feed))
        }
        let count = UInt64(events.count)
        var status = stat()
        stat(path, &status)
        let changes = notices.count { !$0.isEmpty }
        print("a host's journal: \(count) events, \(changes) with orders or fills, \(status.st_size / Int(count)) bytes an event")
        JournalBench.report("into a host's journal", count, write)
        JournalBench.report("out of it: read, hashes checked, decoded", count, read)
        JournalBench.report("replayed through a desk and its script, notices compared", count, replay)
        JournalBench.report("the same events without a journal", count, JournalBench.seconds(of: 3) { _ = try? processed(events, feed) })
    }

    private static func elapsed(_ start: UInt64) -> Double { Double(pg_monotonic_ns() - start) / 1e9 }

    /// What came of each event.
    private static func processed(_ events: [DeskEvent], _ feed: InstrumentFeed) throws -> [[DeskNotice]] {
        guard let desk = Desk([feed]) else { return [] }
        var all: [[DeskNotice]] = []
        all.reserveCapacity(events.count)
        for event in events {
            desk.process(event)
            all.append(desk.notices)
            desk.clearNotices()
        }
        return all
    }

    private static func secondsToRead(_ path: String) throws -> Double {
        let start = pg_monotonic_ns()
        let cursor = try JournalReader(path).entries()
        var notices = 0
        while try cursor.next() {
            if cursor.isOfDesk { notices += try cursor.deskRecord().notices.count }
        }
        precondition(notices > 1_000)
        return elapsed(start)
    }

    private static func secondsToReplay(_ path: String, _ feed: InstrumentFeed) throws -> Double {
        guard let desk = Desk([feed]) else { return .nan }
        let start = pg_monotonic_ns()
        let cursor = try JournalReader(path).entries()
        while try cursor.next() {
            guard cursor.isOfDesk else { continue }
            let record = try cursor.deskRecord()
            desk.clearNotices()
            desk.expect(record.aborts)
            desk.process(record.event)
            let now = DeskRecord(record.event, isOwn: record.isOwn, notices: desk.notices, aborts: desk.aborts)
            if !(now.notices.isEmpty && record.notices.isEmpty) { precondition(DeskRecordCodec.encode(now) == DeskRecordCodec.encode(record)) }
        }
        return elapsed(start)
    }
}

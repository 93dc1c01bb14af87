import Desk
import Journal
import Kernel
import Market
import Money
import Trading

/// The run of a host in a journal, repeated from the journal alone: bars and texts of scripts are in it.
struct DeskRun {
    static let feedKey = "instrument "
    let reader: JournalReader
    let feeds: [InstrumentFeed]
    let history: Int

    var summary: RunSummary { reader.summary }

    /// Whether the journal is of a host rather than of a backtest.
    static func isDesk(_ summary: RunSummary) -> Bool { summary.manifest.settings.contains { $0.name == "configuration_hash" } }

    static func text(of feed: InstrumentFeed) -> String {
        "\(feed.instrument.tick.raw) \(feed.instrument.lot.raw) \(feed.completionOffset) \(feed.spacing)"
    }

    /// - Throws: `JournalError`, `CommandError`.
    init(_ path: String) throws {
        reader = try JournalReader(path)
        let settings = reader.summary.manifest.settings
        history = settings.first { $0.name == "history" }.flatMap { Int($0.value) } ?? 2_000
        var feeds: [InstrumentFeed] = []
        for setting in settings where setting.name.hasPrefix(DeskRun.feedKey) {
            let numbers = setting.value.split(separator: " ").compactMap { Int64($0) }
            guard numbers.count == 4 else { throw CommandError("\(path): '\(setting.name)' cannot be understood in its manifest", exitCode: 1) }
            let instrument = Instrument(
                id: InstrumentID(Int32(feeds.count)), symbol: String(setting.name.dropFirst(DeskRun.feedKey.count)), tick: Price(raw: numbers[0]),
                lot: Quantity(raw: numbers[1]))
            feeds.append(InstrumentFeed(instrument: instrument, completionOffset: numbers[2], spacing: numbers[3]))
        }
        self.feeds = feeds
    }

    var instruments: [Instrument] { feeds.map(\.instrument) }

    func desk() throws -> Desk {
        guard let desk = Desk(feeds, history: history) else { throw CommandError("no address space for the bars of \(feeds.count) symbols", exitCode: 1) }
        return desk
    }

    /// Gives the records through an event to `body`, in order.
    func read(through last: UInt64 = .max, _ body: (DeskRecord, UInt64) throws -> Void) throws {
        let cursor = try reader.entries()
        while try cursor.next(), cursor.event <= last {
            if cursor.isOfDesk { try body(try cursor.deskRecord(), cursor.event) }
        }
    }

    /// A desk in the state after an event, each event held to what is recorded of it.
    /// - Parameter before: is given the desk before the last event.
    /// - Throws: `JournalError`; `CommandError` where the replay comes to something else than is recorded.
    func replay(through last: UInt64, before: (Desk) -> Void = { _ in }, _ each: (DeskRecord, UInt64, Desk) throws -> Void = { _, _, _ in }) throws -> Desk {
        let desk = try desk()
        try read(through: last) { record, number in
            if number == last { before(desk) }
            desk.clearNotices()
            desk.expect(record.aborts)
            desk.process(record.event)
            let now = DeskRecord(record.event, isOwn: record.isOwn, notices: desk.notices, aborts: desk.aborts)
            guard record.isSame(as: now) else {
                let hint = Build.identity == summary.manifest.build ? "" : ": it was recorded by perigee \(summary.manifest.build)"
                throw CommandError("\(reader.path): event \(number): the replay comes to something else than was recorded\(hint)", exitCode: 1)
            }
            try each(record, number, desk)
        }
        return desk
    }

    func event(_ arguments: Arguments, _ name: String) throws -> UInt64? { try summary.event(arguments, name) }
}

extension DeskRecord {
    /// Most events come to nothing, and then there is nothing to encode.
    func isSame(as other: DeskRecord) -> Bool {
        if notices.isEmpty && other.notices.isEmpty && aborts.isEmpty && other.aborts.isEmpty { return true }
        return DeskRecordCodec.encode(self) == DeskRecordCodec.encode(other)
    }

    /// What a seat asked of its venue.
    func effects(of seat: String) -> [Effect] { notices.effects(of: seat) }
}

extension [DeskNotice] {
    func effects(of seat: String) -> [Effect] {
        compactMap { notice in
            guard notice.seat == seat, case .effect(let effect) = notice.content else { return nil }
            return effect
        }
    }
}

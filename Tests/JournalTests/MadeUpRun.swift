import Kernel
import Market
import Money
import Trading

@testable import Journal

/// A small generator of its own, so that a failure names its seed.
struct Dice {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

    /// Marsaglia's xorshift64 (2003), the upper bits.
    mutating func roll(_ sides: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int((state >> 11) % UInt64(sides))
    }

    /// Mostly small, sometimes at the ends of the range.
    mutating func number() -> Int64 {
        switch roll(12) {
        case 0: .min
        case 1: .max
        case 2: 0
        default: (Int64(roll(2_000)) - 1_000) << Int64(roll(50))
        }
    }
}

/// Records of every kind with fields of every size, made up from a seed: nothing that a kernel would do.
struct MadeUpRun {
    struct Item {
        let record: Record
        let time: Int64
    }
    var items: [Item] = []

    init(seed: UInt64, count: Int) {
        var dice = Dice(seed)
        var step = 0
        for _ in 0..<count {
            let time = Int64(items.count) * 1_000
            if dice.roll(3) == 0 {
                let steps = step..<(step + 1 + dice.roll(9))
                step = steps.upperBound
                // Without effects the run of bars would go on in the next record.
                items.append(Item(record: Record(.bars(steps), effects: [MadeUpRun.effect(&dice)]), time: time))
            } else {
                let effects = (0..<dice.roll(3)).map { _ in MadeUpRun.effect(&dice) }
                let content = MadeUpRun.content(&dice)
                let isNote = Record(content).eventCount == 0
                items.append(Item(record: Record(content, effects: isNote ? [] : effects), time: time))
            }
        }
    }

    private static func content(_ dice: inout Dice) -> Record.Content {
        let instrument = InstrumentID(Int32(dice.roll(5)) - 1)
        let time = Timestamp(nanoseconds: dice.number())
        switch dice.roll(11) {
        case 0: return .event(.start)
        case 1: return .event(.end)
        case 2: return .event(.clock(time))
        case 3: return .event(.tick(Tick(instrument: instrument, time: time, price: Price(raw: dice.number()), size: Quantity(raw: dice.number()))))
        case 4:
            return .event(
                .quote(
                    Quote(
                        instrument: instrument, time: time, bid: Price(raw: dice.number()), ask: Price(raw: dice.number()),
                        bidSize: Quantity(raw: dice.number()), askSize: Quantity(raw: dice.number()))))
        case 5:
            let kind: CorporateAction.Kind =
                dice.roll(2) == 0 ? .split(numerator: 7, denominator: 2) : .dividend(Price(raw: dice.number()))
            return .event(.corporateAction(CorporateAction(instrument: instrument, time: time, kind: kind)))
        case 6: return .event(.parametersChanged([ParameterChange(name: "größe", value: -0.0), ParameterChange(name: "", value: .nan)]))
        case 7: return .failure(ScriptFailure(kind: "runtime", message: "a.lua:3: näh", line: 3))
        case 8: return .script(ScriptChange(name: "trend", hash: hash, author: "ann", reason: ""))
        case 9: return .note(HostNote(topic: "pause", fields: [.init(name: "by", value: "bob"), .init(name: "", value: "\u{1F600}")]))
        default: return .event(.report(report(&dice)))
        }
    }

    static func report(_ dice: inout Dice) -> VenueReport {
        let kinds: [VenueReport.Kind] = [.accepted, .rejected, .filled, .cancelled, .expired, .triggered, .modified, .requestRejected, .cashCharged]
        let order = OrderID(dice.number())
        let instrument = InstrumentID(Int32(dice.roll(5)) - 1)
        let time = Timestamp(nanoseconds: dice.number())
        let fill = Fill(
            order: order, instrument: instrument, side: .sell, liquidity: .maker, basis: .limitImproved, quantity: Quantity(raw: dice.number()),
            price: Price(raw: dice.number()), referencePrice: Price(raw: dice.number()), fee: Amount(raw: Int128(dice.number()) << Int128(dice.roll(64))),
            time: time)
        return VenueReport(
            kinds[dice.roll(kinds.count)], order: order, instrument: instrument, time: time,
            reason: RejectReason.allCases[dice.roll(RejectReason.allCases.count)], cumulative: Quantity(raw: dice.number()),
            quantity: Quantity(raw: dice.number()), limitPrice: Price(raw: dice.number()), stopPrice: Price(raw: dice.number()),
            fill: dice.roll(2) == 0 ? nil : fill)
    }

    static func effect(_ dice: inout Dice) -> Effect {
        let id = OrderID(dice.number())
        let instrument = InstrumentID(Int32(dice.roll(5)))
        switch dice.roll(4) {
        case 0: return .cancel(id, instrument)
        case 1:
            func sometimes<T>(_ value: T, _ dice: inout Dice) -> T? { dice.roll(2) == 0 ? value : nil }
            return .modify(
                OrderModification(
                    order: id, instrument: instrument, quantity: sometimes(Quantity(raw: 5), &dice), limitPrice: sometimes(Price(raw: 0), &dice),
                    stopPrice: sometimes(Price(raw: -1), &dice)))
        default:
            func maybe(_ dice: inout Dice) -> Int64 { dice.roll(2) == 0 ? 0 : dice.number() }
            var order = Order(
                id: id, instrument: instrument, side: .buy, type: .trailingStop, quantity: Quantity(raw: dice.number()),
                created: Timestamp(nanoseconds: dice.number()), timeInForce: .gtd, flags: [.postOnly, .fitsFunds],
                limitPrice: Price(raw: maybe(&dice)), stopPrice: Price(raw: maybe(&dice)), trailOffset: Price(raw: maybe(&dice)),
                trailRate: Rate(raw: maybe(&dice)), expires: Timestamp(nanoseconds: dice.roll(2) == 0 ? .max : dice.number()),
                parent: OrderID(maybe(&dice)), group: OrderID(maybe(&dice)), line: Int32(dice.roll(900)))
            order.filled = Quantity(raw: maybe(&dice))
            return .submit(order)
        }
    }

    /// Gives all of it to a writer, as a host would.
    func write(to writer: JournalWriter, upTo count: Int = .max) throws {
        for item in items.prefix(count) {
            switch item.record.content {
            case .event(let event): try writer.append(event, effects: item.record.effects[...], time: Timestamp(nanoseconds: item.time))
            case .bars(let steps): try writer.appendBars(steps, effects: item.record.effects[...]) { _ in Timestamp(nanoseconds: item.time) }
            default: try writer.note(item.record.content, time: Timestamp(nanoseconds: item.time))
            }
        }
    }

    static let manifest = Manifest(
        id: "0123456789abcdef", build: "0.1.0", seed: 7, command: ["a.lua", "--data", "x.csv"], settings: [.init(name: "cash", value: "100")],
        parameters: [.init(name: "fast", value: "10.0")], scripts: [.init(path: "a.lua", hash: MadeUpRun.hash)],
        files: [.init(path: "x.csv", hash: "cd", symbol: "x", bars: 3)])
    static let script = "function on_bar() end"
    static let hash = HashChain.hexadecimal(HashChain.digest(Array(script.utf8)))

    static func open(_ path: String, grouping: Grouping = .standard) throws -> JournalWriter {
        try JournalWriter.open(path, manifest, texts: [(hash, script)], recorded: 1, directory: "/", grouping: grouping)
    }
}

/// A journal's entries as bytes: numbers, payloads and hashes.
func entryBytes(_ path: String) throws -> [[UInt8]] {
    let database = try Database(path, .readOnly)
    let statement = try Statement(database, "SELECT entry, event, time, kind, payload, hash FROM entries ORDER BY entry")
    var entries: [[UInt8]] = []
    while try statement.step() {
        let numbers = (0..<4).map { statement.integer($0) }
        entries.append(numbers.flatMap { number in (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } } + statement.bytes(4) + statement.bytes(5))
    }
    return entries
}

import Journal
import Kernel
import Market
import Money
import Reporting
import Scripting
import Trading

/// Why an order was sent and what became of it: event, inputs, script version and line, intent, native checks, venue, fills. What the
/// journal does not say of the moment of the decision comes from a replay up to it.
struct OrderStory {
    struct Check {
        let name: String
        let value: String
        let limit: String
    }
    let run: RecordedRun
    let trace: OrderTrace
    /// Prices, declared series and account as the script saw them.
    let inputs: [(name: String, value: String)]
    let intents: [Intent]
    let checks: [Check]
    let text: EffectText
    private let source: [Substring]

    /// - Throws: `CommandError`, `JournalError`, `ReplayDivergence`.
    init(_ run: RecordedRun, order id: OrderID) throws {
        self.run = run
        trace = try OrderTrace(id, in: run.reader)
        let (replay, session) = try run.replay(keepsAllSeries: true)
        try replay.run(through: trace.event)
        text = EffectText(instruments: session.market.instruments)
        let order = trace.order
        inputs = OrderStory.inputs(of: order, replay.kernel, session.instance)
        intents = replay.strategy.intents.filter { $0.handle == order.id.raw || (order.parent != .none && $0.handle == order.parent.raw) }
        checks = OrderStory.checks(of: order, replay.kernel, replay.lastEffects)
        source = (try run.reader.text(trace.version) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    }

    var line: Int { Int(trace.order.line) }
    var sourceLine: String? { source.indices.contains(line - 1) ? String(source[line - 1]) : nil }
    var path: String { run.summary.manifest.scripts.first?.path ?? "" }

    static func inputs(of order: Order, _ kernel: Kernel, _ instance: ScriptInstance) -> [(name: String, value: String)] {
        let market = kernel.market
        let index = Int(order.instrument.index)
        var inputs: [(name: String, value: String)] = []
        let row = kernel.step < 0 ? -1 : market.latestRow(index, at: kernel.step)
        if row >= 0 {
            let bars = market.bars[index]
            for (name, column) in [("open", bars.open), ("high", bars.high), ("low", bars.low), ("close", bars.close)] {
                inputs.append((name, "\(column[row])"))
            }
            for series in instance.series {
                guard let column = instance.column(series.name, symbol: index) else { continue }
                inputs.append(("\(series.name) = \(series.definition)", "\(column[row])"))
            }
        }
        for parameter in instance.parameters { inputs.append(("parameter \(parameter.name)", "\(parameter.value)")) }
        inputs.append(("position", kernel.account.positions[index].quantity.description))
        inputs.append(("cash", kernel.account.cash.description))
        inputs.append(("equity", "\(kernel.account.equity { market.close($0, at: max(kernel.step, 0)) })"))
        return inputs
    }

    /// The native limits as they stood for the order: it was sent, so each held.
    static func checks(of order: Order, _ kernel: Kernel, _ effects: [Effect]) -> [Check] {
        func multiple(_ limit: Double) -> String { limit.isFinite ? "at most \(limit) times equity" : "no limit set" }
        let before = kernel.working.count { $0.id < order.id }
        let price = kernel.market.close(Int(order.instrument.index), at: max(kernel.step, 0))
        let equity = kernel.account.equity { kernel.market.close($0, at: max(kernel.step, 0)) }
        let share = price * order.quantity.doubleValue / equity
        return [
            Check(name: "working orders before it", value: "\(before)", limit: "fewer than \(kernel.limits.workingOrders)"),
            Check(name: "order value over equity", value: "\(share)", limit: multiple(kernel.limits.orderValueToEquity)),
            Check(
                name: "gross exposure over equity", value: "\(gross(with: order, kernel, effects) / equity)",
                limit: multiple(kernel.limits.grossExposureToEquity)),
        ]
    }

    /// The exposure that the check saw: what is held and pending, without what the event asked for after the order.
    private static func gross(with order: Order, _ kernel: Kernel, _ effects: [Effect]) -> Double {
        var gross = 0.0
        for index in kernel.account.positions.indices {
            var quantity = kernel.account.positions[index].quantity + kernel.pending[index]
            for case .submit(let other) in effects
            where other.id >= order.id && Int(other.instrument.index) == index && other.type == .market && other.parent == .none {
                quantity += other.side == .buy ? -other.quantity : other.quantity
            }
            if index == Int(order.instrument.index) { quantity += order.side == .buy ? order.quantity : -order.quantity }
            if !quantity.isZero { gross += abs(quantity.doubleValue) * kernel.market.close(index, at: max(kernel.step, 0)) }
        }
        return gross
    }
}

extension OrderStory {
    /// What happened that the script decided on.
    var cause: String {
        let time = trace.time == .min ? "" : " at \(Timestamp(nanoseconds: trace.time).text)"
        switch trace.cause {
        case .bars: return "bars complete\(time)"
        case .event(.report(let report)): return "report\(time): \(describe(report))"
        case .event(let event): return "\(Record(.event(event)).kind.key)\(time)"
        default: return "note\(time)"
        }
    }

    func describe(_ report: VenueReport) -> String { OrderStory.describe(report) }

    static func describe(_ report: VenueReport) -> String {
        var words = "\(report.kind) #\(report.order.raw)"
        if report.kind == .filled {
            words += ": \(report.fill.quantity) at \(report.fill.price), fee \(report.fill.fee), \(report.fill.liquidity): \(report.fill.explanation)"
        }
        if report.reason != .none { words += ": \(report.reason.explanation)" }
        return words
    }

    static func describe(_ intent: Intent) -> String {
        let value = intent.quantity
        switch intent.kind {
        case .order: return "\(intent.side) \(value), \(intent.type)"
        case .targetQuantity: return "a position of \(value)"
        case .targetValue: return "a position worth \(value)"
        case .targetPercent: return "a position worth \(value) of equity"
        case .closePosition: return "the position closed"
        case .cancel, .cancelAll, .modify, .timer: return "\(intent.kind)"
        }
    }
}

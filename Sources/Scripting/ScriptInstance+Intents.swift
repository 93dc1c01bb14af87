import CLuaBridge
import Kernel
import Market
import Trading

extension ScriptInstance {
    public func drainIntents(_ consume: (borrowing Intent) -> Void) {
        let count = Int(pg_bind_intent_count(script))
        guard count > 0, let intents = pg_bind_intents(script) else { return }
        for index in 0..<count {
            consume(ScriptInstance.intent(intents[index]))
        }
        pg_bind_clear_intents(script)
    }

    /// The codes of the bridge are those of the enumerations; an unknown one cannot occur, and stands for the first.
    private static func intent(_ bridged: pg_intent) -> Intent {
        Intent(
            kind: Intent.Kind(rawValue: bridged.kind) ?? .order, instrument: InstrumentID(bridged.symbol), handle: bridged.handle,
            side: Side(rawValue: bridged.side) ?? .buy, type: OrderType(rawValue: bridged.type) ?? .market,
            timeInForce: TimeInForce(rawValue: bridged.time_in_force) ?? .gtc, flags: OrderFlags(rawValue: bridged.flags),
            quantity: bridged.quantity, limitPrice: bridged.limit_price, stopPrice: bridged.stop_price, trail: bridged.trail,
            trailIsRate: bridged.trail_is_rate != 0, takeProfit: bridged.take_profit, stopLoss: bridged.stop_loss,
            target: bridged.target, expires: bridged.expires, interval: bridged.interval, line: bridged.line)
    }

    func integer(_ value: Int64) -> pg_value {
        var result = pg_value()
        result.kind = PG_INTEGER
        result.integer = value
        return result
    }

    func number(_ value: Double) -> pg_value {
        var result = pg_value()
        result.kind = PG_NUMBER
        result.number = value
        return result
    }

    func constant(_ value: StaticString) -> pg_value {
        var result = pg_value()
        result.kind = PG_TEXT
        result.text = UnsafeRawPointer(value.utf8Start).assumingMemoryBound(to: CChar.self)
        result.length = value.utf8CodeUnitCount
        return result
    }

    func symbolText(_ instrument: InstrumentID) -> pg_value {
        var result = pg_value()
        guard let plan, let text = plan.bridged.symbols[Int(instrument.index)] else { return result }
        result.kind = PG_TEXT
        result.text = text
        result.length = plan.market.instruments[Int(instrument.index)].symbol.utf8.count
        return result
    }

    func withText(_ text: String, _ body: (pg_value) -> Void) {
        text.withCString { pointer in
            var value = pg_value()
            value.kind = PG_TEXT
            value.text = pointer
            value.length = text.utf8.count
            body(value)
        }
    }
}

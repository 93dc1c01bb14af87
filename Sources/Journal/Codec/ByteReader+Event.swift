import Kernel
import Market
import Money
import Trading

extension ByteReader {
    mutating func instrument() throws(CodecError) -> InstrumentID { InstrumentID(try int32("the instrument")) }
    mutating func time() throws(CodecError) -> Timestamp { Timestamp(nanoseconds: try signed("the time")) }
    mutating func price(_ what: StaticString) throws(CodecError) -> Price { Price(raw: try signed(what)) }
    mutating func quantity(_ what: StaticString) throws(CodecError) -> Quantity { Quantity(raw: try signed(what)) }
    mutating func order() throws(CodecError) -> OrderID { OrderID(try signed("the order")) }

    /// A truth value in its one form.
    mutating func flag(_ what: StaticString) throws(CodecError) -> Bool {
        let value = try byte(what)
        guard value <= 1 else { throw error("\(what) is \(value): expected 0 or 1") }
        return value == 1
    }

    /// The fields of an event of a kind that is one.
    @inline(__always)
    mutating func event(_ kind: RecordKind) throws(CodecError) -> Event {
        switch kind {
        case .start: return .start
        case .end: return .end
        case .clock: return .clock(try time())
        case .report: return .report(try report())
        case .corporateAction: return .corporateAction(try corporateAction())
        case .parameters: return .parametersChanged(try changes())
        case .quote:
            return .quote(
                Quote(
                    instrument: try instrument(), time: try time(), bid: try price("the bid"), ask: try price("the ask"),
                    bidSize: try quantity("the bid's size"), askSize: try quantity("the ask's size")))
        case .tick:
            return .tick(
                Tick(instrument: try instrument(), time: try time(), price: try price("the price"), size: try quantity("the size")))
        case .bars, .failure, .closed, .script, .note, .deskBars, .deskClock, .deskAction, .deskCommand, .deskEnd: throw error("a record of kind \(kind.key) where an event was expected")
        }
    }

    mutating func changes() throws(CodecError) -> [ParameterChange] {
        let count = try count("the number of changes")
        var changes: [ParameterChange] = []
        for _ in 0..<count {
            let name = try text("the parameter's name")
            changes.append(ParameterChange(name: name, value: try double("the parameter's value")))
        }
        return changes
    }

    mutating func corporateAction() throws(CodecError) -> CorporateAction {
        let instrument = try instrument()
        let time = try time()
        if try flag("the kind of corporate action") {
            return CorporateAction(instrument: instrument, time: time, kind: .dividend(try price("the dividend")))
        }
        let numerator = try int32("the numerator")
        let denominator = try int32("the denominator")
        return CorporateAction(instrument: instrument, time: time, kind: .split(numerator: numerator, denominator: denominator))
    }

    @inline(__always)
    mutating func report() throws(CodecError) -> VenueReport {
        let kind = try code(VenueReport.Kind.self, "the kind of report")
        let reason = try code(RejectReason.self, "the reason")
        let order = try order()
        let instrument = try instrument()
        let time = try time()
        let cumulative = try quantity("the cumulative quantity")
        let quantity = try quantity("the quantity")
        let limit = try price("the limit price")
        let stop = try price("the stop price")
        let fill = try flag("the mark of a fill") ? try fill() : nil
        let report = VenueReport(
            kind, order: order, instrument: instrument, time: time, reason: reason, cumulative: cumulative, quantity: quantity,
            limitPrice: limit, stopPrice: stop, fill: fill)
        if let fill, fill == report.withoutFill.fill { throw error("an empty fill is written out: it has a shorter form") }
        return report
    }

    @inline(__always)
    mutating func fill() throws(CodecError) -> Fill {
        Fill(
            order: try order(), instrument: try instrument(), side: try code(Side.self, "the side"),
            liquidity: try code(Liquidity.self, "the liquidity"), basis: try code(FillBasis.self, "the basis"),
            quantity: try quantity("the quantity"), price: try price("the price"), referencePrice: try price("the reference price"),
            fee: Amount(raw: try signed128("the fee")), time: try time())
    }
}

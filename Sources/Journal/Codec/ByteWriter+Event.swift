import Kernel
import Market
import Money
import Trading

extension ByteWriter {
    /// The fields of an event, without its kind.
    mutating func content(of event: Event) {
        switch event {
        case .start, .end, .bars: break
        case .quote(let quote):
            signed(Int64(quote.instrument.index))
            signed(quote.time.nanoseconds)
            signed(quote.bid.raw)
            signed(quote.ask.raw)
            signed(quote.bidSize.raw)
            signed(quote.askSize.raw)
        case .tick(let tick):
            signed(Int64(tick.instrument.index))
            signed(tick.time.nanoseconds)
            signed(tick.price.raw)
            signed(tick.size.raw)
        case .report(let report): self.report(report)
        case .corporateAction(let action): corporateAction(action)
        case .clock(let time): signed(time.nanoseconds)
        case .parametersChanged(let changes):
            self.changes(changes)
        }
    }

    mutating func corporateAction(_ action: CorporateAction) {
        signed(Int64(action.instrument.index))
        signed(action.time.nanoseconds)
        switch action.kind {
        case .split(let numerator, let denominator):
            byte(0)
            signed(Int64(numerator))
            signed(Int64(denominator))
        case .dividend(let amount):
            byte(1)
            signed(amount.raw)
        }
    }

    /// A fill stands behind a flag: reports of other kinds carry the empty one that their initialiser makes.
    mutating func report(_ report: VenueReport) {
        byte(report.kind.rawValue)
        byte(report.reason.rawValue)
        signed(report.order.raw)
        signed(Int64(report.instrument.index))
        signed(report.time.nanoseconds)
        signed(report.cumulative.raw)
        signed(report.quantity.raw)
        signed(report.limitPrice.raw)
        signed(report.stopPrice.raw)
        let hasFill = report.fill != report.withoutFill.fill
        byte(hasFill ? 1 : 0)
        if hasFill { fill(report.fill) }
    }

    mutating func fill(_ fill: Fill) {
        signed(fill.order.raw)
        signed(Int64(fill.instrument.index))
        byte(fill.side.rawValue)
        byte(fill.liquidity.rawValue)
        byte(fill.basis.rawValue)
        signed(fill.quantity.raw)
        signed(fill.price.raw)
        signed(fill.referencePrice.raw)
        signed(fill.fee.raw)
        signed(fill.time.nanoseconds)
    }
}

extension VenueReport {
    /// The report with the fill that its initialiser gives one that has none.
    var withoutFill: VenueReport {
        VenueReport(
            kind, order: order, instrument: instrument, time: time, reason: reason, cumulative: cumulative, quantity: quantity,
            limitPrice: limitPrice, stopPrice: stopPrice)
    }
}

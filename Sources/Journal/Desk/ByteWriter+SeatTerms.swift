import Desk
import Kernel
import Market
import Money
import Scripting
import Simulation

extension ByteWriter {
    mutating func terms(_ terms: SeatTerms) {
        switch terms.role {
        case .live: byte(0)
        case .shadow(let name):
            byte(1)
            text(name)
        case .experiment(let name, let isTreatment):
            byte(isTreatment ? 3 : 2)
            text(name)
        }
        version(terms.version)
        list(terms.symbols) { $1.text($0) }
        signed(terms.cash.raw)
        changes(terms.parameters)
        rules(terms.rules)
        limits(terms.limits)
        let script = terms.scriptLimits
        for value in [script.memoryBytes, script.callbackMilliseconds, script.logLines] { signed(Int64(value)) }
        unsigned(script.seed)
    }

    mutating func limits(_ limits: RiskLimits) {
        signed(Int64(limits.workingOrders))
        double(limits.orderValueToEquity)
        double(limits.grossExposureToEquity)
    }

    private mutating func rules(_ rules: VenueRules) {
        text(rules.fillTiming.rawValue)
        text(rules.path.rawValue)
        signed(rules.slippage.fixed.raw)
        signed(rules.slippage.rate.raw)
        signed(rules.slippage.spread.raw)
        double(rules.slippage.volumeShare)
        double(rules.slippage.volumeShareCap)
        fees(rules.fees)
        switch rules.account {
        case .cash: byte(0)
        case .margin(let margin):
            byte(1)
            double(margin.leverage)
            double(margin.maintenance)
            signed(margin.borrowRate.raw)
            signed(margin.interestRate.raw)
        }
        double(rules.participation)
        signed(rules.latency)
        signed(rules.sessionOffset)
    }

    private mutating func fees(_ fees: FeeSchedule) {
        signed(fees.taker.raw)
        signed(fees.maker.raw)
        signed(fees.perShare.raw)
        signed(fees.minimum.raw)
        list(fees.sellTaxes) { tax, writer in
            writer.signed(tax.from.nanoseconds)
            writer.signed(tax.rate.raw)
        }
        flag(fees.roundingPlaces != nil)
        if let places = fees.roundingPlaces { signed(Int64(places)) }
        byte(fees.rounding.rawValue)
    }
}

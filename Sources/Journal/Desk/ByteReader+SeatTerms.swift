import Desk
import Kernel
import Money
import Scripting
import Simulation

extension ByteReader {
    mutating func terms(_ texts: Texts) throws(CodecError) -> SeatTerms {
        let role = try role()
        var terms = SeatTerms(version: try version(texts), cash: .zero)
        terms.role = role
        terms.symbols = try list("the number of symbols") { reader throws(CodecError) in try reader.text("a symbol") }
        terms.cash = Amount(raw: try signed128("the cash"))
        terms.parameters = try changes()
        terms.rules = try rules()
        terms.limits = try limits()
        terms.scriptLimits.memoryBytes = try int("the memory")
        terms.scriptLimits.callbackMilliseconds = try int("the time of a callback")
        terms.scriptLimits.logLines = try int("the lines of the log")
        terms.scriptLimits.seed = try unsigned("the seed")
        return terms
    }

    private mutating func role() throws(CodecError) -> SeatTerms.Role {
        let value = try byte("the role")
        switch value {
        case 0: return .live
        case 1: return .shadow(of: try text("the seat that is shadowed"))
        case 2, 3: return .experiment(name: try text("the experiment"), isTreatment: value == 3)
        default: throw error("the role is \(value): expected at most 3")
        }
    }

    mutating func limits() throws(CodecError) -> RiskLimits {
        let orders = try int("the limit of working orders")
        let value = try double("the limit of an order's value")
        return RiskLimits(workingOrders: orders, orderValueToEquity: value, grossExposureToEquity: try double("the limit of exposure"))
    }

    private mutating func rules() throws(CodecError) -> VenueRules {
        var rules = VenueRules()
        guard let timing = VenueRules.FillTiming(rawValue: try text("the time of fills")) else { throw error("an unknown time of fills") }
        guard let path = VenueRules.BarPath(rawValue: try text("the path within bars")) else { throw error("an unknown path within bars") }
        (rules.fillTiming, rules.path) = (timing, path)
        rules.slippage.fixed = try price("the slippage")
        rules.slippage.rate = Rate(raw: try signed("the slippage"))
        rules.slippage.spread = Rate(raw: try signed("the spread"))
        rules.slippage.volumeShare = try double("the impact")
        rules.slippage.volumeShareCap = try double("the cap of the impact")
        rules.fees = try fees()
        if try flag("the kind of account") {
            var margin = VenueRules.MarginTerms()
            margin.leverage = try double("the leverage")
            margin.maintenance = try double("the maintenance margin")
            margin.borrowRate = Rate(raw: try signed("the borrow rate"))
            margin.interestRate = Rate(raw: try signed("the interest rate"))
            rules.account = .margin(margin)
        } else {
            rules.account = .cash
        }
        rules.participation = try double("the participation")
        rules.latency = try signed("the latency")
        rules.sessionOffset = try signed("the offset of sessions")
        return rules
    }

    private mutating func fees() throws(CodecError) -> FeeSchedule {
        var fees = FeeSchedule()
        fees.taker = Rate(raw: try signed("the taker's fee"))
        fees.maker = Rate(raw: try signed("the maker's fee"))
        fees.perShare = try price("the fee a share")
        fees.minimum = Amount(raw: try signed128("the least fee"))
        fees.sellTaxes = try list("the number of taxes") { reader throws(CodecError) in
            let from = try reader.time()
            return FeeSchedule.SellTax(from: from, rate: Rate(raw: try reader.signed("a tax")))
        }
        if try flag("the mark of rounding") { fees.roundingPlaces = try int("the places") }
        fees.rounding = try code(RoundingRule.self, "the rounding")
        return fees
    }
}

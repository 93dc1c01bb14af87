import Desk
import Experiments
import Kernel
import Market
import Money
import Scripting
import Simulation
import Trading

@testable import Journal

/// Records of a desk's events with fields of every size, made up from a seed: nothing that a desk would do.
struct MadeUpDesk {
    static let version = ScriptVersion(path: "a/trend.lua", hash: MadeUpRun.hash, text: MadeUpRun.script)

    static func records(seed: UInt64, count: Int) -> [DeskRecord] {
        var dice = Dice(seed)
        return (0..<count).map { _ in
            DeskRecord(
                event(&dice), isOwn: false, notices: (0..<dice.roll(5)).map { _ in notice(&dice) },
                aborts: dice.roll(9) == 0 ? [abort(&dice)] : [])
        }
    }

    private static func double(_ dice: inout Dice) -> Double {
        [0.0, -0.0, .nan, .infinity, 71.44, Double(dice.number()), .leastNonzeroMagnitude][dice.roll(7)]
    }

    static func bar(_ dice: inout Dice) -> Bar {
        Bar(
            instrument: InstrumentID(Int32(dice.roll(1_000))), time: Timestamp(nanoseconds: dice.number()), open: double(&dice),
            high: double(&dice),
            low: double(&dice), close: double(&dice), volume: double(&dice))
    }

    private static func event(_ dice: inout Dice) -> DeskEvent {
        let time = Timestamp(nanoseconds: dice.number())
        switch dice.roll(8) {
        case 0: return .clock(time)
        case 1:
            return .corporateAction(
                CorporateAction(instrument: InstrumentID(3), time: time, kind: .split(numerator: 7, denominator: 2)))
        case 2: return .end
        case 3, 4, 5:
            return .command(.init(seat: ["", "trend"][dice.roll(2)], command: command(&dice), author: "ann", reason: "größer"))
        default: return .bars((0..<dice.roll(4)).map { _ in bar(&dice) })
        }
    }

    private static func command(_ dice: inout Dice) -> SeatCommand {
        switch dice.roll(16) {
        case 0: return .open(terms(&dice))
        case 1:
            let bound = dice.roll(2) == 0 ? nil : dice.roll(9)
            return .swap(version, ProbationTerms(events: dice.roll(900), divergences: bound, rejections: dice.roll(9)))
        case 2: return .rollback
        case 3: return .pause
        case 4: return .resume
        case 5: return .kill(flatten: dice.roll(2) == 0)
        case 6: return .reset
        case 7: return .cancel
        case 8: return .clutch(isOn: dice.roll(2) == 0)
        case 9: return .parameters([ParameterChange(name: "n", value: double(&dice)), ParameterChange(name: "", value: 1)])
        case 10: return .close
        case 11: return .transfer(Amount(raw: Int128(dice.number()) << Int128(dice.roll(60))))
        case 12:
            return .limits(
                RiskLimits(workingOrders: dice.roll(99), orderValueToEquity: double(&dice), grossExposureToEquity: double(&dice)))
        case 13: return .stopTest
        case 14: return test(&dice) ?? .stopTest
        default: return .stage("trial", capital: double(&dice))
        }
    }

    private static func test(_ dice: inout Dice) -> SeatCommand? {
        let most = dice.roll(2) == 0 ? nil : 40 + dice.roll(500)
        let rules = try? ExperimentRules(
            treatmentShare: Double(1 + dice.roll(98)) / 100, minimumDays: 1 + dice.roll(40), minimumTrades: dice.roll(90), significance: 0.01,
            smallestEffect: Double(dice.roll(5)) / 1_000, maximumDays: most)
        let pairing = ABTerms.Pairing.allCases[dice.roll(2)]
        return rules.map { .startTest(ABTerms(version: version, rules: $0, pairing: pairing, periodsPerYear: double(&dice))) }
    }

    private static func terms(_ dice: inout Dice) -> SeatTerms {
        var rules = VenueRules()
        rules.fillTiming = VenueRules.FillTiming.allCases[dice.roll(3)]
        rules.path = VenueRules.BarPath.allCases[dice.roll(4)]
        rules.slippage = SlippageModel(
            fixed: Price(raw: dice.number()), spread: Rate(raw: dice.number()), volumeShare: double(&dice))
        rules.fees = FeeSchedule(rate: Rate(raw: dice.number()))
        rules.fees.sellTaxes = (0..<dice.roll(3)).map { _ in
            FeeSchedule.SellTax(from: Timestamp(nanoseconds: dice.number()), rate: Rate(raw: 5))
        }
        rules.fees.roundingPlaces = dice.roll(2) == 0 ? nil : 2
        if dice.roll(2) == 0 { rules.account = .margin(.init(leverage: double(&dice), borrowRate: Rate(raw: dice.number()))) }
        rules.latency = dice.number()
        var limits = ScriptLimits()
        limits.seed = UInt64(bitPattern: dice.number())
        limits.callbackMilliseconds = dice.roll(999)
        var terms = SeatTerms(
            version: version, symbols: Array(["A", "B"].prefix(dice.roll(3))), cash: Amount(raw: Int128(dice.number())),
            parameters: [ParameterChange(name: "n", value: double(&dice))], rules: rules, scriptLimits: limits)
        terms.role =
            [.live, .shadow(of: "x"), .experiment(name: "e", isTreatment: true), .experiment(name: "e", isTreatment: false)][
                dice.roll(4)]
        return terms
    }

    private static func notice(_ dice: inout Dice) -> DeskNotice {
        let content: DeskNotice.Content
        switch dice.roll(10) {
        case 9:
            content = .test(ABNotice(ABNotice.Step.allCases[dice.roll(6)], Verdict.allCases[dice.roll(4)], "1 of the at least 30 days"))
        case 0: content = .log(line: dice.roll(99), text: "said")
        case 1: content = .suspended("a.lua:3: näh")
        case 2: content = .reverted(to: version, because: "it failed")
        case 3: content = .committed(version)
        case 4: content = .done("pause")
        case 5: content = .refused("no")
        case 6: content = .report(MadeUpRun.report(&dice))
        case 7:
            content = .trade(
                ClosedTrade(
                    instrument: InstrumentID(2), side: .sell, quantity: Quantity(raw: dice.number()),
                    entryTime: Timestamp(nanoseconds: dice.number()),
                    entryPrice: Price(raw: dice.number()), exitTime: Timestamp(nanoseconds: dice.number()),
                    exitPrice: Price(raw: dice.number()),
                    fees: Amount(raw: Int128(dice.number()) << 20), exitBasis: .close, entryOrder: OrderID(dice.number()),
                    exitOrder: OrderID(dice.number())))
        default: content = .effect(MadeUpRun.effect(&dice))
        }
        return DeskNotice(seat: ["a", "b"][dice.roll(2)], content)
    }

    private static func abort(_ dice: inout Dice) -> DeskAbort {
        DeskAbort(
            seat: "a", place: [.active, .standby, .making][dice.roll(3)],
            abort: ClockAbort(
                turn: UInt64(dice.roll(9_999)), message: "a.lua:2: too long", line: 2, traceback: "", callback: "on_bar",
                event: 7,
                state: dice.roll(2) == 0 ? nil : [1, 2, 255], nextOrderHandle: dice.number(), timerNames: ["t", ""],
                log: [ScriptLog.Line(step: -1, line: 3, text: "x")]))
    }
}

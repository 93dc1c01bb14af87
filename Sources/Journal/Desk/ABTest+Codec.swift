import Desk
import Experiments
import Scripting

// What an A/B test adds to events and notices.
extension ByteWriter {
    mutating func test(_ terms: ABTerms) {
        version(terms.version)
        text(terms.pairing.rawValue)
        double(terms.periodsPerYear)
        let rules = terms.rules
        for value in [rules.treatmentShare, rules.significance, rules.smallestEffect] { double(value) }
        signed(Int64(rules.minimumDays))
        signed(Int64(rules.minimumTrades))
        flag(rules.maximumDays != nil)
        if let most = rules.maximumDays { signed(Int64(most)) }
    }

    mutating func test(_ notice: ABNotice) {
        text(notice.step.rawValue)
        text(notice.verdict.rawValue)
        text(notice.text)
    }
}

extension ByteReader {
    mutating func test(_ texts: Texts) throws(CodecError) -> ABTerms {
        let version = try version(texts)
        guard let pairing = ABTerms.Pairing(rawValue: try text("the pairing")) else {
            throw error("an unknown pairing of returns")
        }
        let periods = try double("the pairs in a year")
        let share = try double("the share of the treatment")
        let significance = try double("the significance")
        let effect = try double("the smallest effect")
        let days = try int("the least number of days")
        let trades = try int("the least number of trades")
        let most = try flag("the mark of a greatest number of days") ? try int("the greatest number of days") : nil
        let rules: ExperimentRules
        do {
            rules = try ExperimentRules(
                treatmentShare: share, minimumDays: days, minimumTrades: trades, significance: significance,
                smallestEffect: effect,
                maximumDays: most)
        } catch {
            throw self.error("rules of an A/B test that cannot be: \(error)")
        }
        return ABTerms(version: version, rules: rules, pairing: pairing, periodsPerYear: periods)
    }

    mutating func testNotice() throws(CodecError) -> ABNotice {
        guard let step = ABNotice.Step(rawValue: try text("the step of a test")) else { throw error("an unknown step of a test") }
        guard let verdict = Verdict(rawValue: try text("the verdict")) else { throw error("an unknown verdict") }
        return ABNotice(step, verdict, try text("what was said"))
    }
}

import Numerics

extension Experiment {
    /// The reason of the verdict in words; yearly figures are those of a pair times `periodsPerYear`.
    public func reason(periodsPerYear: Double) -> String {
        let now = current
        switch now.basis {
        case .sameVersion:
            return "control and treatment are the same version with the same parameters: there is nothing to tell apart"
        case .identicalReturns: return "the two versions had the same return on each of \(now.pair) occasions"
        case .fewDays: return "\(pairs.days) of the at least \(rules.minimumDays) days"
        case .fewTrades:
            return
                "the control closed \(pairs.controlTrades) and the treatment \(pairs.treatmentTrades) trades; each must close at least "
                + "\(rules.minimumTrades)"
        case .fewDifferences:
            return
                "\(sequential.positiveCount) differences above and \(sequential.negativeCount) below zero: the sequential test needs "
                + "\(sequential.warmUp) in all and \(sequential.leastOfEachSign) of each sign"
        case .undecided:
            return "the mean difference may lie anywhere in \(range(periodsPerYear)) a year\(forecast(periodsPerYear))"
        case .meanDiffers:
            let word = now.verdict == .adoptTreatment ? "above" : "below"
            return
                "after \(now.pair) pairs the confidence sequence of the mean difference was \(word) zero; it is \(range(periodsPerYear)) a year now"
        case .withinSmallestEffect:
            return "after \(now.pair) pairs the mean difference was known to be smaller than "
                + "\(Experiment.percent(rules.smallestEffect * periodsPerYear)) a year either way"
        case .maximumDays:
            return
                "the maximum of \(rules.maximumDays ?? pairs.days) days passed without a decision; the mean difference may now lie anywhere in "
                + "\(range(periodsPerYear)) a year"
        }
    }

    private func forecast(_ periodsPerYear: Double) -> String {
        guard let needed = sequential.observationsForDecision, needed > pairs.count else { return "" }
        func years(_ pairs: Int) -> String {
            let tenths = Int((10 * Double(pairs) / periodsPerYear).rounded())
            return tenths < 100 ? "\(tenths / 10).\(tenths % 10)" : "\((tenths + 5) / 10)"
        }
        return
            "; if mean and spread stayed what they are, it would take about \(years(needed)) years to decide (now \(years(pairs.count)))"
    }

    private func range(_ periodsPerYear: Double) -> String {
        let interval = sequential.interval
        guard interval.lowerBound.isFinite, interval.upperBound.isFinite else { return "any range: too little has been seen" }
        return
            "\(Experiment.percent(interval.lowerBound * periodsPerYear)) to \(Experiment.percent(interval.upperBound * periodsPerYear))"
    }

    /// Two decimals and a sign, such as `+1.25 %`, by whole-number arithmetic.
    static func percent(_ fraction: Double) -> String {
        let hundredths = (fraction.magnitude * 10_000).rounded()
        guard hundredths < 1e15 else { return "\(fraction * 100) %" }
        let whole = Int(hundredths)
        let digits = whole % 100 < 10 ? "0\(whole % 100)" : "\(whole % 100)"
        return "\(whole == 0 ? "" : fraction < 0 ? "-" : "+")\(whole / 100).\(digits) %"
    }
}

import Optimization

extension OptimizeInputs {
    /// Bounds of one side and value beyond which they are counted instead of named.
    private static let mostBounds = 5

    private enum Side: String {
        case min, max
    }

    /// Constraints that contradict each other, in one wording whichever solver found them: bounds as `min 0.6 of AAPL`, those
    /// that many assets share in one entry.
    func describe(_ conflict: [String]) -> [String] {
        var bounds: [String: (side: Side, index: Int)] = [:]
        for (index, name) in names.enumerated() {
            for subject in ["of \(name)", "of asset \(index)"] {
                bounds["lower bound " + subject] = (.min, index)
                bounds["upper bound " + subject] = (.max, index)
                bounds["lower bound \(constraints.lower[index]) " + subject] = (.min, index)
                bounds["upper bound \(constraints.upper[index]) " + subject] = (.max, index)
            }
        }
        func value(_ bound: (side: Side, index: Int)) -> Double {
            bound.side == .min ? constraints.lower[bound.index] : constraints.upper[bound.index]
        }
        func kind(_ bound: (side: Side, index: Int)) -> String { "\(bound.side.rawValue) \(value(bound))" }
        var counts: [String: Int] = [:]
        for item in conflict { if let bound = bounds[item] { counts[kind(bound), default: 0] += 1 } }
        var written: Set<String> = []
        return conflict.compactMap { item in
            guard let bound = bounds[item] else { return describe(item) }
            let (kind, count) = (kind(bound), counts[kind(bound)] ?? 0)
            guard count > Self.mostBounds else { return "\(kind) of \(names[bound.index])" }
            return written.insert(kind).inserted ? "\(kind) of \(count) assets" : nil
        }
    }

    private func describe(_ item: String) -> String {
        if let target = options.targetReturn, item == "target return" || item.hasPrefix("expected return at least") {
            return "expected return of at least \(target) a year"
        }
        switch item {
        case "budget": return "budget: weights sum to \(constraints.budget)"
        case "target volatility": return "volatility of at most \(options.targetVolatility ?? .nan) a year"
        case "turnover": return "turnover at most \(constraints.turnover?.maximum ?? .nan)"
        case "leverage": return "leverage at most \(constraints.maximumLeverage ?? .nan)"
        default: return item
        }
    }
}

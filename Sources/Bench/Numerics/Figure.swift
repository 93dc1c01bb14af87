/// One row of the table: how long a piece of work takes, what it was to take, and how exact its answer is.
struct Figure {
    let id: String
    let name: String
    /// Seconds.
    let best: Double
    let median: Double
    /// Largest number of seconds that is good enough, or the largest ratio where `reference` is there.
    let target: Double
    /// Seconds of what the work is held against, in the same run.
    var reference: Double?
    var accuracy: Accuracy?
    var note = ""

    /// A residual and what it may be at most.
    struct Accuracy {
        let name: String
        let value: Double
        let target: Double
    }

    var isReached: Bool {
        let isFast = reference.map { best / $0 <= target } ?? (best <= target)
        return isFast && (accuracy.map { $0.value <= $0.target } ?? true)
    }

    var line: String {
        var text = "\(name): \(Figure.duration(best)) (median \(Figure.duration(median)))"
        if let reference {
            text += ", \(CoreBench.rounded(best / reference)) × \(Figure.duration(reference)); aim \(CoreBench.rounded(target)) ×"
        } else {
            text += "; aim \(Figure.duration(target))"
        }
        if let accuracy { text += "; \(accuracy.name) \(Figure.short(accuracy.value)), aim \(Figure.short(accuracy.target))" }
        if !note.isEmpty { text += "; \(note)" }
        return text + (isReached ? "; reached" : "; NOT REACHED")
    }

    static func duration(_ seconds: Double) -> String {
        seconds >= 1 ? "\(CoreBench.rounded(seconds)) s" : "\(CoreBench.rounded(seconds * 1e3)) ms"
    }

    /// Two significant digits.
    static func short(_ x: Double) -> String {
        guard x > 0, x.isFinite else { return "\(x)" }
        var (mantissa, exponent) = (x, 0)
        while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
        while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
        return "\((mantissa * 10).rounded() / 10)e\(exponent)"
    }
}

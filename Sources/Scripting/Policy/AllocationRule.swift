/// A policy that divides capital: the function `allocate(book)`, whose answer is checked before anything of it is used.
public struct AllocationRule {
    public struct Bounds: Sendable {
        /// Whether weights may be negative.
        public var allowsNegative: Bool
        /// The most that the magnitudes of all weights may sum to.
        public var total: Double

        public init(allowsNegative: Bool = false, total: Double = 1) {
            self.allowsNegative = allowsNegative
            self.total = total
        }
    }
    public typealias Weight = (name: String, weight: Double)

    public let policy: PolicyScript

    /// - Throws: `ScriptError` where the policy has no function `allocate`.
    public init(_ policy: PolicyScript) throws(ScriptError) {
        guard policy.kind == .allocation else {
            throw policy.mistake(
                "is no allocation rule: it defines no function allocate(book) that returns a weight for each strategy", line: 0)
        }
        self.policy = policy
    }

    /// Weights for all strategies of the book, in its order.
    /// - Throws: `ScriptError` that names the function's place, the strategy and the value.
    public func weights(for book: AllocationBook, bounds: Bounds = Bounds()) throws(ScriptError) -> [Weight] {
        try weights(book: book.value, names: book.strategies.map(\.name), bounds: bounds)
    }

    /// The same for a book that is a value already.
    func weights(book: ScriptValue, names: [String], bounds: Bounds = Bounds()) throws(ScriptError) -> [Weight] {
        let answer = try policy.call("allocate", [book])
        let given = try read(answer)
        for (name, value) in given { try check(name, value, names, bounds) }
        var weights: [Weight] = []
        for name in names {
            guard let weight = given.first(where: { $0.name == name })?.value.double else {
                throw mistake("has no weight for '\(name)': give every strategy one, 0 for no capital")
            }
            weights.append((name, weight))
        }
        let total = weights.reduce(0) { $0 + $1.weight.magnitude }
        // Weights of an optimizer sum to 1 but for rounding.
        guard total <= bounds.total + 1e-9 else {
            throw mistake("has weights that sum to \(shown(total)): expected at most \(shown(bounds.total))")
        }
        return weights
    }

    /// A table of names and weights, or a vector with names.
    private func read(_ answer: ScriptValue) throws(ScriptError) -> [(name: String, value: ScriptValue)] {
        if case .array(let array) = answer, !array.isMatrix, array.names.count == array.elements.count {
            return zip(array.names, array.elements).map { ($0, .number($1)) }
        }
        guard let fields = answer.table?.fields else {
            let found = answer.table == nil ? answer.kind : "a table with keys that are no names"
            throw mistake("is \(found): expected a table of weights by name, such as {trend = 0.5, carry = 0.5}")
        }
        return fields
    }

    private func check(_ name: String, _ value: ScriptValue, _ names: [String], _ bounds: Bounds) throws(ScriptError) {
        guard names.contains(name) else {
            throw mistake("has a weight for '\(name)', which is no strategy of the book: \(suggestion(for: name, among: names))")
        }
        guard let weight = value.double else { throw mistake("has \(value.kind) as the weight of '\(name)': expected a number") }
        guard weight.isFinite else {
            throw mistake("has \(shown(weight)) as the weight of '\(name)': expected a finite number; is a divisor 0?")
        }
        guard bounds.allowsNegative || weight >= 0 else {
            throw mistake("has \(shown(weight)) as the weight of '\(name)': negative weights are not allowed here")
        }
    }

    private func mistake(_ text: String) -> ScriptError {
        policy.mistake("the answer of allocate \(text)", line: policy.line(of: "allocate"), kind: .runtime)
    }

    private func shown(_ value: Double) -> String { ScriptValue.plain(value) }
}

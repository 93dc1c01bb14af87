import Kernel
import Market
import Scripting

/// `perigee check` of a policy: what it is, what it declares, and what it answers to a book that is made up.
struct PolicyCheck {
    private let policy: PolicyScript
    private let kind: PolicyKind
    private let strategies: [String]

    /// - Returns: `nil` where the file is no policy.
    init?(_ arguments: Arguments) throws {
        guard let path = arguments.positions.first, let kind = PolicyKind.of(source: try ScriptFile.read(path).text) else { return nil }
        policy = try PolicyFile.load(path, overrides: arguments.texts("param").map(BacktestOptions.override))
        // What the text assigns may turn out to be of another type.
        let expected = kind == .lifecycle ? "table" : "function"
        guard policy.kind == kind else { throw CommandError("\(path): '\(kind.entry)' is no \(expected)") }
        self.kind = kind
        strategies = arguments.text("strategies")?.split(separator: ",").map(String.init) ?? ["calm", "wild", "young"]
    }

    func run() throws -> Int32 {
        Terminal.output("script      \(policy.path): ok\n")
        for parameter in policy.parameters { Terminal.output("parameter   \(CheckCommand.describe(parameter))\n") }
        switch kind {
        case .allocation: try checkAllocation(AllocationRule(policy))
        case .lifecycle: describe(try LifecyclePolicy(policy))
        case .risk: try checkTightening(RiskTightening(policy))
        }
        Terminal.output("memory      \(policy.memoryBytes / 1024) kB held\n")
        return 0
    }

    /// Daily returns of the bar generator: the first strategy moves half, the second twice as much, the third has run ten days.
    private func book() -> AllocationBook {
        var book = AllocationBook(equity: 100_000, cash: 100_000, time: 1_704_067_200_000_000_000, date: "2024-01-01", strategies: [])
        for (index, name) in strategies.enumerated() {
            let days = index % 3 == 2 ? 10 : 250
            let scale = index % 3 == 0 ? 0.5 : index % 3 == 1 ? 2 : 1
            let bars = BarGenerator(seed: UInt64(index) + 1).bars(days + 1)
            var strategy = AllocationBook.Strategy(name: name, type: "made-up", stage: "live")
            strategy.returns = (0..<days).map { scale * (bars.close[$0 + 1] / bars.close[$0] - 1) }
            strategy.days = days
            strategy.weight = 1 / Double(strategies.count)
            strategy.equity = book.equity * strategy.weight
            book.strategies.append(strategy)
        }
        return book
    }

    private func checkAllocation(_ rule: AllocationRule) throws {
        Terminal.output("kind        allocation rule\n")
        let weights = try rule.weights(for: book())
        for (name, weight) in weights { Terminal.output("dry run     \(name) \(IndicatorCommand.plain(weight))\n") }
        Terminal.output("            strategies made up; name others with --strategies A,B\n")
    }

    private func describe(_ lifecycle: LifecyclePolicy) {
        Terminal.output("kind        lifecycle policy\n")
        for stage in lifecycle.stages {
            let mark = stage.name == lifecycle.initial ? ", where strategies begin" : ""
            Terminal.output("stage       \(stage.name): \(IndicatorCommand.plain(stage.capital * 100)) % of its capital\(mark)\n")
            for transition in lifecycle.transitions where transition.from == stage.name {
                Terminal.output("            to \(transition.to) when \(transition.description)\n")
            }
        }
        for note in lifecycle.notes { Terminal.output("note        \(note)\n") }
    }

    private func checkTightening(_ policy: RiskTightening) throws {
        Terminal.output("kind        risk policy\n")
        for percent in [0.0, 5, 10, 20, 50] {
            let book = RiskBook(equity: 100 - percent, peak: 100, time: 1_704_067_200_000_000_000, date: "2024-01-01")
            let limits = try policy.limits(for: book, within: .standard)
            Terminal.output("dry run     drawdown \(Int(percent)) %: \(limits.words)\n")
        }
    }
}

extension RiskLimits {
    /// In a sentence's words.
    var words: String {
        func shown(_ limit: Double) -> String { limit == .infinity ? "open" : IndicatorCommand.plain(limit) }
        let (gross, order) = (shown(grossExposureToEquity), shown(orderValueToEquity))
        return "gross exposure \(gross), an order \(order) of equity, \(workingOrders) working orders"
    }
}

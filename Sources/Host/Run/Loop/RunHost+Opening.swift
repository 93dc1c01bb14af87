import Configuration
import Desk
import Kernel
import Money
import Numerics
import Scripting

// What happens once, before the first event.
extension RunHost {
    func checkSymbols() throws {
        let known = desk.instruments.map(\.symbol)
        for terms in configuration.strategies {
            for node in terms.symbols {
                let symbol = try node.string()
                guard known.contains(symbol) else {
                    let near =
                        nearestName(to: symbol, among: known).map { "did you mean '\($0)'?" }
                        ?? "there are \(known.prefix(20).joined(separator: ", "))"
                    throw node.error("unknown symbol '\(symbol)': \(near)")
                }
            }
        }
    }

    /// Opens the seats as events, so that a replay opens them too.
    func openStrategies() throws {
        let stages = lifecycle
        for record in book.records {
            let file = try journal?.script(record.terms.script) ?? ScriptFile.read(record.terms.script)
            let version = ScriptVersion(path: record.terms.script, hash: file.hash, text: file.text)
            let share = stages?.stage(stages?.initial ?? "")?.capital ?? 1
            let cash =
                share == 0 || share == 1
                ? record.terms.cash
                : Amount(
                    share * record.terms.cash.doubleValue)?.rounded(toPlaces: 2, .down)
            try open(
                record, version, parameters: record.terms.parameters, capital: cash ?? record.terms.cash, isOnPaper: share == 0,
                author: "configuration")
            if let stages {
                submit(record.name, .stage(stages.initial, capital: share), author: "lifecycle", reason: "the first stage")
            }
        }
    }

    /// Opens the seat of a strategy: on paper its orders go to a venue of its own and its money is none of the book.
    /// - Throws: `CommandError` where its script cannot run.
    func open(
        _ record: StrategyRecord, _ version: ScriptVersion, parameters: [ParameterChange], capital: Amount, isOnPaper: Bool,
        author: String
    ) throws {
        var terms = SeatTerms(
            version: version, symbols: try record.terms.symbols.map { try $0.string() }, cash: capital, parameters: parameters,
            rules: configuration.venue.rules, limits: record.terms.limits, scriptLimits: record.terms.scriptLimits)
        if isOnPaper { terms.role = .shadow(of: record.name) }
        for notice in submit(record.name, .open(terms), author: author) {
            if case .refused(let text) = notice.content { throw CommandError(text) }
        }
    }
}

import CLuaBridge

/// A script that tries to get out, to harm its host or to run for ever, and how it must end.
struct SandboxAttack {
    enum Outcome {
        /// Runs to its end; the global `r` reads as the text.
        case harmless(String)
        /// A script error whose message contains the text.
        case refused(String)
        case outOfMemory
        case stopped
        /// Refused by the compiler, with a message that contains the text.
        case notCompiled(String)
    }

    let name: String
    let source: String
    let outcome: Outcome

    init(_ name: String, _ source: String, _ outcome: Outcome) {
        self.name = name
        self.source = source
        self.outcome = outcome
    }

    var expectedStatus: pg_status {
        switch outcome {
        case .harmless: PG_OK
        case .refused: PG_ERR_RUNTIME
        case .outOfMemory: PG_ERR_MEMORY
        case .stopped: PG_ERR_BUDGET
        case .notCompiled: PG_ERR_SYNTAX
        }
    }

    /// Time enough to end as expected where the end is another one than the stop.
    var budgetMilliseconds: UInt64 {
        if case .stopped = outcome { 60 } else { 20_000 }
    }

    static let all = reach + protectedTables + endlessCode + endlessLibrary + memory + errors + libraryArguments
}

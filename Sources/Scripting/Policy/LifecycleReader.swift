/// Reads the table `lifecycle` and finds its mistakes.
struct LifecycleReader {
    private let policy: PolicyScript
    private let table: ScriptTable
    private let place: SourcePlace
    private(set) var stages: [LifecyclePolicy.Stage] = []
    private(set) var initial = ""
    private(set) var transitions: [LifecyclePolicy.Transition] = []
    private(set) var notes: [String] = []

    init(_ policy: PolicyScript) throws(ScriptError) {
        guard policy.kind == .lifecycle, case .table(let table) = try policy.values.global("lifecycle") else {
            throw policy.mistake(
                "is no lifecycle policy: it defines no table lifecycle = {stages = …, initial = …, transitions = …}", line: 0)
        }
        self.policy = policy
        self.table = table
        place = SourcePlace(policy.source, table: "lifecycle")
    }

    mutating func read() throws(ScriptError) {
        try expectFields(table, ["stages", "initial", "transitions"], of: "lifecycle", line: place.line)
        try readStages()
        try readInitial()
        try readTransitions()
        try checkReach()
        describe()
    }

    private func mistake(_ text: String, _ line: Int) -> ScriptError { policy.mistake(text, line: line) }

    private func expectFields(_ table: ScriptTable, _ known: [String], of what: String, line: Int) throws(ScriptError) {
        for (key, _) in table.entries {
            if case .text(let name) = key, known.contains(name) { continue }
            throw mistake("\(what) has an unknown field \(key.field): \(suggestion(for: key.field, among: known))", line)
        }
    }

    /// `{"paper", capital = 0}`, or a name alone, whose share is 1.
    private mutating func readStages() throws(ScriptError) {
        guard let list = table[.text("stages")]?.table?.list, !list.isEmpty else {
            throw mistake("lifecycle.stages: expected a list such as {{\"paper\", capital = 0}, {\"live\", capital = 1}}", place.line)
        }
        for value in list {
            let entry = value.table
            guard let name = value.text ?? entry?[.integer(1)]?.text, !name.isEmpty else {
                throw mistake("lifecycle.stages: \(value) is no stage: expected a name, or {\"name\", capital = share}", place.line)
            }
            let line = place.line(of: name)
            if let entry {
                let rest = ScriptTable(entry.entries.filter { $0.key != .integer(1) })
                try expectFields(rest, ["capital"], of: "stage '\(name)'", line: line)
            }
            guard !stages.contains(where: { $0.name == name }) else { throw mistake("stage '\(name)' is declared twice", line) }
            let share = entry?[.text("capital")] ?? .number(1)
            guard let capital = share.double, capital >= 0, capital <= 1 else {
                throw mistake("stage '\(name)': its capital is \(share): expected a share from 0 to 1", line)
            }
            stages.append(.init(name: name, capital: capital))
        }
    }

    private func stageMistake(_ value: ScriptValue, _ what: String, _ line: Int) -> ScriptError {
        guard let name = value.text else { return mistake("\(what) is \(value.kind): expected the name of a stage", line) }
        return mistake("\(what) is '\(name)', which is no stage: \(suggestion(for: name, among: stages.map(\.name)))", line)
    }

    private func stage(_ value: ScriptValue, _ what: String, _ line: Int) throws(ScriptError) -> String {
        guard let name = value.text, stages.contains(where: { $0.name == name }) else { throw stageMistake(value, what, line) }
        return name
    }

    private mutating func readInitial() throws(ScriptError) {
        let value = table[.text("initial")] ?? .none
        initial = try stage(value, "lifecycle.initial", value.text.map(place.line(of:)) ?? place.line)
    }

    private mutating func readTransitions() throws(ScriptError) {
        guard let list = (table[.text("transitions")] ?? .list([])).table?.list ?? (stages.count == 1 ? [] : nil) else {
            let example = "{{from = \"paper\", to = \"live\", when = {\"sharpe >= 1\"}}}"
            throw mistake("lifecycle.transitions: expected a list such as \(example)", place.line)
        }
        for (index, value) in list.enumerated() {
            guard let entry = value.table else {
                throw mistake("lifecycle.transitions[\(index + 1)] is \(value.kind): expected {from = …, to = …, when = …}", place.line)
            }
            let ends = [entry[.text("from")], entry[.text("to")]].map { $0?.text }
            let earlier = transitions.count { $0.from == ends[0] && $0.to == ends[1] }
            let line = place.line(in: "transitions", ofAll: ends.compactMap(\.self), earlier: earlier)
            try expectFields(entry, ["from", "to", "when", "any"], of: "lifecycle.transitions[\(index + 1)]", line: line)
            let from = try stage(entry[.text("from")] ?? .none, "'from' of transition \(index + 1)", line)
            let to = try stage(entry[.text("to")] ?? .none, "'to' of transition \(index + 1)", line)
            try add(from, to, entry, line)
        }
    }

    private mutating func add(_ from: String, _ to: String, _ entry: ScriptTable, _ line: Int) throws(ScriptError) {
        let name = "the transition from '\(from)' to '\(to)'"
        guard from != to else { throw mistake("\(name) leads nowhere: expected two stages", line) }
        guard !transitions.contains(where: { $0.from == from && $0.to == to }) else {
            throw mistake("\(name) is there twice: put the criteria into one, as when = {…} for all or any = {…} for one of them", line)
        }
        let (all, any) = (entry[.text("when")], entry[.text("any")])
        guard (all == nil) != (any == nil), let given = all ?? any else {
            throw mistake("\(name): expected either when = {…}, of which all are needed, or any = {…}, of which one is enough", line)
        }
        let isOne = given.text != nil || given["function"] != .none
        guard let list = isOne ? [given] : given.table?.list, !list.isEmpty else {
            throw mistake("\(name) has no criteria: expected a list such as {\"days_in_stage >= 30\", \"sharpe > 0.5\"}", line)
        }
        var criteria: [LifecycleCriterion] = []
        for value in list {
            do {
                criteria.append(try LifecycleCriterion(value))
            } catch {
                throw mistake("\(name): \(error.text)", value.text.flatMap(place.found) ?? line)
            }
        }
        transitions.append(.init(from: from, to: to, criteria: criteria, needsAll: all != nil))
    }

    private func checkReach() throws(ScriptError) {
        var reached = [initial]
        var next = 0
        while next < reached.count {
            let ways = transitions.filter { $0.from == reached[next] }
            for way in ways where !reached.contains(way.to) { reached.append(way.to) }
            next += 1
        }
        guard let lost = stages.first(where: { !reached.contains($0.name) }) else { return }
        let line = place.line(of: lost.name)
        throw mistake("stage '\(lost.name)' cannot be reached from '\(initial)': add a transition to it, or remove it", line)
    }

    private mutating func describe() {
        for stage in stages where !transitions.contains(where: { $0.from == stage.name }) {
            notes.append("no way leads out of '\(stage.name)'")
        }
        for (index, first) in transitions.enumerated() {
            for second in transitions.dropFirst(index + 1) where second.from == first.from && LifecycleReader.overlap(first, second) {
                let both = "from '\(first.from)' the ways to '\(first.to)' and '\(second.to)' can be met at once"
                notes.append("\(both): then '\(first.to)', which comes first, is taken")
            }
        }
    }

    /// Whether some measures meet both. A function may be met by any.
    private static func overlap(_ a: LifecyclePolicy.Transition, _ b: LifecyclePolicy.Transition) -> Bool {
        let needed = (a.needsAll ? a.criteria : []) + (b.needsAll ? b.criteria : [])
        let choices = [a, b].filter { !$0.needsAll }.map(\.criteria)
        func meets(_ criteria: [LifecycleCriterion]) -> Bool {
            LifecycleMeasure.allCases.allSatisfy { measure in
                let ranges = criteria.compactMap(\.range).filter { $0.measure == measure }
                return (ranges.map(\.low).max() ?? -.infinity) <= (ranges.map(\.high).min() ?? .infinity)
            }
        }
        guard let first = choices.first else { return meets(needed) }
        guard choices.count > 1 else { return first.contains { meets(needed + [$0]) } }
        return first.contains { x in choices[1].contains { meets([x, $0]) } }
    }
}

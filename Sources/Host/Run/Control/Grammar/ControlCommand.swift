/// A command of `perigee ctl`: what may follow its name.
struct ControlCommand: Sendable {
    enum Part: Equatable, Sendable {
        case word(String)
        case name
        case order
        /// A file that the host reads; its path is absolute on the wire.
        case file
        /// One or more `key=value`.
        case settings
        /// The name may be left out.
        case optionalName
        /// Any number of names.
        case names
        /// How far to step; may be left out.
        case distance

        var usage: String {
            switch self {
            case .word(let word): word
            case .name: "NAME"
            case .order: "ORDER"
            case .file: "FILE"
            case .settings: "KEY=VALUE…"
            case .optionalName: "[NAME]"
            case .names: "[NAME…]"
            case .distance: "[DISTANCE]"
            }
        }
    }

    let name: String
    /// Each way to write it, the more specific first.
    let forms: [[Part]]
    let summary: String
    /// Options that go with this command alone.
    let options: [String]

    init(_ name: String, _ forms: [[Part]], _ summary: String, options: [String] = []) {
        self.name = name
        self.forms = forms
        self.summary = summary
        self.options = options
    }

    func usage(_ form: [Part]) -> String { ([name] + form.map(\.usage)).joined(separator: " ") }

    /// Of all commands, each once.
    static var optionNames: [String] {
        all.flatMap(\.options).reduce(into: []) { names, name in if !names.contains(name) { names.append(name) } }
    }

    static let all: [ControlCommand] = [
        .init("status", [[]], "the host and each strategy: state, version, profit, exposure, speed"),
        .init("list", [[]], "the strategies, policies and versions"),
        .init("reload", [[.name]], "reads the script's file again and swaps it in, as one transaction", options: ["expect"]),
        .init("stage", [[.name, .file]], "checks a version and keeps it for 'promote'", options: ["expect"]),
        .init("diff", [[.name]], "what differs between the running and the staged version"),
        .init("promote", [[.name]], "swaps the staged version in, as one transaction", options: ["expect"]),
        .init("rollback", [[.name]], "back to the version before", options: ["expect"]),
        .init("pause", [[.name]], "no bars reach the script and no order passes"),
        .init("resume", [[.name]], "ends a pause"),
        .init(
            "kill", [[.optionalName]], "cancels all orders and lets none pass, of one strategy or of all", options: ["flatten"]),
        .init("reset", [[.name]], "lets a killed or suspended strategy trade again"),
        .init(
            "clutch", [[.word("on"), .optionalName], [.word("off"), .optionalName]], "off: signals go on, orders do not pass"),
        .init("params", [[.name, .settings]], "changes parameters of the running script", options: ["expect"]),
        .init("shadow", [[.name, .word("stop")], [.name, .file]], "a version decides along on a venue of its own"),
        .init(
            "ab", [[.word("start"), .name, .file], [.word("status"), .optionalName], [.word("stop"), .name]],
            "two versions trade side by side until one is shown to be better",
            options: ["share", "per", "min-days", "min-trades", "max-days", "alpha", "effect", "periods-per-year", "adopt", "keep"]),
        .init("why", [[.order]], "how an order came about, from the event to its fills", options: ["seat"]),
        .init("step", [[.distance]], "lets events come where the speed is 'step': so many, for so long (1d), or to a date"),
        .init("tail", [[.names]], "what happens, as it happens; Ctrl-C ends it"),
        .init("stop", [[]], "ends the run in order"),
    ]
}

/// One frame of `perigee top`, and what keys do to it. Knows no terminal: keys in, lines out.
struct TopScreen {
    enum Key: Equatable {
        case up, down, pageUp, pageDown, home, end, space, quit
        case character(Character)
    }

    /// What a key asks for.
    enum Action: Equatable {
        case none, quit
        case pause(String)
        case resume(String)
    }

    private(set) var status: HostStatus?
    private(set) var selected: String?
    private var first = 0
    /// What waits for a `y`.
    private var pending = Action.none
    /// What was done, or what is wrong; shown below.
    var message = ""

    mutating func update(_ status: HostStatus) {
        self.status = status
        if !status.strategies.contains(where: { $0.name == selected }) { selected = status.strategies.first?.name }
    }

    mutating func press(_ key: Key) -> Action {
        if pending != .none {
            let asked = pending
            pending = .none
            message = ""
            if key == .character("y") { return asked }
            if key != .quit { return .none }
        }
        switch key {
        case .quit, .character("q"): return .quit
        case .up, .character("k"): move(-1)
        case .down, .character("j"): move(1)
        case .pageUp: move(-10)
        case .pageDown: move(10)
        case .home: move(-(status?.strategies.count ?? 0))
        case .end: move(status?.strategies.count ?? 0)
        case .space: return toggle()
        case .character: break
        }
        return .none
    }

    private mutating func move(_ steps: Int) {
        guard let strategies = status?.strategies, let index = strategies.firstIndex(where: { $0.name == selected }) else {
            return
        }
        selected = strategies[min(max(index + steps, 0), strategies.count - 1)].name
    }

    /// Pauses what runs and resumes what is paused; where money is at stake only after a second key.
    private mutating func toggle() -> Action {
        guard let status, let strategy = status.strategies.first(where: { $0.name == selected }) else { return .none }
        let action: Action
        switch strategy.state {
        case .running: action = .pause(strategy.name)
        case .paused: action = .resume(strategy.name)
        case .suspended, .killed:
            message = "\(strategy.name) is \(strategy.state.rawValue): perigee ctl reset \(strategy.name)"
            return .none
        }
        guard status.profile == "live" else { return action }
        pending = action
        message = "\(strategy.state == .running ? "pause" : "resume") \(strategy.name)? y/n"
        return .none
    }

    /// Exactly `height` lines or fewer, none wider than `width`.
    mutating func lines(width: Int, height: Int, color: Bool) -> [String] {
        let keys = "↑ ↓ select · space pause/resume · q quit"
        guard let status else { return [fitted(message, width), fitted(keys, width)] }
        let head = status.headline.map { fitted($0, width) }
        let room = max(1, height - head.count - 4)
        let index = status.strategies.firstIndex { $0.name == selected } ?? 0
        if index < first { first = index }
        if index >= first + room { first = index - room + 1 }
        first = max(0, min(first, status.strategies.count - room))
        let shown = Array(status.strategies[first..<min(first + room, status.strategies.count)])
        var lines = head + [""]
        lines +=
            shown.isEmpty ? ["no strategy has a seat yet"] : status.table(shown, selected: selected, width: width, color: color)
        let place = status.strategies.count > room ? "\(first + 1)–\(first + shown.count) of \(status.strategies.count) · " : ""
        let failure = shown.first { $0.name == selected }?.failure
        lines += [fitted(message.isEmpty ? failure ?? "" : message, width), fitted(place + keys, width)]
        return Array(lines.suffix(max(height, 1)))
    }

    private func fitted(_ text: String, _ width: Int) -> String {
        let text = ControlCommand.printable(text.split(separator: "\n").first.map(String.init) ?? "")
        return text.count <= width ? text : String(text.prefix(max(width - 1, 0))) + "…"
    }
}

import Trading

/// A venue that is slow and plainly right: whole prices, one tick at a time, no money, unlimited volume. What the real one does
/// by levels and legs must come out the same.
struct TickByTick {
    struct Entry {
        let id: Int
        let side: Side
        let type: OrderType
        var limit = 0
        var stop = 0
        var trail = 0
        var parent = 0
        var group = 0
    }
    struct Outcome: Hashable {
        let id: Int
        let price: Int
        let bar: Int
    }
    private var entries: [Entry]
    private var triggered: Set<Int> = []
    private var gone: Set<Int> = []
    private var filled: Set<Int> = []
    private(set) var outcomes: [Outcome] = []

    init(_ entries: [Entry]) { self.entries = entries }

    mutating func walk(bar: Int, open: Int, high: Int, low: Int, close: Int, highFirst: Bool) {
        var price = open
        touch(price, bar)
        for target in [highFirst ? high : low, highFirst ? low : high, close] {
            while price != target {
                price += target > price ? 1 : -1
                touch(price, bar)
            }
        }
    }

    private mutating func touch(_ price: Int, _ bar: Int) {
        var changed = true
        while changed {
            changed = false
            for index in entries.indices where act(index, price, bar) { changed = true }
        }
        for index in entries.indices where isActive(entries[index]) && entries[index].type == .trailingStop {
            let entry = entries[index]
            let stop = entry.side == .sell ? max(entry.stop, price - entry.trail) : min(entry.stop, price + entry.trail)
            entries[index].stop = stop
        }
    }

    private func isActive(_ entry: Entry) -> Bool {
        !gone.contains(entry.id) && (entry.parent == 0 || filled.contains(entry.parent))
    }

    /// Whether anything happened to the order at `price`.
    private mutating func act(_ index: Int, _ price: Int, _ bar: Int) -> Bool {
        guard isActive(entries[index]) else { return false }
        if entries[index].type == .trailingStop && entries[index].stop == 0 {
            entries[index].stop = entries[index].side == .sell ? price - entries[index].trail : price + entries[index].trail
        }
        let entry = entries[index]
        let isBuy = entry.side == .buy
        let reachesLimit = isBuy ? price <= entry.limit : price >= entry.limit
        let reachesStop = isBuy ? price >= entry.stop : price <= entry.stop
        switch entry.type {
        case .market: fill(entry, price, bar)
        case .limit where reachesLimit: fill(entry, price, bar)
        case .stop where reachesStop, .trailingStop where reachesStop: fill(entry, price, bar)
        case .stopLimit where triggered.contains(entry.id):
            guard reachesLimit else { return false }
            fill(entry, price, bar)
        case .stopLimit where reachesStop:
            triggered.insert(entry.id)
            if reachesLimit { fill(entry, price, bar) }
        default: return false
        }
        return true
    }

    private mutating func fill(_ entry: Entry, _ price: Int, _ bar: Int) {
        outcomes.append(Outcome(id: entry.id, price: price, bar: bar))
        gone.insert(entry.id)
        filled.insert(entry.id)
        for other in entries where entry.group != 0 && other.group == entry.group { gone.insert(other.id) }
    }
}

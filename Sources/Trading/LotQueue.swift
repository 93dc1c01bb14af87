import Money

/// The open lots of one instrument, oldest first. Taking the oldest moves nothing, so that a pyramid of thousands closes in
/// linear time.
struct LotQueue: Sendable {
    private var items: [TradeLedger.Lot] = []
    private var head = 0

    var isEmpty: Bool { head == items.count }
    var lots: [TradeLedger.Lot] { Array(items[head...]) }

    /// The oldest lot; there must be one.
    var oldest: TradeLedger.Lot {
        get { items[head] }
        set { items[head] = newValue }
    }

    mutating func append(_ lot: TradeLedger.Lot) { items.append(lot) }

    mutating func removeOldest() {
        head += 1
        if head == items.count {
            items.removeAll(keepingCapacity: true)
            head = 0
        } else if head >= 64 && head * 2 >= items.count {
            items.removeFirst(head)
            head = 0
        }
    }

    /// Changes every lot and drops those of which nothing is left.
    mutating func update(_ change: (inout TradeLedger.Lot) -> Void) {
        items.removeFirst(head)
        head = 0
        for index in items.indices { change(&items[index]) }
        items.removeAll { $0.quantity.isZero }
    }
}

import Market
import Money
import Trading

extension SimulatedVenue {
    /// Puts an order among those of its instrument, which is selected, in ascending order of ids, and returns its position.
    @inline(__always)
    func insert(_ entry: WorkingOrder) -> Int {
        workingCount += 1
        if entry.hasRelatives { relatives += 1 }
        var position = working.count
        while position > 0 && working[position - 1].order.id > entry.order.id { position -= 1 }
        if position == working.count { working.append(entry) } else { working.insert(entry, at: position) }
        return position
    }

    @inline(__always)
    func remove(_ position: Int) {
        workingCount -= 1
        if working[position].hasRelatives { relatives -= 1 }
        if position == working.count - 1 { working.removeLast() } else { working.remove(at: position) }
    }

    /// Selects the instrument of a working order, which is most likely `instrument`, and returns the order's position.
    func find(_ id: OrderID, _ instrument: InstrumentID) -> Int? {
        guard workingCount > 0 else { return nil }
        let likely = Int(instrument.index)
        if instruments.indices.contains(likely), hasOrders(likely), select(likely), let position = position(of: id) {
            return position
        }
        for index in instruments.indices where index != likely && hasOrders(index) && select(index) {
            if let position = position(of: id) { return position }
        }
        return nil
    }

    /// The position among the orders of the selected instrument, newest first: most requests are for young orders.
    func position(of id: OrderID) -> Int? {
        var position = working.count - 1
        while position >= 0 {
            if working[position].order.id == id { return position }
            position -= 1
        }
        return nil
    }

    /// The position of the first order younger than `id`, which was at `hint` before orders around it may have ended.
    @inline(__always)
    func position(after id: OrderID, near hint: Int) -> Int {
        var position = min(hint, working.count)
        while position > 0 && working[position - 1].order.id > id { position -= 1 }
        while position < working.count && working[position].order.id <= id { position += 1 }
        return position
    }

    /// Ends an order that is not filled, and the children that waited for it.
    func finish(_ position: Int, _ status: OrderStatus, _ reason: RejectReason) {
        working[position].become(status)
        let order = working[position].order
        remove(position)
        let kind: VenueReport.Kind =
            switch status {
            case .cancelled: .cancelled
            case .expired: .expired
            default: .rejected
            }
        reports.append(report(kind, order, reason))
        if relatives > 0 { releaseChildren(of: order) }
    }
}

import Market
import Money
import Trading

extension SimulatedVenue {
    /// Puts an order among the working ones, which stay ascending by id, and returns its position.
    @inline(__always)
    func insert(_ entry: WorkingOrder) -> Int {
        if entry.hasRelatives { relatives += 1 }
        var position = working.count
        while position > 0 && working[position - 1].order.id > entry.order.id { position -= 1 }
        if position == working.count { working.append(entry) } else { working.insert(entry, at: position) }
        return position
    }

    @inline(__always)
    func remove(_ position: Int) {
        if working[position].hasRelatives { relatives -= 1 }
        if position == working.count - 1 { working.removeLast() } else { working.remove(at: position) }
    }

    /// Newest first: most requests are for young orders.
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

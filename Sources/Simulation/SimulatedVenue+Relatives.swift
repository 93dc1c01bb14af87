import Market
import Money
import Trading

/// Brackets and groups: orders whose life depends on that of others of the same instrument.
extension SimulatedVenue {
    /// Children of a filled parent come to life; orders of the group of a filled one are cut by what it filled.
    func settleRelatives(_ order: Order, filled: Quantity) {
        for position in working.indices where working[position].order.parent == order.id {
            working[position].parentFilled = order.filled
        }
        if order.status == .filled { fitChildren(of: order) }
        guard order.group != .none else { return }
        forEach { $0.order.group == order.group && $0.order.id != order.id } act: { position in
            let left = working[position].order.quantity - filled
            if left <= working[position].order.filled { return finish(position, .cancelled, .groupFilled) }
            working[position].order.quantity = left
            working[position].groupFilled += filled
            reports.append(report(.modified, working[position].order))
        }
    }

    /// A parent that ended leaves to its children what it filled; without a fill they end with it.
    func releaseChildren(of order: Order) {
        if !order.filled.isZero { return fitChildren(of: order) }
        forEach { $0.order.parent == order.id } act: { finish($0, .cancelled, .parentEnded) }
    }

    /// Cuts the children of an order that has ended to what it filled.
    private func fitChildren(of order: Order) {
        forEach { $0.order.parent == order.id && $0.order.quantity > order.filled - $0.groupFilled } act: { position in
            let left = order.filled - working[position].groupFilled
            if left <= working[position].order.filled { return finish(position, .cancelled, .parentEnded) }
            working[position].order.quantity = left
            reports.append(report(.modified, working[position].order))
        }
    }

    /// Children that were for all of an order are for all of it again.
    func resizeChildren(of order: Order, from before: Quantity) {
        forEach { $0.order.parent == order.id && $0.order.quantity == before } act: { position in
            guard order.quantity > working[position].order.filled else { return }
            working[position].order.quantity = order.quantity
            reports.append(report(.modified, working[position].order))
        }
    }

    /// Ends the exits of a position that is closed or turned: reduce-only orders whose parent has ended and which could no longer
    /// reduce.
    func endProtection(_ instrument: Int) {
        guard relatives > 0 && hasOrders(instrument) && select(instrument) else { return }
        let held = account.positions[instrument].quantity
        forEach {
            $0.order.flags.contains(.reduceOnly) && $0.order.parent != .none
                && (held.isZero || held.signum == $0.order.side.sign) && self.position(of: $0.order.parent) == nil
        } act: {
            finish($0, .cancelled, .positionClosed)
        }
    }

    /// Calls `act` with the position of each working order that `matches`, by id; `act` may end orders.
    private func forEach(_ matches: (WorkingOrder) -> Bool, act: (Int) -> Void) {
        var position = 0
        while position < working.count {
            let id = working[position].order.id
            if matches(working[position]) { act(position) }
            position = self.position(after: id, near: position)
        }
    }
}

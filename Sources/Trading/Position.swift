import Market
import Money

/// What is held of one instrument.
@frozen
public struct Position: Hashable, Sendable {
    /// Positive for a long position, negative for a short one.
    public var quantity: Quantity
    /// What the open quantity cost: the sum of price × quantity of the fills that opened it, first in first out; signed as `quantity`.
    public var cost: Amount

    @inlinable
    public init(quantity: Quantity = .zero, cost: Amount = .zero) {
        self.quantity = quantity
        self.cost = cost
    }

    /// The mean price of the open quantity; zero when flat.
    @inlinable
    public var averagePrice: Double {
        quantity.isZero ? 0 : cost.doubleValue / quantity.doubleValue
    }
}

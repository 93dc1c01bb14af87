import Market
import Money

/// The quantity held of an instrument from a step on: what exposure over time is computed from after a run.
@frozen
public struct PositionChange: Hashable, Sendable {
    /// The first step whose mark sees it.
    public let step: Int32
    public let instrument: InstrumentID
    public let quantity: Quantity

    public init(step: Int32, instrument: InstrumentID, quantity: Quantity) {
        self.step = step
        self.instrument = instrument
        self.quantity = quantity
    }
}

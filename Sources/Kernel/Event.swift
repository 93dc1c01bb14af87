import Market
import Trading

/// Everything that can happen to the kernel. Events are plain data with the time inside: the same events give the same effects.
public enum Event: Sendable {
    /// The run begins; comes first and once.
    case start
    /// The bars of a time step of the market data are complete.
    case bars(step: Int)
    /// A quote of a live feed or a recorded one.
    case quote(Quote)
    /// A printed trade of a live feed or a recorded one.
    case tick(Tick)
    /// A venue says something of an order.
    case report(VenueReport)
    /// A split or dividend takes effect.
    case corporateAction(CorporateAction)
    /// Time has passed without market data; due timers fire.
    case clock(Timestamp)
    /// An operator changed parameters of the running script.
    case parametersChanged([ParameterChange])
    /// The run ends; nothing follows.
    case end
}

/// A parameter's new value, as an operator gives it.
public struct ParameterChange: Hashable, Sendable {
    public let name: String
    public let value: Double

    public init(name: String, value: Double) {
        self.name = name
        self.value = value
    }
}

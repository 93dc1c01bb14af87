import Money

/// A split or a cash dividend, known and applied at `time` and not before.
@frozen
public struct CorporateAction: Hashable, Sendable {
    @frozen
    public enum Kind: Hashable, Sendable {
        /// `numerator` new shares for `denominator` old ones.
        case split(numerator: Int32, denominator: Int32)
        /// Cash per share held; a short position pays it.
        case dividend(Price)
    }
    public let instrument: InstrumentID
    public let time: Timestamp
    public let kind: Kind

    public init(instrument: InstrumentID, time: Timestamp, kind: Kind) {
        self.instrument = instrument
        self.time = time
        self.kind = kind
    }
}

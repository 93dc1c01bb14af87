/// A raw column of a row space.
public enum SeriesField: String, Hashable, Sendable, CaseIterable {
    case open, high, low, close, volume
    /// The time at which the row became known, in seconds since 1970 UTC.
    case time

    public init(_ field: IndicatorInput.Field) {
        switch field {
        case .open: self = .open
        case .high: self = .high
        case .low: self = .low
        case .close: self = .close
        case .volume: self = .volume
        }
    }
}

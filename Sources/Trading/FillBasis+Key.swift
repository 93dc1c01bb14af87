extension FillBasis {
    /// The stable key in JSON and logs.
    public var key: String {
        switch self {
        case .open: "open"
        case .close: "close"
        case .limitReached: "limit_reached"
        case .limitImproved: "limit_improved"
        case .stopTriggered: "stop_triggered"
        case .stopGapped: "stop_gapped"
        case .liquidation: "liquidation"
        case .quote: "quote"
        }
    }
}

extension Fill {
    /// Why the fill happened at its price.
    public var explanation: String {
        let cause =
            switch basis {
            case .open: "market order at the open \(referencePrice)"
            case .close: "market order at the close \(referencePrice)"
            case .limitReached: "the limit \(referencePrice) was reached"
            case .limitImproved: "the market was better than the limit: \(referencePrice)"
            case .stopTriggered: "the stop \(referencePrice) was reached"
            case .stopGapped: "the market jumped over the stop to \(referencePrice)"
            case .liquidation: "the margin was gone: closed by force at \(referencePrice)"
            case .quote: "the quoted price \(referencePrice)"
            }
        return price == referencePrice ? cause : "\(cause), with slippage \(price)"
    }
}

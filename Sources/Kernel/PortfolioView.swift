import Market

/// What a script may see of its account: plain numbers at fixed addresses, so that reading them costs no call and no count.
///
/// The kernel owns and writes it. All arrays are indexed by instrument.
public final class PortfolioView: @unchecked Sendable {
    public let instrumentCount: Int
    public let cash: UnsafeMutablePointer<Double>
    /// Signed quantities.
    public let positions: UnsafeMutablePointer<Double>
    /// Mean entry prices; zero when flat.
    public let entryPrices: UnsafeMutablePointer<Double>

    init(instrumentCount: Int) {
        self.instrumentCount = instrumentCount
        let count = max(instrumentCount, 1)
        cash = .allocate(capacity: 1)
        cash.initialize(to: 0)
        positions = .allocate(capacity: count)
        positions.initialize(repeating: 0, count: count)
        entryPrices = .allocate(capacity: count)
        entryPrices.initialize(repeating: 0, count: count)
    }

    deinit {
        cash.deallocate()
        positions.deallocate()
        entryPrices.deallocate()
    }
}

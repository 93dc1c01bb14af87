extension Measure {
    /// Any position, of any size.
    static let exposureTime = Measure(
        "exposure_time", "Time in the market", "Return", .percent,
        "Share of periods that end with a position."
    ) { input in
        input.exposure.isEmpty ? .nan : Double(input.exposure.count { $0 != 0 }) / Double(input.exposure.count)
    }
}

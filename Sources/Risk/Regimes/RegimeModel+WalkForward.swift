import Numerics

/// When a walk-forward fit happens and what it sees.
public struct RegimeSchedule: Equatable, Sendable {
    /// Returns before the first fit.
    public var minimumHistory: Int
    /// Returns between fits.
    public var refitEvery: Int
    /// Returns that a fit sees, the latest ones; nil for all so far.
    public var maximumHistory: Int?

    public init(minimumHistory: Int = 504, refitEvery: Int = 63, maximumHistory: Int? = nil) {
        self.minimumHistory = minimumHistory
        self.refitEvery = refitEvery
        self.maximumHistory = maximumHistory
    }
}

extension RegimeModel {
    /// The reading at each return, of models that had seen only returns before it; nil before the first fit.
    ///
    /// The model in force at return t was fitted to returns up to the last refit at or before t; a refit starts from the model
    /// before it, so that regimes keep their meaning, and anew where that does not fit. After a refit the new model's filter runs
    /// over the past returns that it was fitted to, then on.
    /// - Throws: as `init`; `StatisticsError` too for a schedule of less than window + 30 returns or without a positive step.
    public static func walkForward(
        _ returns: [Double], schedule: RegimeSchedule, window: Int = 21, features: [RegimeFeature] = [.volatility, .momentum],
        method: Method = .hiddenMarkov, stream: RandomStream = RandomStream(seed: 0, stream: "regimes"),
        options: MixtureOptions = RegimeModel.fitOptions
    ) throws -> [RegimeReading?] {
        if schedule.refitEvery < 1 { throw StatisticsError("refitEvery", schedule.refitEvery, "at least 1 return") }
        let least = window + 30
        for (name, value) in [("minimumHistory", schedule.minimumHistory), ("maximumHistory", schedule.maximumHistory ?? least)]
        where value < least {
            throw StatisticsError(name, value, "at least \(least): a window of \(window) and 30 more")
        }
        for (index, value) in returns.enumerated() { try RegimeFeature.check(value, at: index) }
        var result = [RegimeReading?](repeating: nil, count: returns.count)
        var model: RegimeModel?
        var start = schedule.minimumHistory
        while start < returns.count {
            let past = Array(returns[max(0, start - (schedule.maximumHistory ?? start))..<start])
            var fitted = model.flatMap { try? RegimeModel(fitting: past, from: $0, options: options) }
            if fitted == nil {
                fitted = try RegimeModel(
                    fitting: past, window: window, features: features, method: method, stream: stream.substream(UInt64(start)),
                    options: options)
            }
            guard let current = fitted else { break }
            var tracker = try RegimeTracker(current)
            for value in past { _ = try tracker.append(value) }
            let end = min(start + schedule.refitEvery, returns.count)
            for index in start..<end { result[index] = try tracker.append(returns[index]) }
            model = current
            start = end
        }
        return result
    }
}

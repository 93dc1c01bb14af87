import Numerics

/// A model's readings return by return, live or in a backtest: the same bits as `RegimeModel.readings`, which is this in a loop.
public struct RegimeTracker: Sendable {
    private let model: RegimeModel
    private var filter: HiddenMarkovFilter?
    /// The last returns, oldest first.
    private var recent: [Double] = []
    private var count = 0

    /// - Throws: `StatisticsError` where the model's covariances are not positive definite.
    public init(_ model: RegimeModel) throws {
        self.model = model
        filter = try model.hiddenMarkov.map { try HiddenMarkovFilter($0) }
    }

    /// Takes in the next simple return; nil until the window is full. O(window).
    /// - Throws: `StatisticsError` for a return that is not finite or below −1, which leaves the tracker as it was.
    public mutating func append(_ value: Double) throws -> RegimeReading? {
        try RegimeFeature.check(value, at: count)
        var window = recent
        if window.count == model.window { window.removeFirst() }
        window.append(value)
        guard window.count == model.window else {
            recent = window
            count += 1
            return nil
        }
        let row = RegimeFeature.describe(model.features, window)
        let probabilities: [Double]
        if filter != nil {
            probabilities = try filter?.update(row) ?? []
        } else {
            probabilities = try model.mixture.responsibilities(of: Matrix(rows: 1, columns: row.count, elements: row)).elements
        }
        recent = window
        count += 1
        return RegimeReading(probabilities: probabilities)
    }
}

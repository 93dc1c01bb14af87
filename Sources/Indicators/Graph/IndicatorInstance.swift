/// An indicator with its parameters and inputs, evaluated once for all its outputs.
struct IndicatorInstance: Sendable {
    struct Key: Hashable, Sendable {
        let name: String
        let parameters: [UInt64]
        let inputs: [SeriesID]
    }

    let descriptor: IndicatorDescriptor
    let parameters: [Double]
    let inputs: [SeriesID]
    /// Observations to the first finite output, as the indicator says.
    let warmUp: Int
    /// The outputs are consecutive nodes from here.
    let firstOutput: SeriesID

    func output(_ index: Int) -> SeriesID {
        SeriesID(firstOutput.index + index)
    }
}

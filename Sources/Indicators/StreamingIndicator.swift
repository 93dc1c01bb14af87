/// An indicator as its recurrence: one observation in, one value per output out.
///
/// The rules every indicator keeps:
/// * It sees only past and present observations, so it cannot look ahead.
/// * Until it has warmed up its outputs are NaN; `warmUp` observations give the first number.
/// * An observation with a NaN or infinite input gives NaN and resets the indicator: it warms up again from the next finite one.
///   Leading NaNs of an input that is itself warming up are covered by the same rule.
/// * `update` allocates nothing and its cost is bounded by a constant or by the window.
///
/// The column form is the loop over the same recurrence, so that a backtest and a live run have the same bits.
public protocol StreamingIndicator {
    /// The number of finite observations that give the first finite output (1 for an indicator without memory).
    var warmUp: Int { get }
    /// - Parameters:
    ///   - inputs: one value per input of the descriptor.
    ///   - outputs: written: one value per output of the descriptor.
    mutating func update(_ inputs: UnsafePointer<Double>, _ outputs: UnsafeMutablePointer<Double>)
    /// Returns to the state before the first observation.
    mutating func reset()
    /// The column form: `count` observations from the current state. `inputs` and `outputs` hold one column each.
    /// The default runs `update`; a faster form must give the same bits.
    mutating func run(_ inputs: [UnsafePointer<Double>], _ outputs: [UnsafeMutablePointer<Double>], count: Int)
}

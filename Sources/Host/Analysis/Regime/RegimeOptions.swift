/// What `perigee regime` was asked for.
struct RegimeOptions {
    enum Model: String, CaseIterable {
        case hmm, mixture
    }

    /// `nil` for the number of least BIC.
    var states: Int? = 3
    var isHidden = true
    var window = 21
    var isWalkForward = false
    var seed: UInt64 = 0
}

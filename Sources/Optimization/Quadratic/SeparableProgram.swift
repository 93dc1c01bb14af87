import Numerics

/// The program as the solver sees it: minimise ½wᵀQw + cᵀx with w = anchor + Sx, under bounds of x and rows lo ≤ Ax ≤ hi.
///
/// S sends each variable to one asset with a sign. A convex function of one weight with kinks (turnover, leverage, proportional cost)
/// needs one variable for each stretch between kinks; Q stays assets × assets whatever the number of stretches, and because slopes
/// rise from stretch to stretch, filling them out of order is never better, so the split changes no optimum.
struct SeparableProgram {
    var quadratic: Matrix
    /// Row-independent part of the weights.
    var anchor: [Double]
    /// The asset of each variable; −1 for one without quadratic term.
    var asset: [Int]
    var sign: [Double]
    var linear: [Double]
    var lower: [Double]
    var upper: [Double]
    /// Variable after variable, one coefficient a row.
    var coefficients: [Double]
    var rowLower: [Double]
    var rowUpper: [Double]
    /// Weight of the term that keeps the solver's matrix definite, one a variable.
    var proximal: [Double]

    var count: Int { asset.count }
    var rowCount: Int { rowLower.count }

    /// What every diagonal element is raised by inside the solver, relative to itself: far below what data can say about a covariance.
    static let relativeProximal = 0x1p-28

    static func proximalWeights(_ q: Matrix, asset: [Int], relative: Double = relativeProximal) -> [Double] {
        let diagonal = q.diagonal
        let largest = diagonal.max() ?? 0
        let floor = largest > 0 ? largest * 0x1p-30 : 1
        return asset.map { relative * ($0 < 0 ? 1 : max(diagonal[$0], floor)) }
    }
}

import CLinearAlgebra
import Numerics

/// The critical line algorithm (Markowitz 1956; Niedermayer and Niedermayer 2010; Bailey and López de Prado 2013), from minimum
/// variance up: the minimiser of ½wᵀΣw − τ·gain is followed as τ grows. While the active set stays it is linear in τ; the next event
/// is where a free weight meets a bound, a held one's multiplier vanishes, or a row does either. O(n·k) an event.
///
/// Bounds and rows of any kind take part, not only box and budget. The matrix is Σ with each diagonal element raised by 2⁻³⁴ of
/// itself, so that a semidefinite one has a line, too.
struct CriticalLine {
    private enum Event {
        case hold(index: Int, ActiveSet.Place)
        case release(Int)
        case meet(row: Int, ActiveSet.RowPlace)
        case leave(index: Int)
    }

    private let solver: ProgramSolver
    private let engine: ActiveSet
    private let gain: [Double]
    private var tau = 0.0
    private var lambda: [Double]
    private var lastHeld = -1
    private var repairs = 0
    /// Whether some corner was found by solving anew, so that others may lie between it and the one before.
    private(set) var mayHaveSkipped = false

    /// From a solver that stands at the optimum for τ = 0.
    init(_ solver: ProgramSolver, gain: [Double]) {
        self.solver = solver
        engine = solver.engine
        self.gain = gain
        lambda = engine.multipliers
    }

    /// Follows the line; `corner` is called at every corner with its τ. Returns the number of events and whether the end was reached.
    mutating func trace(limit: Int, corner: (Double) -> Void) throws(BadProblem) -> (
        events: Int, isComplete: Bool
    ) {
        corner(0)
        for events in 0..<limit {
            guard let (distance, event) = nextEvent() else { return (events, true) }
            if distance > 0 {
                advance(distance)
                lastHeld = -1
                repairs = 0
            }
            let isApplied = apply(event)
            if isApplied { settle() }
            if !isApplied || engine.primalResidual() > 1e-11 || (distance > 0 && engine.kktResidual() > 1e-8) { try repair() }
            if distance > 0 { corner(tau) }
        }
        return (limit, false)
    }

    private var slopes: [Double] {
        (0..<engine.m).map { r in engine.free.reduce(0.0) { $0 + engine.coefficient(r, $1) * engine.direction[$1] } }
    }

    /// Direction of x, of the multipliers and of the gradient as τ grows, and how far it holds.
    private mutating func nextEvent() -> (Double, Event)? {
        let e = engine
        let change = multiplierChange()
        e.multiplyDirection()
        var (best, chosen): (Double, Event?) = (.infinity, nil)
        func offer(_ distance: Double, _ event: Event) {
            if distance < best { (best, chosen) = (max(0, distance), event) }
        }
        // As many free weights as equations: nothing can move, and the direction is rounding.
        let isPinned = e.free.count <= e.working.count
        let size = isPinned ? .infinity : e.free.reduce(0.0) { max($0, abs(e.direction[$1])) }
        for (index, j) in e.free.enumerated() where abs(e.direction[j]) > size * 1e-13 {
            let slope = e.direction[j]
            let room = slope > 0 ? e.program.upper[j] - e.x[j] : e.program.lower[j] - e.x[j]
            offer(room / slope, .hold(index: index, slope > 0 ? .upper : .lower))
        }
        let pull = gain.reduce(0) { max($0, abs($1)) }
        for j in 0..<e.n where (e.place[j] == .lower || e.place[j] == .upper) && j != lastHeld {
            let sign = e.place[j] == .lower ? 1.0 : -1.0
            let slope = sign * costSlope(j, change)
            if slope < -pull * 1e-12 { offer(max(0, sign * cost(j)) / -slope, .release(j)) }
        }
        let slopes = slopes
        for r in 0..<e.m where e.rowPlace[r] == .idle && abs(slopes[r]) > size * 1e-11 {
            let bound = slopes[r] > 0 ? e.program.rowUpper[r] : e.program.rowLower[r]
            offer((bound - e.activity[r]) / slopes[r], .meet(row: r, slopes[r] > 0 ? .upper : .lower))
        }
        for (index, r) in e.working.enumerated() where e.rowPlace[r] == .upper || e.rowPlace[r] == .lower {
            let sign = e.rowPlace[r] == .upper ? 1.0 : -1.0
            if sign * change[r] < 0 { offer(max(0, sign * lambda[r]) / -(sign * change[r]), .leave(index: index)) }
        }
        guard let chosen, best < 1e18 else { return nil }
        return (best, chosen)
    }

    /// Per row; `engine.direction` is set.
    private func multiplierChange() -> [Double] {
        let pull = gain.map { -$0 }
        let change = engine.solveEquations(gradient: pull, rowResidual: { _ in 0 }, into: engine.direction)
        var full = [Double](repeating: 0, count: engine.m)
        for (index, r) in engine.working.enumerated() { full[r] = change[index] }
        return full
    }

    private func cost(_ j: Int) -> Double {
        engine.working.reduce(engine.gradient[j]) { $0 + lambda[$1] * engine.coefficient($1, j) }
    }

    private func costSlope(_ j: Int, _ change: [Double]) -> Double {
        let e = engine
        let a = e.program.asset[j]
        let curvature = (a < 0 ? 0 : e.program.sign[j] * e.assetProduct[a])
        return e.working.reduce(curvature - gain[j]) { $0 + change[$1] * e.coefficient($1, j) }
    }

    private mutating func advance(_ distance: Double) {
        let e = engine
        for j in e.free { e.x[j] += distance * e.direction[j] }
        pg_daxpy(Int32(e.assets), distance, e.assetProduct, e.assetGradient)
        e.refreshActivity()
        tau += distance
        for j in 0..<e.n { e.program.linear[j] = -tau * gain[j] }
        e.spreadGradient()
    }

    private mutating func apply(_ event: Event) -> Bool {
        switch event {
        case .hold(let index, let bound):
            lastHeld = engine.free[index]
            engine.fix(index, at: bound)
        case .release(let j):
            return engine.release(j)
        case .meet(let r, let bound):
            engine.rowPlace[r] = engine.program.rowLower[r] == engine.program.rowUpper[r] ? .equation : bound
            engine.working.append(r)
        case .leave(let index):
            engine.rowPlace[engine.working.remove(at: index)] = .idle
        }
        return true
    }

    /// Multipliers for the new active set, and the rounding that events leave in x taken out.
    private mutating func settle() {
        let e = engine
        e.refresh()
        let found = e.solveEquations(gradient: e.gradient, rowResidual: e.rowResidual, into: e.direction)
        lambda = [Double](repeating: 0, count: e.m)
        for (index, r) in e.working.enumerated() { lambda[r] = found[index] }
        e.multipliers = lambda
        for j in e.free { e.x[j] += e.direction[j] }
        e.refresh()
    }

    /// Several events at one τ may leave an active set that is none: the program is solved there from where the line stands, or, where
    /// that does not end it, further on by a 10⁻⁹ part, doubled each time.
    private mutating func repair() throws(BadProblem) {
        repairs += 1
        mayHaveSkipped = true
        if repairs > 2 {
            let pull = gain.reduce(0) { max($0, abs($1)) }
            tau += 0x1p-30 * Double(1 << min(repairs, 60)) * (tau + engine.gradientScale(rounding: engine.roundingScale()) / pull)
            for j in 0..<engine.n { engine.program.linear[j] = -tau * gain[j] }
        }
        let point = (0..<engine.n).map { engine.x[$0] }
        _ = try solver.solve(from: point, centre: point)
        lambda = engine.multipliers
        lastHeld = -1
    }
}

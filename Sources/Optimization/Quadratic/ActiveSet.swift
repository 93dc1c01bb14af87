import CLinearAlgebra
import Glibc
import Numerics

/// Primal active-set method for convex quadratic programs (Nocedal and Wright, Numerical Optimization, 2nd edition, 16.5; Fletcher 1971)
/// with a Cholesky factor of the free block that is updated when a variable comes or goes.
///
/// A matrix that is only semidefinite is met by proximal steps (Rockafellar 1976): each pass minimises the objective plus
/// ½Σδᵢ(xᵢ − centreᵢ)², from the centre at the last pass's answer, until the optimality conditions hold without that term. The first
/// centre is the caller's, so of several minimisers the answer is the one next to it, to first order in δ.
///
/// A variable is free or at a bound, a row works (holds as an equation) or does not; the free columns of the working rows have full
/// rank, `completeBasis` sees to it at the start and exact steps keep it. A step costs O(assets·k + k²) for k free variables.
final class ActiveSet {
    enum Place: UInt8 { case lower, upper, free, fixed }
    enum RowPlace: UInt8 { case idle, lower, upper, equation }
    enum End { case optimal, limit, unbounded(variable: Int), indefinite(variable: Int) }

    var program: SeparableProgram
    let n: Int
    let m: Int
    let assets: Int
    let x: UnsafeMutablePointer<Double>
    let centre: UnsafeMutablePointer<Double>
    let gradient: UnsafeMutablePointer<Double>
    let direction: UnsafeMutablePointer<Double>
    /// Q·w over assets, and room for a direction there and its product.
    let assetGradient: UnsafeMutablePointer<Double>
    let assetDirection: UnsafeMutablePointer<Double>
    let assetProduct: UnsafeMutablePointer<Double>
    /// Room for a right-hand side: one column a working row and one more.
    var space: UnsafeMutablePointer<Double>
    var spaceCount: Int
    var place: [Place]
    var rowPlace: [RowPlace]
    var free: [Int] = []
    var working: [Int] = []
    var multipliers: [Double]
    var activity: [Double]
    let factor: FreeFactor
    /// Variables not to be released, and rows not to be met, again before a step that moves.
    var barred: [Int] = []
    var barredRows: [Int] = []
    var stalled = 0
    var dependentRows = false
    var indefiniteVariable: Int?

    /// Steps, and multiply-adds spent in them.
    var iterations = 0
    var work = 0.0
    var maximumIterations = Int.max
    var maximumWork = Double.infinity
    var hasQuadratic: Bool { assets > 0 }

    init(_ program: SeparableProgram) {
        self.program = program
        n = program.count
        m = program.rowCount
        assets = program.quadratic.rows
        func room(_ count: Int) -> UnsafeMutablePointer<Double> {
            let p = UnsafeMutablePointer<Double>.allocate(capacity: max(1, count))
            p.initialize(repeating: 0, count: max(1, count))
            return p
        }
        x = room(n)
        centre = room(n)
        gradient = room(n)
        direction = room(n)
        assetGradient = room(assets)
        assetDirection = room(assets)
        assetProduct = room(assets)
        spaceCount = n + 64
        space = room(spaceCount)
        place = [Place](repeating: .lower, count: n)
        rowPlace = [RowPlace](repeating: .idle, count: m)
        multipliers = [Double](repeating: 0, count: m)
        activity = [Double](repeating: 0, count: m)
        factor = FreeFactor(diagonalOnly: assets == 0)
    }

    deinit {
        for p in [x, centre, gradient, direction, assetGradient, assetDirection, assetProduct, space] { p.deallocate() }
    }

    /// Starts from a point, clipped to the bounds: a variable off both of its bounds is free, a row at a bound works.
    func start(at point: [Double]) {
        factor.removeAll()
        free.removeAll(keepingCapacity: true)
        working.removeAll(keepingCapacity: true)
        for j in 0..<n {
            x[j] = min(max(point[j], program.lower[j]), program.upper[j])
            if program.lower[j] == program.upper[j] {
                place[j] = .fixed
            } else if x[j] == program.lower[j] {
                place[j] = .lower
            } else if x[j] == program.upper[j] {
                place[j] = .upper
            } else {
                place[j] = .free
                free.append(j)
            }
        }
        refreshActivity()
        for r in 0..<m {
            rowPlace[r] = .idle
            let (lower, upper) = (program.rowLower[r], program.rowUpper[r])
            let slack = 1e-12 * (1 + abs(activity[r]))
            if lower == upper {
                rowPlace[r] = .equation
            } else if activity[r] <= lower + slack {
                rowPlace[r] = .lower
            } else if activity[r] >= upper - slack {
                rowPlace[r] = .upper
            }
            if rowPlace[r] != .idle { working.append(r) }
        }
        refactor()
        completeBasis()
    }

    /// Factorises the free block anew, as after a change of the quadratic term.
    func refactor() {
        let wanted = free
        let filled = wanted.count > 48 && hasQuadratic && factor.replace(count: wanted.count) { elements, stride in
            for (b, column) in wanted.enumerated() {
                for (a, row) in wanted.enumerated().dropFirst(b) { elements[b * stride + a] = self.entry(row, column) }
            }
        }
        if filled { return }
        factor.removeAll()
        free.removeAll(keepingCapacity: true)
        for j in wanted where !release(j) { place[j] = nearestBound(j) }
    }

    private func nearestBound(_ j: Int) -> Place { x[j] - program.lower[j] <= program.upper[j] - x[j] ? .lower : .upper }

    /// An element of the solver's matrix.
    func entry(_ i: Int, _ j: Int) -> Double {
        let (a, b) = (program.asset[i], program.asset[j])
        let own = i == j ? program.proximal[i] : 0
        guard a >= 0, b >= 0 else { return own }
        return program.sign[i] * program.sign[j] * program.quadratic.elements[b * assets + a] + own
    }

    func coefficient(_ r: Int, _ j: Int) -> Double { program.coefficients[j * m + r] }

    /// Frees a variable; false where the free block would not be positive definite.
    func release(_ j: Int) -> Bool {
        reserve(free.count + 1)
        let room = space
        program.quadratic.elements.withUnsafeBufferPointer { q in
            let own = program.asset[j]
            for (index, i) in free.enumerated() {
                let a = program.asset[i]
                room[index] = a >= 0 && own >= 0 ? program.sign[i] * program.sign[j] * q[own * assets + a] : 0
            }
        }
        work += Double(free.count * free.count) / 2
        guard factor.append(room, diagonal: entry(j, j)) else {
            indefiniteVariable = j
            return false
        }
        free.append(j)
        place[j] = .free
        return true
    }

    func fix(_ index: Int, at newPlace: Place) {
        let j = free.remove(at: index)
        place[j] = program.lower[j] == program.upper[j] ? .fixed : newPlace
        x[j] = newPlace == .upper ? program.upper[j] : program.lower[j]
        factor.remove(at: index)
        work += Double(free.count * free.count)
    }

    func reserve(_ count: Int) {
        guard count > spaceCount else { return }
        space.deallocate()
        spaceCount = count * 2
        space = .allocate(capacity: spaceCount)
    }
}

import Glibc
import Numerics

extension ActiveSet {
    /// Block principal pivoting (Júdice and Pires 1994; Kim and Park 2011): frees every variable whose multiplier has the wrong sign and
    /// holds every one that is outside its bounds, all at once, until neither is left. It need not end, so it is given up when the
    /// number of changes stops falling; the point and the active set are then what they were. Where many variables end free it saves
    /// as many single steps. True where it ended at an optimum of the model.
    func pivotBlocks() -> Bool {
        let before = (point: (0..<n).map { x[$0] }, place, rowPlace, working)
        for r in working where rowPlace[r] != .equation { rowPlace[r] = .idle }
        working = working.filter { rowPlace[$0] == .equation }
        let limit = Self.tolerance * roundingScale()
        var (fewest, patience) = (Int.max, 3)
        var changes = changePlaces(limit, outside: false)
        while changes > 0, work < maximumWork, factorPlaces(), moveToModelMinimum() {
            changes = changePlaces(limit, outside: true)
            if changes == 0 && primalResidual() <= 1e-11 { return true }
            patience = changes < fewest ? 3 : patience - 1
            fewest = min(fewest, changes)
            if patience == 0 { break }
        }
        for j in 0..<n { x[j] = before.point[j] }
        (place, rowPlace, working) = (before.1, before.2, before.3)
        if !factorPlaces() { start(at: before.point) }
        refresh()
        return false
    }

    /// Gives every variable that contradicts its place another one; the number of them.
    private func changePlaces(_ limit: Double, outside: Bool) -> Int {
        var changes = 0
        for j in 0..<n {
            let old = place[j]
            switch old {
            case .fixed: continue
            case .lower: if reducedCost(j) < -limit { place[j] = .free }
            case .upper: if reducedCost(j) > limit { place[j] = .free }
            case .free:
                if outside && x[j] < program.lower[j] { place[j] = .lower } else if outside && x[j] > program.upper[j] { place[j] = .upper }
            }
            if place[j] != old { changes += 1 }
        }
        return changes
    }

    /// Makes the list and the factor those of the places.
    private func factorPlaces() -> Bool {
        free = (0..<n).filter { place[$0] == .free }
        work += Double(free.count * free.count) * Double(free.count) / 6
        let wanted = free
        return hasQuadratic && free.count >= working.count && factor.replace(count: wanted.count) { elements, stride in
            for (b, column) in wanted.enumerated() {
                for a in b..<wanted.count { elements[b * stride + a] = self.entry(wanted[a], column) }
            }
        }
    }

    /// The minimum of the model on the free variables, wherever their bounds are.
    private func moveToModelMinimum() -> Bool {
        iterations += 1
        for j in 0..<n where place[j] != .free { x[j] = place[j] == .upper ? program.upper[j] : program.lower[j] }
        refresh()
        let found = solveEquations(gradient: gradient, rowResidual: rowResidual, into: direction)
        guard !dependentRows || working.isEmpty else { return false }
        for r in 0..<m { multipliers[r] = 0 }
        for (index, r) in working.enumerated() { multipliers[r] = found[index] }
        for j in free { x[j] += direction[j] }
        refresh()
        return true
    }
}

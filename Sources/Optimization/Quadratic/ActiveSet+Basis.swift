import Numerics

extension ActiveSet {
    /// Makes the free columns of the working rows independent: frees, at its bound, a variable for each equation that has none of
    /// its own, and lets rows go that depend on others; an inequality among them comes back when a step meets it. Gaussian elimination with column pivots, O(rows²·n).
    func completeBasis() {
        guard !working.isEmpty else { return }
        working.sort { (rowPlace[$0] == .equation ? 0 : 1, $0) < (rowPlace[$1] == .equation ? 0 : 1, $1) }
        var rows = working.map { r in (0..<n).map { coefficient(r, $0) } }
        var kept: [Int] = []
        for index in rows.indices {
            let size = (0..<n).reduce(0.0) { max($0, abs(coefficient(working[index], $1))) }
            guard let pivot = pivotColumn(rows[index], above: size * 1e-9) else {
                barredRows.append(working[index])
                rowPlace[working[index]] = .idle
                continue
            }
            if place[pivot] != .free, rowPlace[working[index]] != .equation || !release(pivot) {
                // It follows from the others on the free columns: a direction that keeps them keeps it.
                barredRows.append(working[index])
                rowPlace[working[index]] = .idle
                continue
            }
            kept.append(working[index])
            for other in rows.indices where other > index && rows[other][pivot] != 0 {
                let factor = rows[other][pivot] / rows[index][pivot]
                for j in 0..<n { rows[other][j] -= factor * rows[index][j] }
                rows[other][pivot] = 0
            }
        }
        working = kept
    }

    /// The largest element among the free variables, or among the others where they have none, or among those without room.
    private func pivotColumn(_ row: [Double], above limit: Double) -> Int? {
        var best: [(value: Double, column: Int)] = [(limit, -1), (limit, -1), (limit, -1)]
        for j in 0..<n {
            let kind = place[j] == .free ? 0 : place[j] == .fixed ? 2 : 1
            if abs(row[j]) > best[kind].value { best[kind] = (abs(row[j]), j) }
        }
        return best.first { $0.column >= 0 }?.column
    }
}

extension RandomStream {
    /// Fisher and Yates' shuffle, every order equally likely. O(n).
    @inlinable
    public mutating func shuffle<Element>(_ values: inout [Element]) {
        guard values.count > 1 else { return }
        for last in stride(from: values.count - 1, to: 0, by: -1) { values.swapAt(last, integer(below: last + 1)) }
    }

    @inlinable
    public mutating func shuffled<Element>(_ values: [Element]) -> [Element] {
        var result = values
        shuffle(&result)
        return result
    }

    /// A random order of 0, 1, …, n − 1.
    public mutating func permutation(_ n: Int) -> [Int] { shuffled(Array(0..<max(n, 0))) }

    /// `count` different numbers of 0, …, n − 1 in random order: the first steps of a shuffle of which only the moved places are
    /// kept. O(count) time and memory, whatever n. Throws where count is negative or more than n.
    public mutating func sample(_ count: Int, of n: Int) throws -> [Int] {
        guard count >= 0, count <= n else {
            throw StatisticsError("count", count, "from 0 to \(max(n, 0)), how many there are to choose of without replacement")
        }
        var moved: [Int: Int] = [:]
        var result: [Int] = []
        result.reserveCapacity(count)
        for place in 0..<count {
            let chosen = place + integer(below: n - place)
            result.append(moved[chosen] ?? chosen)
            moved[chosen] = moved[place] ?? place
        }
        return result
    }

    /// `count` numbers of 0, …, n − 1, each chosen anew. Throws for a negative count, and for one above zero of nothing.
    public mutating func sampleWithReplacement(_ count: Int, of n: Int) throws -> [Int] {
        guard count >= 0, n > 0 || count == 0 else {
            throw StatisticsError("count", count, "at least 0, and 0 where there is nothing to choose of (n = \(n))")
        }
        return (0..<count).map { _ in integer(below: n) }
    }

    /// `count` draws (rows) of normals with mean zero and covariance LLᵀ, L a lower triangular factor such as `Cholesky.factor`;
    /// column i is variable i. Only the lower triangle is read. O(count·n²), sums in one fixed order. Throws for a factor that is
    /// not square or a negative count.
    public mutating func normals(_ count: Int, factor: Matrix) throws -> Matrix {
        guard factor.isSquare else {
            throw StatisticsError("factor", "\(factor.rows) × \(factor.columns)", "a square lower triangular matrix")
        }
        guard count >= 0 else { throw StatisticsError("count", count, "at least 0") }
        let n = factor.rows
        var result = Matrix(rows: count, columns: n)
        var z = [Double](repeating: 0, count: n)
        var draw = [Double](repeating: 0, count: n)
        for row in 0..<count {
            for i in 0..<n {
                z[i] = normal()
                draw[i] = 0
            }
            factor.elements.withUnsafeBufferPointer { l in
                draw.withUnsafeMutableBufferPointer { draw in
                    for j in 0..<n {
                        let scale = z[j]
                        for i in j..<n { draw[i] += l[j * n + i] * scale }
                    }
                }
            }
            for i in 0..<n { result.elements[i * count + row] = draw[i] }
        }
        return result
    }
}

import CLinearAlgebra

extension Matrix {
    /// AAᵀ, both triangles filled: the `gram` of data whose columns are observations. O(m²·n).
    public var outerGram: Matrix {
        LinearAlgebra.ready()
        var result = Matrix(rows: rows, columns: rows)
        guard rows > 0, columns > 0 else { return result }
        pg_dsyrk(
            Letter.upper, Self.flag(false), Int32(rows), Int32(columns), 1, elements, Int32(rows), 0, &result.elements,
            Int32(rows))
        result.mirrorUpper()
        return result
    }
}

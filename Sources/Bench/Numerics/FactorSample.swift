import Numerics

/// Made-up daily returns that look like shares': a market, ten sectors and each asset's own part, all with the tails of Student's t
/// with five degrees of freedom. Betas lie between 0.4 and 1.6, own volatilities between 1 and 3 % a day.
enum FactorSample {
    static func returns(rows: Int, assets: Int, seed: UInt64) -> Matrix {
        var stream = RandomStream(seed: seed, stream: "factor sample")
        let scale = (3.0 / 5).squareRoot()
        let sectors = 10
        let market = (0..<rows).map { _ in 0.01 * scale * stream.studentT(5) }
        let moves = (0..<sectors).map { _ in (0..<rows).map { _ in 0.007 * scale * stream.studentT(5) } }
        var result = Matrix(rows: rows, columns: assets)
        for asset in 0..<assets {
            let (beta, loading) = (stream.uniform(0.4..<1.6), stream.uniform(0.5..<1.5))
            let own = stream.uniform(0.01..<0.03)
            let drift = 0.0003 * beta + 0.0002 * stream.normal()
            let sector = moves[asset % sectors]
            for row in 0..<rows {
                result[row, asset] = drift + beta * market[row] + loading * sector[row] + own * scale * stream.studentT(5)
            }
        }
        return result
    }
}

extension Matrix {
    /// Consecutive rows.
    func rows(_ range: Range<Int>) -> Matrix { submatrix(rows: Array(range), columns: Array(0..<columns)) }

    /// Mean of each column.
    var columnMeans: [Double] { (0..<columns).map { mean(column($0)) } }
}

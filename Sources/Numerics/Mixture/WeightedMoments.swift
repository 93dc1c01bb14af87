/// Weighted means and covariances: the maximisation step of every model with normal components.
struct WeightedMoments {
    /// Σₜ wₜₖ.
    private(set) var totals: [Double] = []
    private(set) var means: Matrix
    private(set) var covariances: [Matrix] = []

    /// `weights`: T × K. `floor` is added to each diagonal. A component without weight keeps its `previous` mean. O(T·K·d²).
    init(_ data: Matrix, weights: Matrix, floor: [Double], previous: Matrix? = nil) {
        let (rows, d) = (data.rows, data.columns)
        means = Matrix(rows: weights.columns, columns: d)
        var centred = [Double](repeating: 0, count: rows * d)
        var weighted = [Double](repeating: 0, count: rows)
        for k in 0..<weights.columns {
            weights.elements.withUnsafeBufferPointer { all in
                let w = UnsafeBufferPointer(rebasing: all[k * rows..<(k + 1) * rows])
                add(data, w, component: k, &centred, &weighted, floor: floor, previous: previous)
            }
        }
    }

    private mutating func add(
        _ data: Matrix, _ w: UnsafeBufferPointer<Double>, component k: Int, _ centred: inout [Double], _ weighted: inout [Double],
        floor: [Double], previous: Matrix?
    ) {
        let (rows, d) = (data.rows, data.columns)
        let total = sum(w)
        // As scikit-learn: a component without rows is divided by something.
        let divisor = total + 10 * 0x1p-52
        let isEmpty = total < 1e-12 * Double(rows)
        var covariance = Matrix(rows: d, columns: d)
        data.elements.withUnsafeBufferPointer { x in
            centred.withUnsafeMutableBufferPointer { c in
                weighted.withUnsafeMutableBufferPointer { z in
                    for j in 0..<d {
                        let column = UnsafeBufferPointer(rebasing: x[j * rows..<(j + 1) * rows])
                        let mean = isEmpty ? previous?[k, j] ?? 0 : dot(w, column) / divisor
                        means[k, j] = mean
                        for t in 0..<rows {
                            c[j * rows + t] = column[t] - mean
                            z[t] = w[t] * (column[t] - mean)
                        }
                        for i in 0...j {
                            let other = UnsafeBufferPointer(rebasing: c[i * rows..<(i + 1) * rows])
                            covariance[i, j] = dot(UnsafeBufferPointer(z), other) / divisor
                            covariance[j, i] = covariance[i, j]
                        }
                        covariance[j, j] += floor[j]
                    }
                }
            }
        }
        totals.append(total)
        covariances.append(covariance)
    }
}

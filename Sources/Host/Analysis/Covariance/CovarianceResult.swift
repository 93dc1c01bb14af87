import Numerics
import Optimization
import Reporting

/// A covariance matrix with what tells how far it can be trusted.
struct CovarianceResult {
    let table: ReturnsTable
    let choice: CovarianceChoice
    let estimate: CovarianceEstimate
    /// Of a year; `nil` where the matrix is per period.
    let periods: Double?
    let matrix: Matrix
    /// Of the matrix; empty where there are more than `largestSpectrum` assets.
    let eigenvalues: [Double]

    /// Eigenvalues cost O(n³): seconds at this size.
    private static let largestSpectrum = 2_000

    init(_ table: ReturnsTable, _ choice: CovarianceChoice, periods: Double?) throws {
        self.table = table
        self.choice = choice
        self.periods = periods
        let estimate = try CovarianceEstimate(of: table.returns, by: choice.method, missing: table.missingData)
        let matrix = periods.map { $0 * estimate.matrix } ?? estimate.matrix
        self.estimate = estimate
        self.matrix = matrix
        eigenvalues = table.assets <= CovarianceResult.largestSpectrum ? SymmetricEigen(matrix, vectors: false)?.values ?? [] : []
    }

    /// Largest over smallest eigenvalue; infinite where the matrix is singular to working precision, `nil` where it was not computed.
    var condition: Double? {
        guard let smallest = eigenvalues.first, let largest = eigenvalues.last else { return nil }
        return smallest > Double(matrix.rows) * 0x1p-52 * largest ? largest / smallest : .infinity
    }

    var notes: [String] {
        var notes: [String] = []
        if condition == .infinity { notes.append("singular to working precision: an optimizer cannot invert it; a shrinkage method gives one that it can") }
        if let repair = estimate.repair {
            notes.append("made positive semidefinite: smallest eigenvalue of the correlations was \(TableText.significant(repair.smallestEigenvalue)), they moved by \(FigureText.percent(repair.relativeDistance, 2)) of their length")
        }
        return notes
    }

    var header: String {
        var text = TableText.source(table)
        text += "\(choice.summary), \(periods.map { "times \(FigureText.plain($0)) periods a year" } ?? "per period")\n"
        text += "shrinkage \(FigureText.plain(estimate.shrinkage, 6)), effective rows \(FigureText.plain(estimate.effectiveRows, 1))"
        text += ", condition number \(condition.map { $0.isFinite ? TableText.significant($0) : "infinite" } ?? "not computed")\n"
        for note in notes { text += "note: \(note)\n" }
        return text
    }

    func text(width: Int, color: Bool) -> String {
        let deviations = matrix.diagonal.map { $0.squareRoot() }
        var grid = TextTable(["", "volatility"] + table.names, optional: Array((2..<table.assets + 2).reversed()))
        for row in 0..<matrix.rows {
            grid.add([table.names[row], FigureText.percent(deviations[row], 2)] + matrix.row(row).map { TableText.significant($0) })
        }
        return header + "\n" + grid.text(width: width, color: color)
    }

    /// A row of the matrix at a time: 6,000 assets make hundreds of megabytes.
    func writeCSV(_ write: (String) -> Void) {
        write("name," + table.names.joined(separator: ",") + "\n")
        for row in 0..<matrix.rows {
            var line = table.names[row]
            for column in 0..<matrix.columns { line += ",\(matrix[row, column])" }
            write(line + "\n")
        }
    }

    func json() -> String {
        JSONWriter.text { json in
            json.source(table)
            json.pair("method", choice.name)
            json.pair("periods_per_year", periods)
            json.pair("covariance", matrix)
            json.pair("volatility", matrix.diagonal.map { $0.squareRoot() })
            json.pair("shrinkage", estimate.shrinkage)
            json.pair("effective_rows", estimate.effectiveRows)
            json.pair("condition_number", condition)
            json.pair("smallest_eigenvalue", eigenvalues.first)
            json.key("repair")
            if let repair = estimate.repair {
                json.object { json in
                    json.pair("smallest_eigenvalue", repair.smallestEigenvalue)
                    json.pair("relative_distance", repair.relativeDistance)
                    json.pair("iterations", repair.iterations)
                    json.pair("converged", repair.converged)
                }
            } else {
                json.null()
            }
            json.pair("notes", notes)
        }
    }
}

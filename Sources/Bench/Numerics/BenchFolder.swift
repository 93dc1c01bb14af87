import Glibc
import Host
import Numerics

/// Where inputs, answers and figures go: matrices as little-endian doubles, column after column, in `NAME.f64`; their shapes and the
/// figures in `bench.json`.
final class BenchFolder {
    private let path: String
    private var shapes: [String] = []
    private var figures: [String] = []

    init(_ path: String) throws {
        self.path = path
        if mkdir(path, 0o755) != 0 && errno != EEXIST { throw CommandError("cannot make \(path)", exitCode: 1) }
    }

    func write(_ matrix: Matrix, _ name: String) throws {
        try write(name + ".f64") { file in matrix.elements.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) == $0.count } }
        shapes.append("\"\(name)\": [\(matrix.rows), \(matrix.columns)]")
    }

    func add(_ figure: Figure, weights: [Double]) throws {
        if !weights.isEmpty { try write(Matrix(rows: weights.count, columns: 1, elements: weights), figure.id) }
        figures.append("\"\(figure.id)\": {\"best\": \(figure.best), \"median\": \(figure.median)}")
    }

    func finish() throws {
        let text = "{\"shapes\": {\(shapes.joined(separator: ", "))},\n\"figures\": {\(figures.joined(separator: ",\n"))}}\n"
        try write("bench.json") { fputs(text, $0) >= 0 }
    }

    private func write(_ name: String, _ body: (UnsafeMutablePointer<FILE>) -> Bool) throws {
        guard let file = fopen("\(path)/\(name)", "w") else { throw CommandError("cannot write \(path)/\(name)", exitCode: 1) }
        let isWhole = body(file)
        guard fclose(file) == 0, isWhole else { throw CommandError("cannot write all of \(path)/\(name)", exitCode: 1) }
    }
}

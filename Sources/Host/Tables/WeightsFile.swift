import Store

/// Weights of assets from a file `name,weight`, matched by name.
enum WeightsFile {
    static let option = Option("weights", "FILE.csv", "name,weight: fractions of the capital (equal)")

    /// - Throws: `DataError` as `NamedValuesFile`, and where all weights are zero.
    static func read(_ path: String, names: [String]) throws -> [Double] {
        let weights = try NamedValuesFile.read(path, names: names, columns: ["weight"])[0]
        guard weights.contains(where: { $0 != 0 }) else { throw DataError(path, "all weights are zero: expected fractions of the capital") }
        return weights
    }
}

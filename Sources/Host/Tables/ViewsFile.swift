import Configuration
import Optimization

/// Views of a forecaster for Black-Litterman from a YAML file; `docs/optimize.md` describes its keys. Returns are a year.
struct ViewsFile {
    struct View {
        let coefficients: [Double]
        /// A year.
        let expectedReturn: Double
        let confidence: Double
        /// As the file has it, in one line.
        let text: String
    }

    let views: [View]
    /// Uncertainty of the prior mean over that of returns.
    let tau: Double

    /// The confidence of a view that gives none: that of He and Litterman.
    private static let usualConfidence = 0.5

    init(_ path: String, assets: AssetNames) throws {
        let root = try YAMLDocument.read(path).root.mapping(keys: ["views", "tau"])
        let list = try root.required("views")
        let views = try list.sequence().map { try Self.view($0, assets) }
        guard !views.isEmpty else {
            throw list.error("an empty list: expected views such as {asset: A, return: 0.05, confidence: 0.6}")
        }
        self.views = views
        tau = try root.number("tau", in: 1e-9...1e3) ?? 0.05
    }

    private static func view(_ node: YAMLNode, _ assets: AssetNames) throws -> View {
        let view = try node.mapping(keys: ["asset", "long", "short", "return", "confidence"])
        let expected = try view.required("return").number()
        let confidence = try view.number("confidence", in: 1e-9...1) ?? usualConfidence
        var coefficients = [Double](repeating: 0, count: assets.count)
        func side(_ indices: [Int], _ sign: Double, _ side: YAMLNode) throws {
            for index in indices {
                guard coefficients[index] == 0 else { throw side.error("'\(assets.names[index])' is on both sides: keep one") }
                coefficients[index] = sign / Double(indices.count)
            }
        }
        if let asset = view["asset"] {
            if let other = view["long"] ?? view["short"] {
                throw other.error("goes with a relative view: leave it out, or 'asset'")
            }
            let index = try assets.index(of: asset)
            coefficients[index] = 1
            return View(
                coefficients: coefficients, expectedReturn: expected, confidence: confidence,
                text: "\(assets.names[index]) returns")
        }
        guard let long = view["long"] else {
            throw node.error("expected 'asset' for an absolute view, or 'long' and 'short' for a relative one")
        }
        let short = try view.required("short")
        let (above, below) = (try assets.indices(of: long), try assets.indices(of: short))
        try side(above, 1, long)
        try side(below, -1, short)
        func text(_ indices: [Int]) -> String { indices.map { assets.names[$0] }.joined(separator: " + ") }
        return View(
            coefficients: coefficients, expectedReturn: expected, confidence: confidence,
            text: "\(text(above)) over \(text(below)) by")
    }
}

import Foundation
import XCTest

/// Rules of the house that a compiler does not know.
final class TidyTests: XCTestCase {
    private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What each module may import of the others; `docs/ARCHITECTURE.md` says why.
    private let allowed: [String: Set<String>] = [
        "Money": [], "Market": ["Money"], "Numerics": ["CLinearAlgebra"], "Indicators": ["Numerics"], "Risk": ["Numerics"],
        "Experiments": ["Numerics", "Risk"],
        "Optimization": ["CHiGHS", "CLinearAlgebra", "Numerics", "Risk"], "Trading": ["Market", "Money"],
        "Kernel": ["Trading", "Market", "Money", "Risk"],
        "Scripting": ["CLuaBridge", "Kernel", "Trading", "Market", "Money", "Indicators", "Numerics", "Risk", "Optimization"],
        "Simulation": ["Kernel", "Trading", "Market", "Money"], "Store": ["Market", "Money", "Numerics", "CCrypto"],
        "Desk": ["Experiments", "Scripting", "Simulation", "Kernel", "Trading", "Market", "Money"],
        "Configuration": ["CYaml", "Numerics"], "Reporting": ["Risk", "Numerics"],
        "Journal": ["Desk", "Experiments", "Scripting", "Simulation", "Kernel", "Trading", "Market", "Money", "CSQLite", "CCrypto"],
    ]
    private let deterministic = ["Money", "Market", "Trading", "Kernel", "Simulation", "Indicators", "Numerics", "Risk", "Optimization", "Experiments", "Desk"]

    private func sources(_ folder: String) -> [(path: String, text: String)] {
        let base = root.appendingPathComponent(folder)
        let files = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        return files.filter { $0.pathExtension == "swift" }.sorted { $0.path < $1.path }.compactMap { url in
            (try? String(contentsOf: url, encoding: .utf8)).map { (url.path, $0) }
        }
    }

    func testModulesImportOnlyWhatTheirLineAllows() {
        let own = Set(allowed.keys).union(["Host", "CLuaBridge", "CCrypto", "CHiGHS", "CLinearAlgebra", "CYaml", "CSQLite"])
        for (module, imports) in allowed.sorted(by: { $0.key < $1.key }) {
            for (path, text) in sources("Sources/\(module)") {
                for line in text.split(separator: "\n") where line.hasPrefix("import ") {
                    let name = String(line.dropFirst(7))
                    if own.contains(name) { XCTAssertTrue(imports.contains(name), "\(path): \(module) may not import \(name)") }
                    if name != "Glibc" && !own.contains(name) { XCTFail("\(path): imports \(name)") }
                }
            }
        }
    }

    func testTheCoreReadsNoClockAndNoSystemRandomness() {
        let forbidden = ["Date()", "clock_gettime", "ContinuousClock", "SystemRandomNumberGenerator", ".random(in", "Dispatch", "pthread", "setlocale"]
        for module in deterministic {
            for (path, text) in sources("Sources/\(module)") {
                for word in forbidden { XCTAssertFalse(text.contains(word), "\(path): \(word)") }
            }
        }
    }

    func testTrapsHaveAReasonOnTheirLine() {
        for (path, text) in sources("Sources") {
            for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let isTrap = ["fatalError(", "try!", "as! ", "nonisolated(unsafe)"].contains { line.contains($0) }
                if isTrap { XCTAssertTrue(line.contains("// "), "\(path):\(number + 1): say why it cannot go wrong") }
            }
        }
    }

    func testFilesStayReadable() {
        for (path, text) in sources("Sources") {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            XCTAssertLessThanOrEqual(lines.count, 600, path)
        }
    }
}

import Glibc

/// Prints the figures of the documentation: `perigee-bench [AREA…] [--out FOLDER]`, all areas where none is named. The numerics write
/// their inputs and answers to the folder.
@main
enum Bench {
    private static let areas: [(name: String, run: @Sendable (_ folder: String?) throws -> Void)] = [
        ("on_bar", { _ in try CoreBench.measureOnBar() }), ("triggers", { _ in try CoreBench.measureTriggers() }),
        ("streaming", { _ in try CoreBench.measureStreaming() }), ("reading", { _ in try CoreBench.measureReading() }),
        ("instance", { _ in try CoreBench.measureInstances() }), ("host", { _ in
            try JournalBench.measure()
            try DeskBench.measure()
        }),
        ("desk", { _ in try DeskBench.measure() }),
        ("numerics", { try NumericsBench.run(folder: $0) }),
    ]

    static func main() throws {
        var wanted = Array(CommandLine.arguments.dropFirst())
        var folder: String?
        if let place = wanted.firstIndex(of: "--out"), place + 1 < wanted.count {
            folder = wanted[place + 1]
            wanted.removeSubrange(place...place + 1)
        }
        for name in wanted where !areas.contains(where: { $0.name == name }) {
            let text = "bench: no area '\(name)': there are \(areas.map(\.name).joined(separator: ", "))\n"
            _ = text.withCString { write(2, $0, strlen($0)) }
            exit(2)
        }
        for area in areas where wanted.isEmpty || wanted.contains(area.name) { try area.run(folder) }
    }
}

import Glibc

/// Prints the figures of the documentation: `perigee-bench [AREA…]`, all areas where none is named.
@main
enum Bench {
    private static let areas: [(name: String, run: @Sendable () throws -> Void)] = [
        ("on_bar", { try CoreBench.measureOnBar() }), ("triggers", { try CoreBench.measureTriggers() }),
        ("streaming", { try CoreBench.measureStreaming() }), ("reading", { try CoreBench.measureReading() }),
        ("instance", { try CoreBench.measureInstances() }), ("host", { try JournalBench.measure() }),
    ]

    static func main() throws {
        let wanted = CommandLine.arguments.dropFirst()
        for name in wanted where !areas.contains(where: { $0.name == name }) {
            let text = "bench: no area '\(name)': there are \(areas.map(\.name).joined(separator: ", "))\n"
            _ = text.withCString { write(2, $0, strlen($0)) }
            exit(2)
        }
        for area in areas where wanted.isEmpty || wanted.contains(area.name) { try area.run() }
    }
}

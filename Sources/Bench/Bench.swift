import Host
import Market
import Money
import Simulation
import Store

/// Prints the figures of the README: `swift run -c release perigee-bench [area]`.
@main
enum Bench {
    static func main() throws {
        let area = CommandLine.arguments.dropFirst().first ?? "all"
        if area == "all" || area == "core" { try CoreBench.run() }
    }
}

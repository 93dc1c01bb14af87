import Market
import Reporting
import Risk
import Store

extension Command {
    static let metrics = Command(
        name: "metrics", summary: "Prints performance measures of a series of returns.", usage: "--returns FILE.csv [options]",
        options: [
            Option("returns", "FILE.csv", "dates and simple returns of each period (0.01 is one percent)"),
            Option("benchmark", "FILE.csv", "returns of the benchmark, by the same rows"),
            Option("periods-per-year", "N", "for annualising; measured from the dates when absent"),
            Option("risk-free", "N", "yearly risk-free rate as a fraction (0)"), Option("json", nil, "print JSON"),
        ],
        examples: ["metrics --returns returns.csv", "metrics --returns returns.csv --benchmark index.csv --periods-per-year 252 --json"],
        run: { try MetricsCommand($0).run() })
}

struct MetricsCommand {
    private let arguments: Arguments

    init(_ arguments: Arguments) { self.arguments = arguments }

    func run() throws -> Int32 {
        guard let path = arguments.text("returns") else { throw CommandError("perigee metrics: which returns? Give --returns FILE.csv") }
        let returns = try ReturnsFile.read(path)
        let benchmark = try arguments.text("benchmark").map { try ReturnsFile.read($0) }
        if let benchmark, benchmark.values.count != returns.values.count {
            throw CommandError("\(benchmark.path): \(benchmark.values.count) rows: expected \(returns.values.count) as in \(path)")
        }
        let inferred = PeriodsPerYear.infer(times: returns.times)
        let periods = try arguments.number("periods-per-year", in: 0.01...1e9)
        let input = MeasureInput(
            returns: returns.values, times: returns.times, periodsPerYear: periods ?? inferred.value,
            riskFree: try arguments.number("risk-free", in: -0.5...1) ?? 0, benchmarkReturns: benchmark?.values)
        let measures = MeasureCatalog.all.filter { $0.group != "Trades" && !["exposure_time", "average_exposure"].contains($0.id) }
        let values = measures.map { ($0, $0.compute(input)) }
        arguments.has("json") ? printJSON(values, returns.values.count) : printTable(values, periods.map { "\($0): given" } ?? inferred.reason)
        return 0
    }

    private func printJSON(_ values: [(Measure, Double)], _ count: Int) {
        var json = JSONWriter()
        json.object { json in
            json.key("periods")
            json.value(count)
            json.key("metrics")
            json.object { json in
                for (measure, value) in values {
                    json.key(measure.id)
                    json.value(value)
                }
            }
        }
        json.finish()
        Terminal.output(String(decoding: json.bytes, as: UTF8.self) + "\n")
    }

    private func printTable(_ values: [(Measure, Double)], _ periods: String) {
        Terminal.output("periods per year  \(periods)\n")
        var group = ""
        for (measure, value) in values where !value.isNaN {
            if measure.group != group {
                group = measure.group
                Terminal.output("\n\(group)\n")
            }
            let name = measure.title + String(repeating: " ", count: max(1, 26 - measure.title.count))
            Terminal.output("  \(name)\(MetricsCommand.text(value, measure.unit))\n")
        }
    }

    private static func text(_ value: Double, _ unit: Measure.Unit) -> String {
        let factor: Double = unit == .percent ? 10_000 : 1_000
        let rounded = (value * factor).rounded() / (unit == .percent ? 100 : 1_000)
        return "\(rounded)\(unit == .percent ? " %" : unit == .days ? " days" : "")"
    }
}

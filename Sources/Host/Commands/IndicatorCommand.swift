import Indicators
import Market
import Numerics
import Store

extension Command {
    static let indicator = Command(
        name: "indicator", summary: "Prints an indicator over prices as CSV; without a name, lists the indicators.",
        usage: "NAME [PARAMETER…] --data PATH",
        options: [
            Option("data", "PATH", "CSV file or directory"), Option("symbol", "NAME", "which symbol of the data"),
            Option("from", "DATE", "first bar to use"), Option("to", "DATE", "last bar to use"),
        ],
        examples: ["indicator", "indicator rsi 14 --data examples/data/sp500.csv", "indicator macd --data examples/data/sp500.csv --from 2018-01-01"],
        run: { try IndicatorCommand($0).run() })
}

struct IndicatorCommand {
    private let arguments: Arguments

    init(_ arguments: Arguments) { self.arguments = arguments }

    func run() throws -> Int32 {
        guard let name = arguments.positions.first else {
            list()
            return 0
        }
        guard let descriptor = IndicatorCatalog.find(name) else {
            let near = nearestName(to: name, among: IndicatorCatalog.all.map(\.name)).map { ": did you mean '\($0)'?" } ?? ""
            throw CommandError("perigee indicator: unknown indicator '\(name)'\(near)\nTry: perigee indicator (lists them)")
        }
        guard let path = arguments.text("data") else { throw CommandError("perigee indicator: which prices? Give --data FILE.csv") }
        var options = ReadOptions()
        options.from = try arguments.time("from")
        options.to = try arguments.time("to", endOfDay: true)
        let all = try CSVBarReader.load(path, options)
        let chosen = arguments.text("symbol").map { symbol in all.filter { $0.symbol == symbol } } ?? Array(all.prefix(1))
        guard let series = chosen.first else { throw CommandError("--symbol: the data has \(all.map(\.symbol).joined(separator: ", "))") }
        try print(descriptor, parameters(descriptor), series.bars)
        return 0
    }

    private func list() {
        for descriptor in IndicatorCatalog.all {
            let parameters = descriptor.parameters.map { "\($0.name)\($0.defaultValue.map { "=\(IndicatorCommand.plain($0))" } ?? "")" }
            Terminal.output("\(descriptor.name)(\((descriptor.inputs.map(\.name) + parameters).joined(separator: ", ")))  \(descriptor.summary)\n")
        }
    }

    private func parameters(_ descriptor: IndicatorDescriptor) throws -> [Double] {
        let given = Array(arguments.positions.dropFirst())
        guard given.count <= descriptor.parameters.count else {
            throw CommandError("\(descriptor.name) takes \(descriptor.parameters.count) parameters (\(descriptor.parameters.map(\.name).joined(separator: ", "))), found \(given.count)")
        }
        return try descriptor.parameters.enumerated().map { index, parameter in
            guard index < given.count else {
                guard let fallback = parameter.defaultValue else { throw CommandError("\(descriptor.name): the parameter '\(parameter.name)' is missing: \(parameter.summary)") }
                return fallback
            }
            guard let value = Double(given[index]), parameter.range.contains(value), !parameter.isInteger || value == value.rounded() else {
                throw CommandError("\(descriptor.name): \(parameter.name) '\(given[index])': expected a \(parameter.isInteger ? "whole " : "")number from \(IndicatorCommand.plain(parameter.range.lowerBound)) to \(IndicatorCommand.plain(parameter.range.upperBound))")
            }
            return value
        }
    }

    private func print(_ descriptor: IndicatorDescriptor, _ parameters: [Double], _ bars: BarColumns) {
        let columns: [IndicatorInput.Field: UnsafePointer<Double>] = [
            .open: bars.open, .high: bars.high, .low: bars.low, .close: bars.close, .volume: bars.volume,
        ]
        let inputs = descriptor.inputs.map { columns[$0.fallback ?? .close] ?? bars.close }
        var indicator = descriptor.make(parameters)
        var row = [Double](repeating: 0, count: inputs.count)
        var out = [Double](repeating: .nan, count: descriptor.outputs.count)
        var text = "date," + (descriptor.outputs.count == 1 ? descriptor.name : descriptor.outputs.joined(separator: ",")) + "\n"
        for index in 0..<bars.count {
            for input in inputs.indices { row[input] = inputs[input][index] }
            indicator.update(row, &out)
            text += Timestamp(nanoseconds: bars.time[index]).text
            for value in out { text += "," + (value.isNaN ? "" : "\(value)") }
            text += "\n"
        }
        Terminal.output(text)
    }

    static func plain(_ x: Double) -> String { x == x.rounded() && abs(x) < 1e15 ? "\(Int64(x))" : "\(x)" }
}

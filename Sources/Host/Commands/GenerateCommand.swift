import Market

extension Command {
    static let generate = Command(
        name: "generate", summary: "Writes made-up bars from a seed: the same seed gives the same bytes on every machine.",
        usage: "--bars N [options]",
        options: [
            Option("bars", "N", "how many bars"), Option("seed", "N", "seed of the random walk (1)"),
            Option("interval", "LENGTH", "such as 1m, 1h or 1d (1d, business days)"), Option("start", "DATE", "time of the first bar (2000-01-03)"),
            Option("price", "N", "price to start from (100)"), Option("out", "FILE|-", "where to write the CSV (-)"),
        ],
        examples: ["generate --bars 1000000 --interval 1m --seed 7 --out bars.csv", "generate --bars 250"],
        run: { try GenerateCommand($0).run() })
}

struct GenerateCommand {
    private let generator: BarGenerator
    private let count: Int
    private let output: OutputFile

    init(_ arguments: Arguments) throws {
        guard arguments.positions.isEmpty else { throw CommandError("perigee generate: unexpected '\(arguments.positions[0])': use options, such as --bars 1000") }
        guard let count = try arguments.integer("bars", in: 1...1_000_000_000) else { throw CommandError("perigee generate: how many bars? Give --bars N, such as --bars 1000") }
        self.count = count
        let text = arguments.text("interval") ?? "1d"
        guard let interval = Timeframe(text), interval.code > 0 else {
            throw CommandError("--interval '\(text)': expected a number and a unit of seconds to weeks, as in 1m, 5m, 1h, 1d")
        }
        var generator = BarGenerator(seed: UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 1), interval: interval.code)
        if let start = try arguments.time("start") { generator.start = start }
        if let price = try arguments.number("price", in: 0.01...1e6) { generator.startPrice = price }
        self.generator = generator
        output = try OutputFile(arguments.text("out") ?? "-")
    }

    func run() throws -> Int32 {
        let bars = generator.bars(count)
        let isIntraday = generator.interval < 86_400_000_000_000
        var text: [UInt8] = Array("date,open,high,low,close,volume\n".utf8)
        text.reserveCapacity(1 << 20)
        for row in 0..<bars.count {
            let time = Timestamp(nanoseconds: bars.time[row]).text
            text += time.utf8
            // All rows of a file have one form: other readers guess it from the first.
            if isIntraday && time.utf8.count == 10 { text += "T00:00:00Z".utf8 }
            for value in [bars.open[row], bars.high[row], bars.low[row], bars.close[row]] { GenerateCommand.append(cents: value, to: &text) }
            text.append(0x2c)
            text += String(Int64(bars.volume[row])).utf8
            text.append(0x0a)
            if text.count > 1 << 20 {
                output.write(text)
                text.removeAll(keepingCapacity: true)
            }
        }
        output.write(text)
        try output.finish()
        return 0
    }

    /// A price with two decimal places, behind a comma.
    private static func append(cents value: Double, to text: inout [UInt8]) {
        let cents = Int64((value * 100).rounded())
        text.append(0x2c)
        text += String(cents / 100).utf8
        text.append(0x2e)
        text.append(UInt8(48 + cents / 10 % 10))
        text.append(UInt8(48 + cents % 10))
    }
}

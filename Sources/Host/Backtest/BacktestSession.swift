import Kernel
import Market
import Money
import Scripting
import Simulation
import Store

/// One backtest from files to a finished run: what the commands, the tests and the benchmarks share.
public final class BacktestSession {
    public let options: BacktestOptions
    public let series: [LoadedSeries]
    public let instance: ScriptInstance
    public let backtest: Backtest
    public let market: MarketData
    /// Content hash of the file of splits and dividends.
    let actionsHash: String?
    public private(set) var loadSeconds = 0.0
    public private(set) var runSeconds = 0.0

    /// Reads data and script and evaluates the series.
    /// - Parameter script: a text to use in place of the file's.
    /// - Throws: `DataError`, `ScriptError` or `CommandError`.
    public init(
        _ options: BacktestOptions, series given: [LoadedSeries]? = nil, script: ScriptFile? = nil, recorder: EventRecorder? = nil,
        keepsAllSeries: Bool = false
    ) throws {
        let start = Clock.seconds()
        self.options = options
        series = try given ?? BacktestSession.read(options)
        let source = try script ?? ScriptFile.read(options.script)
        let instruments = series.enumerated().map { index, loaded in
            Instrument(id: InstrumentID(Int32(index)), symbol: loaded.symbol, tick: options.tick, lot: options.lot)
        }
        market = MarketData(instruments: instruments, bars: series.map(\.bars))
        instance = try ScriptInstance(
            source: source.text, path: options.script, hash: source.hash, symbols: instruments.map(\.symbol), overrides: options.overrides,
            limits: options.limits, keepsAllSeries: keepsAllSeries)
        let actions = try options.actions.map { try CorporateActionFile.read($0, instruments: instruments) } ?? []
        actionsHash = try options.actions.map { ContentHash.sha256(try MappedFile($0).bytes) }
        loadSeconds = Clock.seconds() - start
        let evaluation = Clock.seconds()
        try instance.prepare(market)
        backtest = Backtest(
            market: market, strategy: instance, rules: options.rules, cash: options.cash, limits: options.riskLimits, actions: actions,
            recorder: recorder)
        // Evaluating the series is part of the run: it is what a bar costs.
        runSeconds = Clock.seconds() - evaluation
    }

    /// Runs to the end. A script that fails leaves its error in `instance.failure`.
    public func run(isCancelled: (Int) -> Bool = { _ in false }) {
        let start = Clock.seconds()
        backtest.run(isCancelled: isCancelled)
        runSeconds += Clock.seconds() - start
    }

    public var barCount: Int { series.reduce(0) { $0 + $1.bars.count } }

    static func read(_ options: BacktestOptions) throws -> [LoadedSeries] {
        var all: [LoadedSeries] = []
        for path in options.data {
            var read = options.read
            if options.data.count == 1, options.symbol != nil { read.symbol = nil }
            all += try CSVBarReader.load(path, read)
        }
        if let symbol = options.symbol {
            let chosen = all.filter { $0.symbol == symbol }
            guard !chosen.isEmpty else {
                throw CommandError("--symbol \(symbol): the data has \(all.map(\.symbol).prefix(30).joined(separator: ", "))")
            }
            all = chosen
        }
        var seen = Set<String>()
        for loaded in all where !seen.insert(loaded.symbol).inserted {
            throw CommandError("the symbol \(loaded.symbol) is in the data twice: \(all.filter { $0.symbol == loaded.symbol }.map(\.path).joined(separator: ", "))")
        }
        return all
    }
}

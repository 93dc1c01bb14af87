import Market
import Store

/// The source that a configuration names.
enum RunSource {
    static func make(_ configuration: RunConfiguration) throws -> any EventSource {
        let venue = configuration.venue
        func instruments(_ symbols: [String]) -> [Instrument] {
            symbols.enumerated().map {
                Instrument(id: InstrumentID(Int32($0.offset)), symbol: $0.element, tick: venue.tick, lot: venue.lot)
            }
        }
        switch configuration.source {
        case .generator(let terms):
            let tape = GeneratedTape(
                instruments: instruments(terms.symbols), seed: terms.seed, interval: terms.interval, start: terms.start,
                bars: terms.bars)
            return PacedSource(tape, speed: configuration.speed, isStepped: configuration.isStepped)
        case .files(let files):
            var series: [LoadedSeries] = []
            for file in files {
                for loaded in try CSVBarReader.load(file.path, file.options) {
                    if let other = series.first(where: { $0.symbol == loaded.symbol }) {
                        throw CommandError("the symbol \(loaded.symbol) is in the data twice: \(other.path), \(loaded.path)")
                    }
                    series.append(loaded)
                }
            }
            let instruments = instruments(series.map(\.symbol))
            let actions = try venue.actions.map { try CorporateActionFile.read($0, instruments: instruments) } ?? []
            return PacedSource(RecordedTape(series, instruments: instruments, actions: actions), speed: configuration.speed, isStepped: configuration.isStepped)
        }
    }
}

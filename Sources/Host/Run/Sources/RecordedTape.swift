import Desk
import Kernel
import Market
import Store

/// Bars from files, step by step as a backtest sees them, with the splits and dividends that fall between.
final class RecordedTape: EventTape {
    let feeds: [InstrumentFeed]
    let origin: [String]
    private let market: MarketData
    private let actions: [CorporateAction]
    private var step = 0
    private var nextAction = 0

    init(_ series: [LoadedSeries], instruments: [Instrument], actions: [CorporateAction] = []) {
        market = MarketData(instruments: instruments, bars: series.map(\.bars))
        self.actions = actions.sorted { $0.time < $1.time }
        origin = series.map { "\($0.symbol) \($0.hash)" }
        feeds = zip(instruments, series).map {
            InstrumentFeed(instrument: $0, completionOffset: $1.bars.completionOffset, spacing: MarketData.spacing($1.bars))
        }
    }

    var stepCount: Int { market.stepCount }

    var moment: Int64? { step < market.stepCount ? market.completion(step) : nil }

    func take() -> DeskEvent {
        if nextAction < actions.count, actions[nextAction].time <= market.time(step) {
            nextAction += 1
            return .corporateAction(actions[nextAction - 1])
        }
        step += 1
        return .bars(market.instruments.indices.compactMap { bar($0, step - 1) })
    }

    private func bar(_ index: Int, _ step: Int) -> Bar? {
        let row = market.newRow(index, at: step)
        guard row >= 0 else { return nil }
        let bars = market.bars[index]
        return Bar(
            instrument: InstrumentID(Int32(index)), time: Timestamp(nanoseconds: bars.time[row]), open: bars.open[row],
            high: bars.high[row],
            low: bars.low[row], close: bars.close[row], volume: bars.volume[row])
    }
}

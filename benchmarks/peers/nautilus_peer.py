"""NautilusTrader: engine.run() with the bars in the engine, logging off. Its market orders fill at the close of the bar."""
import time
from decimal import Decimal

import nautilus_trader
from nautilus_trader.backtest.engine import BacktestEngine, BacktestEngineConfig
from nautilus_trader.config import LoggingConfig, StrategyConfig
from nautilus_trader.indicators import SimpleMovingAverage
from nautilus_trader.model.currencies import USD
from nautilus_trader.model.data import BarType
from nautilus_trader.model.enums import AccountType, OmsType, OrderSide
from nautilus_trader.model.identifiers import InstrumentId, Symbol, Venue
from nautilus_trader.model.instruments import Equity
from nautilus_trader.model.objects import Money, Price, Quantity
from nautilus_trader.persistence.wranglers import BarDataWrangler
from nautilus_trader.trading.strategy import Strategy

from common import CASH, FAST, FEE, QUANTITY, SLOW, load, report


class Cross(Strategy):
    def __init__(self, instrument, bar_type):
        super().__init__(StrategyConfig())
        self.instrument, self.bar_type = instrument, bar_type
        self.fast, self.slow = SimpleMovingAverage(FAST), SimpleMovingAverage(SLOW)
        self.quantity = Quantity.from_int(QUANTITY)
        self.before = None
        self.holds = False

    def on_start(self):
        self.register_indicator_for_bars(self.bar_type, self.fast)
        self.register_indicator_for_bars(self.bar_type, self.slow)
        self.subscribe_bars(self.bar_type)

    def on_bar(self, bar):
        if not self.slow.initialized:
            return
        now = (self.fast.value, self.slow.value)
        before, self.before = self.before, now
        if before is None:
            return
        if before[0] <= before[1] and now[0] > now[1]:
            if not self.holds:
                self.send(OrderSide.BUY)
        elif before[0] >= before[1] and now[0] < now[1]:
            if self.holds:
                self.send(OrderSide.SELL)

    def send(self, side):
        self.holds = side == OrderSide.BUY
        self.submit_order(self.order_factory.market(self.instrument.id, side, self.quantity))


frame = load()
venue = Venue("SIM")
instrument = Equity(
    instrument_id=InstrumentId(Symbol("TEST"), venue), raw_symbol=Symbol("TEST"), currency=USD, price_precision=5,
    price_increment=Price.from_str("0.00001"), lot_size=Quantity.from_int(1), ts_event=0, ts_init=0,
    maker_fee=Decimal(str(FEE)), taker_fee=Decimal(str(FEE)))
bar_type = BarType.from_str(f"{instrument.id}-1-MINUTE-LAST-EXTERNAL")
engine = BacktestEngine(BacktestEngineConfig(logging=LoggingConfig(bypass_logging=True), run_analysis=False))
engine.add_venue(venue, OmsType.NETTING, AccountType.MARGIN, starting_balances=[Money(CASH, USD)], base_currency=USD)
engine.add_instrument(instrument)
engine.add_data(BarDataWrangler(bar_type, instrument).process(frame))
engine.add_strategy(Cross(instrument, bar_type))
began = time.perf_counter()
engine.run()
seconds = time.perf_counter() - began
trades = sum(order.side == OrderSide.SELL for order in engine.cache.orders_closed())
report("NautilusTrader", nautilus_trader.__version__, len(frame), seconds, trades,
       engine.portfolio.account(venue).balance_total(USD).as_double(), "fills at the close of the bar that decides")

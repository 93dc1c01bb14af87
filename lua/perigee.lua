---@meta
-- The language of Perigee scripts, for editors (LuaCATS). Written by `perigee api --annotations`; do not edit.

--# Series

--- A series of numbers, one a bar: a price, an indicator, or arithmetic on them. Declared at the top of a script, computed by the
--- host. Inside a callback take it as a parameter by its name, or read `series[0]` (now) and `series[-1]` (one bar ago); reading
--- ahead is an error. `series[-n]` at the top of a script is the series n bars ago.
---@class Series
---@operator add(Series|number): Series
---@operator sub(Series|number): Series
---@operator mul(Series|number): Series
---@operator div(Series|number): Series
---@operator mod(Series|number): Series
---@operator pow(Series|number): Series
---@operator unm: Series
---@field [integer] number

--- A condition: a series of true and false. Conditions are combined with `&` (and), `|` (or) and `~` (not).
---@class Condition: Series
---@operator band(Condition): Condition
---@operator bor(Condition): Condition
---@operator bnot: Condition

--- The prices of another symbol or timeframe.
---@class Source
---@field open Series
---@field high Series
---@field low Series
---@field close Series
---@field volume Series

---@type Series
open = nil
---@type Series
high = nil
---@type Series
low = nil
---@type Series
close = nil
---@type Series
volume = nil

--- The prices of another symbol, as known at each bar: its newest bar that is complete.
---@param symbol string
---@param timeframe? string such as "1w"
---@return Source
function of(symbol, timeframe) end

--- The symbol's own prices at a higher timeframe; a bar is seen once its period is over.
---@param timeframe string a number and a unit: s, m, h, d, w, mo, q, y
---@return Source
function every(timeframe) end

--- The value some bars ago; the same as `x[-bars]`.
---@param x Series
---@param bars? integer 1 where left out
---@return Series
function lag(x, bars) end

--- The change since some bars ago.
---@param x Series
---@param bars? integer 1 where left out
---@return Series
function change(x, bars) end

--- The last finite value.
---@param x Series
---@return Series
function fill_forward(x) end

--- The smaller of two, bar by bar.
---@param a Series|number
---@param b Series|number
---@return Series
function minimum(a, b) end

--- The larger of two, bar by bar.
---@param a Series|number
---@param b Series|number
---@return Series
function maximum(a, b) end

--- Absolute value.
---@param x Series
---@return Series
function abs(x) end

--- Square root.
---@param x Series
---@return Series
function sqrt(x) end

--- Natural logarithm.
---@param x Series
---@return Series
function ln(x) end

--- Exponential function.
---@param x Series
---@return Series
function exp(x) end

--- −1, 0 or 1.
---@param x Series
---@return Series
function sign(x) end

--- Rounded down.
---@param x Series
---@return Series
function floor(x) end

--- Rounded up.
---@param x Series
---@return Series
function ceil(x) end

--- Rounded to the nearest, halves away from zero.
---@param x Series
---@return Series
function round(x) end

--# Conditions and triggers

--- True where a is above b. A comparison with a missing value is undefined and never fires.
---@param a Series|number
---@param b Series|number
---@return Condition
function above(a, b) end

--- True where a is below b.
---@param a Series|number
---@param b Series|number
---@return Condition
function below(a, b) end

--- True where a is b or more.
---@param a Series|number
---@param b Series|number
---@return Condition
function at_least(a, b) end

--- True where a is b or less.
---@param a Series|number
---@param b Series|number
---@return Condition
function at_most(a, b) end

--- True where a is b.
---@param a Series|number
---@param b Series|number
---@return Condition
function equals(a, b) end

--- True in the bar in which a passes above b: a was at or below b one bar ago and is above it now.
---@param a Series|number
---@param b Series|number
---@return Condition
function cross_above(a, b) end

--- True in the bar in which a passes below b.
---@param a Series|number
---@param b Series|number
---@return Condition
function cross_below(a, b) end

--- True in the bar in which a passes b either way.
---@param a Series|number
---@param b Series|number
---@return Condition
function crosses(a, b) end

--- True where all are; the same as `a & b`.
---@param ... Condition
---@return Condition
function all(...) end

--- True where any is; the same as `a | b`.
---@param ... Condition
---@return Condition
function any(...) end

--- True where the condition is false; the same as `~a`.
---@param a Condition
---@return Condition
function none(a) end

--- True where x rose in each of the last bars.
---@param x Series
---@param bars? integer 1 where left out
---@return Condition
function rising(x, bars) end

--- True where x fell in each of the last bars.
---@param x Series
---@param bars? integer 1 where left out
---@return Condition
function falling(x, bars) end

--- a where the condition is true, b where it is false.
---@param condition Condition
---@param a Series|number
---@param b Series|number
---@return Series
function choose(condition, a, b) end

--- Calls the function in each bar in which the condition becomes true. No Lua runs in the bars between.
---@param condition Condition
---@param callback function takes what its parameters name, as on_bar does
function on(condition, callback) end

--- Calls the function in every bar in which the condition is true.
---@param condition Condition
---@param callback function takes what its parameters name, as on_bar does
function whenever(condition, callback) end

--# Parameters

--- Declares a parameter of the script, to be set with `--param name=value`, and returns its value.
---@param name string
---@param default number|boolean
---@param options? {min: number, max: number, step: number, doc: string}
---@return any
function param(name, default, options) end

--# Orders

---@class OrderOptions
---@field symbol? string the symbol of the callback where left out
---@field limit? number limit price
---@field stop? number trigger price; with limit a stop-limit order
---@field trail? number distance of a trailing stop in price
---@field trail_percent? number distance of a trailing stop as a fraction of the price
---@field tif? "DAY"|"GTC"|"IOC"|"FOK"|"GTD" GTC where left out
---@field expires? integer end of a GTD order in nanoseconds, such as ctx.time + 5 * 86400 * 1000000000
---@field post_only? boolean refused when it would take liquidity
---@field reduce_only? boolean never opens or turns a position
---@field take_profit? number limit price of an exit that comes with the entry
---@field stop_loss? number trigger price of an exit that comes with the entry

--- Asks for a purchase. Filled after this bar: by default at the next open.
---@param quantity number
---@param options? OrderOptions|string a symbol alone may stand for {symbol = …}
---@return integer order known to cancel and modify
function buy(quantity, options) end

--- Asks for a sale.
---@param quantity number
---@param options? OrderOptions|string
---@return integer order
function sell(quantity, options) end

--- Orders what brings the position to a quantity; negative is short.
---@param quantity number
---@param symbol? string
---@return integer order
function target_quantity(quantity, symbol) end

--- Orders what brings the position to a value in money, in whole lots.
---@param value number
---@param symbol? string
---@return integer order
function target_value(value, symbol) end

--- Orders what brings the position to a fraction of equity, in whole lots: 0.95 is 95 %.
---@param fraction number
---@param symbol? string
---@return integer order
function target_percent(fraction, symbol) end

--- Closes the position by a market order.
---@param symbol? string
---@return integer order
function close_position(symbol) end

--- An entry with exits: positive buys, negative sells. The exits work for what the entry has filled and cancel each other.
--- They are the orders after the entry: order + 1 takes profit, order + 2 stops the loss.
---@param quantity number
---@param options OrderOptions with take_profit, stop_loss or both
---@return integer order
function bracket(quantity, options) end

--- Cancels a working order.
---@param order integer
function cancel(order) end

--- Cancels all working orders of the symbol.
---@param symbol? string
function cancel_all(symbol) end

--- Changes a working order.
---@param order integer
---@param changes {quantity: number, limit: number, stop: number}
function modify(order, changes) end

--- Asks for on_timer.
---@param name string
---@param delay string|number such as "1d", or seconds
---@param interval? string|number repeats
function timer(name, delay, interval) end

--# Context

---@class Random
local Random = {}
--- Uniform in [low, high).
---@param low? number 0 where left out
---@param high? number 1 where left out
---@return number
function Random:uniform(low, high) end
--- Normally distributed.
---@param mean? number
---@param deviation? number
---@return number
function Random:normal(mean, deviation) end
--- A whole number from low to high.
---@param low integer
---@param high integer
---@return integer
function Random:integer(low, high) end

--- Where the script stands and what it holds. Read-only but for `state`.
---@class Context
---@field time integer nanoseconds since 1970 UTC
---@field date string such as "2020-01-31"
---@field year integer
---@field month integer
---@field day integer
---@field weekday integer 1 is Monday
---@field hour integer
---@field minute integer
---@field second integer
---@field symbol string? nil in a callback for all symbols
---@field symbols string[]
---@field position number of the symbol; negative is short
---@field entry_price number mean price of the open position, 0 when flat
---@field cash number
---@field equity number
---@field bar integer number of the symbol's bar, from 1
---@field step integer number of the time step, from 1
---@field state table what the script remembers between callbacks
---@field rng Random a stream that the host seeds
---@field position_of fun(symbol: string): number
---@field entry_price_of fun(symbol: string): number
---@field price fun(symbol?: string): number? newest close
---@field value fun(series: Series, symbol?: string, lag?: integer): number? nil where there is none yet; lag 0 is now, −1 one bar ago
---@field history fun(series: Series, count: integer, symbol?: string): number[] newest last

---@type Context
ctx = nil

--- Writes a line to the log of the run.
---@param ... any
function log(...) end

--# Callbacks
-- Defined by the script. Parameters are matched by name: declared series, open high low close volume, parameters of the script,
-- position cash equity entry_price symbol time bar ctx.

---@alias OnStart fun(ctx: Context) once, before the first bar
---@alias OnBar fun(...) each bar of each symbol, once all declared series have values
---@alias OnStep fun(ctx: Context) each moment in time, after on_bar of all symbols: for strategies over several symbols
---@alias OnFill fun(fill: {order: integer, symbol: string, side: string, quantity: number, price: number, fee: number, time: integer})
---@alias OnOrder fun(order: {id: integer, symbol: string, side: string, status: string, quantity: number, filled: number, reason: string, explanation: string})
---@alias OnTimer fun(timer: string)
---@alias OnParams fun(params: {name: string, value: number})
---@alias OnStop fun(ctx: Context) once, after the last bar

--# Streaming indicators

--- An indicator that the script feeds itself: `local average = stream.sma(10)`, then `average:update(close)` in each bar; nil while it
--- warms up. Every indicator below exists here with its parameters.
---@class Stream
local Stream = {}
---@param ... number one value per input
---@return number? ...
function Stream:update(...) end

---@type table<string, fun(...: number): Stream>
stream = {}

--# Indicators

--- Simple moving average: Mean of the last window values.
--- Formula: running sum / window; TA-Lib SMA.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@return Series value
function sma(source, window) end

--- Exponential moving average: Average with weight 2 / (window + 1).
--- Formula: e += (x − e)·2/(n+1), begun with the mean of the first n; TA-Lib EMA.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@return Series value
function ema(source, window) end

--- Weighted moving average: Average with weights 1 to n, the newest heaviest.
--- Formula: Σ w·x / Σ w; TA-Lib WMA.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@return Series value
function wma(source, window) end

--- Double exponential average: Two exponential averages with less lag.
--- Formula: 2·e₁ − e₂ (Mulloy 1994); TA-Lib DEMA.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@return Series value
function dema(source, window) end

--- Triple exponential average: Three exponential averages with less lag.
--- Formula: 3·e₁ − 3·e₂ + e₃ (Mulloy 1994); TA-Lib TEMA.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@return Series value
function tema(source, window) end

--- Tillson T3: Six exponential averages, smooth with little lag.
--- Formula: Tillson 1998; TA-Lib T3.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 5 where left out
---@param volume_factor? number Smoothness. 0 to 1, 0.7 where left out
---@return Series value
function t3(source, window, volume_factor) end

--- Triangular average: A simple average of a simple average.
--- Formula: TA-Lib TRIMA.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@return Series value
function trima(source, window) end

--- Hull average: Weighted averages combined for little lag.
--- Formula: WMA(√n) of 2·WMA(n/2) − WMA(n) (Hull 2005).
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 20 where left out
---@return Series value
function hma(source, window) end

--- Kaufman adaptive average: Average that follows fast in trends and slowly in noise.
--- Formula: Kaufman 1995 with 2 and 30; TA-Lib KAMA.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 10 where left out
---@return Series value
function kama(source, window) end

--- Zero-lag average: Exponential average of the price extrapolated by its lag.
--- Formula: EMA of 2·x − x[(n−1)/2] (Ehlers and Way 2010).
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@return Series value
function zlema(source, window) end

--- Wilder average: Average with weight 1 / window.
--- Formula: (previous·(n−1) + x)/n, begun with the mean of the first n (Wilder 1978).
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 14 where left out
---@return Series value
function rma(source, window) end

--- Arnaud Legoux average: Gaussian weights within the window.
--- Formula: weights exp(−(i − offset·(n−1))² / (2·(n/sigma)²)) (2009).
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 9 where left out
---@param offset? number Centre of the weights. 0 to 1, 0.85 where left out
---@param sigma? number Sharpness. 0.1 to 1000, 6 where left out
---@return Series value
function alma(source, window, offset, sigma) end

--- Volume-weighted average: Average weighted by volume.
--- Formula: Σ x·v / Σ v.
---@param source? Series the symbol's close where left out
---@param volume? Series the symbol's volume where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@return Series value
function vwma(source, volume, window) end

--- Midpoint: Middle of the highest and lowest value.
--- Formula: TA-Lib MIDPOINT.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 14 where left out
---@return Series value
function midpoint(source, window) end

--- Midprice: Middle of the highest high and lowest low.
--- Formula: TA-Lib MIDPRICE.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param window? integer Number of bars. 1 to 100000, 14 where left out
---@return Series value
function midprice(high, low, window) end

--- Bollinger bands: Mean and bands of standard deviations.
--- Formula: mean ± k·σ, population σ (Bollinger 1983); TA-Lib BBANDS.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 20 where left out
---@param deviations? number Width of the bands. 0 to 100, 2 where left out
---@return Series upper
---@return Series middle
---@return Series lower
function bbands(source, window, deviations) end

--- Bollinger %b: Place of the price between the bands, 0 lower to 1 upper.
--- Formula: (x − lower) / (upper − lower).
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 20 where left out
---@param deviations? number Width of the bands. 0.01 to 100, 2 where left out
---@return Series value
function percent_b(source, window, deviations) end

--- Bollinger bandwidth: Height of the bands over their middle.
--- Formula: (upper − lower) / middle.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 20 where left out
---@param deviations? number Width of the bands. 0.01 to 100, 2 where left out
---@return Series value
function bandwidth(source, window, deviations) end

--- Keltner channel: Average and bands of average true ranges.
--- Formula: EMA ± k·ATR.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@param atr_window? integer Number of bars. 1 to 100000, 10 where left out
---@param multiplier? number Width of the bands. 0 to 100, 2 where left out
---@return Series upper
---@return Series middle
---@return Series lower
function keltner(high, low, close, window, atr_window, multiplier) end

--- Donchian channel: Highest high, middle and lowest low.
--- Formula: of the last n bars, this one included.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@return Series upper
---@return Series middle
---@return Series lower
function donchian(high, low, window) end

--- Supertrend: Trailing line that turns with the trend.
--- Formula: bands of k·ATR about the middle that only tighten (Seban).
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 10 where left out
---@param multiplier? number Width of the bands. 0.01 to 100, 3 where left out
---@return Series line
---@return Series direction
function supertrend(high, low, close, window, multiplier) end

--- Parabolic SAR: Trailing stop that speeds up with the trend.
--- Formula: Wilder 1978; TA-Lib SAR.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param step? number Acceleration. 0.0001 to 1, 0.02 where left out
---@param maximum? number Its limit. 0.0001 to 1, 0.2 where left out
---@return Series value
function psar(high, low, step, maximum) end

--- Ichimoku: Conversion, base and the cloud as it stands today.
--- Formula: middles of 9, 26, 52 bars; spans displaced by the base window.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param conversion? integer Number of bars. 1 to 100000, 9 where left out
---@param base? integer Number of bars. 1 to 100000, 26 where left out
---@param span? integer Number of bars. 1 to 100000, 52 where left out
---@return Series conversion
---@return Series base
---@return Series span_a
---@return Series span_b
function ichimoku(high, low, conversion, base, span) end

--- Linear regression: End of the least-squares line.
--- Formula: TA-Lib LINEARREG.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 14 where left out
---@return Series value
function linreg(source, window) end

--- Regression slope: Slope of the least-squares line, per bar.
--- Formula: TA-Lib LINEARREG_SLOPE.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 14 where left out
---@return Series value
function linreg_slope(source, window) end

--- Regression intercept: Begin of the least-squares line.
--- Formula: TA-Lib LINEARREG_INTERCEPT.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 14 where left out
---@return Series value
function linreg_intercept(source, window) end

--- Regression angle: Angle of the least-squares line in degrees.
--- Formula: atan of the slope; TA-Lib LINEARREG_ANGLE.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 14 where left out
---@return Series value
function linreg_angle(source, window) end

--- Time series forecast: The least-squares line one bar on.
--- Formula: TA-Lib TSF.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 14 where left out
---@return Series value
function tsf(source, window) end

--- Chandelier exit: Trailing stops at ranges from the extremes.
--- Formula: highest high − k·ATR, lowest low + k·ATR (Le Beau).
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 22 where left out
---@param multiplier? number Distance. 0.01 to 100, 3 where left out
---@return Series long
---@return Series short
function chandelier(high, low, close, window, multiplier) end

--- Relative strength index: Average gain over average gain and loss, 0 to 100.
--- Formula: Wilder 1978; TA-Lib RSI.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 14 where left out
---@return Series value
function rsi(source, window) end

--- Chande momentum: Average gain less loss over their sum, −100 to 100.
--- Formula: with Wilder averages; TA-Lib CMO.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 14 where left out
---@return Series value
function cmo(source, window) end

--- Stochastic: Place of the close in the range of the window, smoothed.
--- Formula: Lane; TA-Lib STOCH with simple averages.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 5 where left out
---@param smoothing? integer Number of bars. 1 to 100000, 3 where left out
---@param signal? integer Number of bars. 1 to 100000, 3 where left out
---@return Series k
---@return Series d
function stoch(high, low, close, window, smoothing, signal) end

--- Fast stochastic: Place of the close in the range of the window.
--- Formula: TA-Lib STOCHF.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 5 where left out
---@param signal? integer Number of bars. 1 to 100000, 3 where left out
---@return Series k
---@return Series d
function stochf(high, low, close, window, signal) end

--- Stochastic RSI: Place of the RSI in its own range.
--- Formula: Chande and Kroll 1994; TA-Lib STOCHRSI.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 14 where left out
---@param range_window? integer Number of bars. 1 to 100000, 5 where left out
---@param signal? integer Number of bars. 1 to 100000, 3 where left out
---@return Series k
---@return Series d
function stochrsi(source, window, range_window, signal) end

--- MACD: Difference of two exponential averages, with signal and histogram.
--- Formula: Appel 1979; TA-Lib MACD.
---@param source? Series the symbol's close where left out
---@param fast? integer Number of bars. 1 to 100000, 12 where left out
---@param slow? integer Number of bars. 1 to 100000, 26 where left out
---@param signal? integer Number of bars. 1 to 100000, 9 where left out
---@return Series macd
---@return Series signal
---@return Series hist
function macd(source, fast, slow, signal) end

--- Percentage price oscillator: Difference of two exponential averages in percent.
--- Formula: TA-Lib PPO with exponential averages.
---@param source? Series the symbol's close where left out
---@param fast? integer Number of bars. 1 to 100000, 12 where left out
---@param slow? integer Number of bars. 1 to 100000, 26 where left out
---@return Series value
function ppo(source, fast, slow) end

--- Absolute price oscillator: Difference of two exponential averages.
--- Formula: TA-Lib APO with exponential averages.
---@param source? Series the symbol's close where left out
---@param fast? integer Number of bars. 1 to 100000, 12 where left out
---@param slow? integer Number of bars. 1 to 100000, 26 where left out
---@return Series value
function apo(source, fast, slow) end

--- Momentum: Change over the window.
--- Formula: x − x[n]; TA-Lib MOM.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 10 where left out
---@return Series value
function mom(source, window) end

--- Rate of change: Change over the window in percent.
--- Formula: (x / x[n] − 1)·100; TA-Lib ROC.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 10 where left out
---@return Series value
function roc(source, window) end

--- Rate of change, fraction: Change over the window as a fraction.
--- Formula: (x − x[n]) / x[n]; TA-Lib ROCP.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 10 where left out
---@return Series value
function rocp(source, window) end

--- Rate of change, ratio: Value over that of n bars ago.
--- Formula: x / x[n]; TA-Lib ROCR.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 10 where left out
---@return Series value
function rocr(source, window) end

--- Return: Simple return over the window.
--- Formula: (x − x[n]) / x[n].
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 1 where left out
---@return Series value
function returns(source, window) end

--- Log return: Logarithmic return over the window.
--- Formula: ln(x / x[n]).
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 1 where left out
---@return Series value
function log_return(source, window) end

--- TRIX: Rate of change of a triple exponential average in percent.
--- Formula: Hutson 1983; TA-Lib TRIX.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 30 where left out
---@return Series value
function trix(source, window) end

--- True strength index: Twice smoothed momentum, −100 to 100.
--- Formula: Blau 1991.
---@param source? Series the symbol's close where left out
---@param long? integer Number of bars. 1 to 100000, 25 where left out
---@param short? integer Number of bars. 1 to 100000, 13 where left out
---@return Series value
function tsi(source, long, short) end

--- Commodity channel index: Distance of the typical price from its mean in mean deviations.
--- Formula: Lambert 1980; TA-Lib CCI.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 14 where left out
---@return Series value
function cci(high, low, close, window) end

--- Williams %R: Distance from the highest high, −100 to 0.
--- Formula: TA-Lib WILLR.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 14 where left out
---@return Series value
function williams_r(high, low, close, window) end

--- Ultimate oscillator: Buying pressure over three windows, 0 to 100.
--- Formula: Williams 1976; TA-Lib ULTOSC.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param short? integer Number of bars. 1 to 100000, 7 where left out
---@param middle? integer Number of bars. 1 to 100000, 14 where left out
---@param long? integer Number of bars. 1 to 100000, 28 where left out
---@return Series value
function ultosc(high, low, close, short, middle, long) end

--- Aroon: How recent the extremes are, 100 being now.
--- Formula: Chande 1995; TA-Lib AROON.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param window? integer Number of bars. 2 to 100000, 14 where left out
---@return Series down
---@return Series up
function aroon(high, low, window) end

--- Aroon oscillator: Aroon up less down.
--- Formula: TA-Lib AROONOSC.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param window? integer Number of bars. 2 to 100000, 14 where left out
---@return Series value
function aroonosc(high, low, window) end

--- Plus directional movement: Smoothed upward movement.
--- Formula: Wilder 1978; TA-Lib PLUS_DM.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 14 where left out
---@return Series value
function plus_dm(high, low, close, window) end

--- Minus directional movement: Smoothed downward movement.
--- Formula: Wilder 1978; TA-Lib MINUS_DM.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 14 where left out
---@return Series value
function minus_dm(high, low, close, window) end

--- Plus directional indicator: Upward movement over true range.
--- Formula: Wilder 1978; TA-Lib PLUS_DI.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 14 where left out
---@return Series value
function plus_di(high, low, close, window) end

--- Minus directional indicator: Downward movement over true range.
--- Formula: Wilder 1978; TA-Lib MINUS_DI.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 14 where left out
---@return Series value
function minus_di(high, low, close, window) end

--- Directional index: Strength of direction, 0 to 100.
--- Formula: Wilder 1978; TA-Lib DX.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 14 where left out
---@return Series value
function dx(high, low, close, window) end

--- Average directional index: Smoothed strength of direction.
--- Formula: Wilder 1978; TA-Lib ADX.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 14 where left out
---@return Series value
function adx(high, low, close, window) end

--- ADX rating: Mean of the ADX now and a window ago.
--- Formula: Wilder 1978; TA-Lib ADXR.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 14 where left out
---@return Series value
function adxr(high, low, close, window) end

--- Vortex: Upward and downward movement over true range.
--- Formula: Botes and Siepman 2010.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 14 where left out
---@return Series plus
---@return Series minus
function vortex(high, low, close, window) end

--- Awesome oscillator: Fast less slow average of the median price.
--- Formula: Williams.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param fast? integer Number of bars. 1 to 100000, 5 where left out
---@param slow? integer Number of bars. 1 to 100000, 34 where left out
---@return Series value
function ao(high, low, fast, slow) end

--- Fisher transform: Place in the range, made nearly normal.
--- Formula: Ehlers 2002.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param window? integer Number of bars. 1 to 100000, 9 where left out
---@return Series fisher
---@return Series signal
function fisher(high, low, window) end

--- Coppock curve: Weighted average of two rates of change.
--- Formula: Coppock 1962.
---@param source? Series the symbol's close where left out
---@param long? integer Number of bars. 1 to 100000, 14 where left out
---@param short? integer Number of bars. 1 to 100000, 11 where left out
---@param average? integer Number of bars. 1 to 100000, 10 where left out
---@return Series value
function coppock(source, long, short, average) end

--- Elder ray: High and low less the average of the close.
--- Formula: Elder 1993.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 13 where left out
---@return Series bull
---@return Series bear
function elder_ray(high, low, close, window) end

--- Balance of power: Where the bar closed, from open, over its range.
--- Formula: (close − open)/(high − low); TA-Lib BOP.
---@param open? Series the symbol's open where left out
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@return Series value
function bop(open, high, low, close) end

--- True range: Range including the gap from the close before.
--- Formula: Wilder 1978; TA-Lib TRANGE.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@return Series value
function true_range(high, low, close) end

--- Average true range: Wilder average of the true range.
--- Formula: Wilder 1978; TA-Lib ATR.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 14 where left out
---@return Series value
function atr(high, low, close, window) end

--- Normalised ATR: Average true range in percent of the close.
--- Formula: TA-Lib NATR.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 14 where left out
---@return Series value
function natr(high, low, close, window) end

--- Standard deviation: Population standard deviation.
--- Formula: TA-Lib STDDEV.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 5 where left out
---@param deviations? number Factor. 0 to 100, 1 where left out
---@return Series value
function stddev(source, window, deviations) end

--- Variance: Population variance.
--- Formula: TA-Lib VAR.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 5 where left out
---@return Series value
function var(source, window) end

--- Realised volatility: Standard deviation of log returns, annualised.
--- Formula: ddof 1, times √periods.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 20 where left out
---@param periods? number Periods per year. 1 to 1000000000, 252 where left out
---@return Series value
function realized_vol(source, window, periods) end

--- Parkinson volatility: Volatility from highs and lows, annualised.
--- Formula: Parkinson 1980.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@param periods? number Periods per year. 1 to 1000000000, 252 where left out
---@return Series value
function parkinson(high, low, window, periods) end

--- Garman-Klass volatility: Volatility from all four prices, annualised.
--- Formula: Garman and Klass 1980.
---@param open? Series the symbol's open where left out
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@param periods? number Periods per year. 1 to 1000000000, 252 where left out
---@return Series value
function garman_klass(open, high, low, close, window, periods) end

--- Choppiness index: Whether the price trends (low) or ranges (high).
--- Formula: Dreiss.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 14 where left out
---@return Series value
function choppiness(high, low, close, window) end

--- Mass index: Widening of the range that precedes turns.
--- Formula: Dorsey 1992.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param average? integer Number of bars. 1 to 100000, 9 where left out
---@param window? integer Number of bars. 1 to 100000, 25 where left out
---@return Series value
function mass_index(high, low, average, window) end

--- On-balance volume: Volume added on rises and taken off on falls.
--- Formula: Granville 1963; TA-Lib OBV.
---@param close? Series the symbol's close where left out
---@param volume? Series the symbol's volume where left out
---@return Series value
function obv(close, volume) end

--- Accumulation/distribution: Volume weighted by the place of the close, summed.
--- Formula: Chaikin; TA-Lib AD.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param volume? Series the symbol's volume where left out
---@return Series value
function ad(high, low, close, volume) end

--- Chaikin oscillator: Fast less slow average of accumulation/distribution.
--- Formula: TA-Lib ADOSC.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param volume? Series the symbol's volume where left out
---@param fast? integer Number of bars. 1 to 100000, 3 where left out
---@param slow? integer Number of bars. 1 to 100000, 10 where left out
---@return Series value
function adosc(high, low, close, volume, fast, slow) end

--- Chaikin money flow: Volume weighted by the place of the close, over volume.
--- Formula: Chaikin.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param volume? Series the symbol's volume where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@return Series value
function cmf(high, low, close, volume, window) end

--- Money flow index: RSI of typical price times volume.
--- Formula: Quong and Soudack 1989; TA-Lib MFI.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param volume? Series the symbol's volume where left out
---@param window? integer Number of bars. 2 to 100000, 14 where left out
---@return Series value
function mfi(high, low, close, volume, window) end

--- VWAP: Volume-weighted average of the typical price; window 0: since the first bar.
--- Formula: Σ typical·volume / Σ volume.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@param volume? Series the symbol's volume where left out
---@param window? integer Number of bars. 0 to 100000, 20 where left out
---@return Series value
function vwap(high, low, close, volume, window) end

--- Force index: Average of the change times volume.
--- Formula: Elder 1993.
---@param close? Series the symbol's close where left out
---@param volume? Series the symbol's volume where left out
---@param window? integer Number of bars. 1 to 100000, 13 where left out
---@return Series value
function force_index(close, volume, window) end

--- Ease of movement: How easily the price moves for its volume.
--- Formula: Arms.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param volume? Series the symbol's volume where left out
---@param window? integer Number of bars. 1 to 100000, 14 where left out
---@return Series value
function eom(high, low, volume, window) end

--- Highest: Highest of the last window values.
--- Formula: TA-Lib MAX.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@return Series value
function highest(source, window) end

--- Lowest: Lowest of the last window values.
--- Formula: TA-Lib MIN.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@return Series value
function lowest(source, window) end

--- Bars since the highest: Bars since the highest of the window.
--- Formula: the latest of equal ones counts.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@return Series value
function highest_age(source, window) end

--- Bars since the lowest: Bars since the lowest of the window.
--- Formula: the latest of equal ones counts.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@return Series value
function lowest_age(source, window) end

--- Sum: Sum of the last window values.
--- Formula: TA-Lib SUM.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@return Series value
function rolling_sum(source, window) end

--- Average deviation: Mean absolute deviation from the mean.
--- Formula: TA-Lib AVGDEV.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 14 where left out
---@return Series value
function avgdev(source, window) end

--- Z-score: Distance from the mean in standard deviations.
--- Formula: (x − mean) / σ, population σ.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 20 where left out
---@return Series value
function zscore(source, window) end

--- Coefficient of variation: Standard deviation over mean.
--- Formula: population σ / mean.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 2 to 100000, 20 where left out
---@return Series value
function cv(source, window) end

--- Median: Median of the last window values.
--- Formula: quantile 0.5.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@return Series value
function median(source, window) end

--- Quantile: Quantile of the last window values.
--- Formula: linear interpolation (type 7).
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 20 where left out
---@param p? number Which quantile. 0 to 1, 0.5 where left out
---@return Series value
function quantile(source, window, p) end

--- Percent rank: Share of the window at or below the newest value.
--- Formula: 100·count / n.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 1 to 100000, 100 where left out
---@return Series value
function percent_rank(source, window) end

--- Skewness: Skewness of the last window values.
--- Formula: G₁ as pandas.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 3 to 100000, 20 where left out
---@return Series value
function skew(source, window) end

--- Excess kurtosis: Excess kurtosis of the last window values.
--- Formula: G₂ as pandas.
---@param source? Series the symbol's close where left out
---@param window? integer Number of bars. 4 to 100000, 20 where left out
---@return Series value
function kurtosis(source, window) end

--- Correlation: Correlation of two series.
--- Formula: Pearson; TA-Lib CORREL.
---@param x Series input
---@param y Series input
---@param window? integer Number of bars. 2 to 100000, 30 where left out
---@return Series value
function correl(x, y, window) end

--- Beta: Slope of the first one's returns on the second's.
--- Formula: covariance / variance of returns.
---@param x Series input
---@param y Series input
---@param window? integer Number of bars. 2 to 100000, 60 where left out
---@return Series value
function beta(x, y, window) end

--- Typical price: Mean of high, low and close.
--- Formula: TA-Lib TYPPRICE.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@return Series value
function typprice(high, low, close) end

--- Median price: Mean of high and low.
--- Formula: TA-Lib MEDPRICE.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@return Series value
function medprice(high, low) end

--- Weighted close: Mean of high, low and twice the close.
--- Formula: TA-Lib WCLPRICE.
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@return Series value
function wclprice(high, low, close) end

--- Average price: Mean of all four prices.
--- Formula: TA-Lib AVGPRICE.
---@param open? Series the symbol's open where left out
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@return Series value
function avgprice(open, high, low, close) end

--- Heikin-Ashi: Smoothed bars.
--- Formula: Valcu 2004.
---@param open? Series the symbol's open where left out
---@param high? Series the symbol's high where left out
---@param low? Series the symbol's low where left out
---@param close? Series the symbol's close where left out
---@return Series open
---@return Series high
---@return Series low
---@return Series close
function heikin_ashi(open, high, low, close) end

--- Highest so far: Highest value since the start.
--- Formula: running maximum.
---@param source? Series the symbol's close where left out
---@return Series value
function cummax(source) end

--- Lowest so far: Lowest value since the start.
--- Formula: running minimum.
---@param source? Series the symbol's close where left out
---@return Series value
function cummin(source) end

--- Sum so far: Sum since the start.
--- Formula: running sum.
---@param source? Series the symbol's close where left out
---@return Series value
function cumsum(source) end

--- Drawdown: Fall from the highest value so far, as a negative fraction.
--- Formula: x / running maximum − 1.
---@param source? Series the symbol's close where left out
---@return Series value
function drawdown(source) end

--- Pivot high: Newest confirmed high: known window bars after it.
--- Formula: extreme of window bars on both sides.
---@param high? Series the symbol's high where left out
---@param window? integer Number of bars. 1 to 100000, 5 where left out
---@return Series value
function pivot_high(high, window) end

--- Pivot low: Newest confirmed low: known window bars after it.
--- Formula: extreme of window bars on both sides.
---@param low? Series the symbol's low where left out
---@param window? integer Number of bars. 1 to 100000, 5 where left out
---@return Series value
function pivot_low(low, window) end

--- Bars since: Bars since the condition was last true.
--- Formula: 0 when it is now.
---@param condition Series input
---@return Series value
function bars_since(condition) end

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
---@field window fun(series: Series, count: integer, symbol?: string): Array? the same as a vector; nil while there are not so many values
---@field returns fun(bars: integer, symbols?: string[]): Array? simple returns of the newest closes, a row a step and a column a symbol, newest last; nil while a price is missing

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

--# Vectors and matrices

--- Numbers in native memory: what the libraries take and give. A vector is read by position or, where it has names, by name
--- (`weights.AAPL`); `#v` is its length. `+ - * /` work element by element, with numbers too. They do not change once made.
---@class Array
---@field rows integer
---@field columns integer 1 of a vector
---@field [integer] number
local Array = {}
--- A column of a matrix, by position or name.
---@param column integer|string
---@return Array
function Array:column(column) end
--- A row of a matrix, with the columns' names.
---@param row integer
---@return Array
function Array:row(row) end
--- An element of a matrix.
---@param row integer
---@param column integer|string
---@return number
function Array:get(row, column) end
--- The names of a matrix's columns or a vector's elements.
---@return string[]?
function Array:names() end
--- The elements of a vector as a Lua table.
---@return number[]
function Array:table() end

--- A vector of the numbers of a table.
---@param numbers number[]
---@return Array
function vector(numbers) end

--- A matrix of the rows of a table, with names of the columns.
---@param rows number[][]
---@param names? string[]
---@return Array
function matrix(rows, names) end

--- What an optimizer answers. Without `weights` there are none: `status` is "infeasible" and `conflict` names the constraints.
---@class Solution
---@field weights Array? one an asset, named as the input's columns
---@field status string "optimal"; "inexact" with its `residual`; "infeasible" with `conflict`; "fallback" with `method` and `reason`
---@field objective number as the method states it
---@field kkt_residual number largest violation of the optimality conditions, relative
---@field primal_residual number largest violation of a constraint, in weight
---@field iterations number
---@field conflict string[]?
---@field residual number?
---@field method string?
---@field reason string?

--- How a covariance is estimated and what weights must satisfy: options that optimizers share.
---@class PortfolioOptions
---@field covariance string|Array? estimator: sample, ledoit-wolf, ledoit-wolf-cc, oas, ewm, gerber, denoised, semi; or the matrix
---@field half_life number? of the estimator ewm
---@field min number|Array|number[]|table<string, number>? least weight of each asset (default 0)
---@field max number|Array|number[]|table<string, number>? largest weight of each (default 1)
---@field budget number? sum of the weights (default 1)
---@field groups table? {name = {members = {…}, min = …, max = …}}
---@field previous number|Array|number[]|table<string, number>? weights held now
---@field max_turnover number? of the sum of changes, both sides counted
---@field max_leverage number? of the sum of magnitudes
---@field max_assets integer? weights that are not zero
---@field min_position number? a weight is zero or at least this
---@field cost number|Array|number[]|table<string, number>? of trading a unit of weight, as a fraction


--# Library stats
-- Moments, distributions, tests, correlation and covariance.

stats = {}

--- Arithmetic mean.
---@param x Array|number[] finite numbers, at least 1
---@return number mean
function stats.mean(x) end

--- Sum, in one fixed order.
---@param x Array|number[] finite numbers, at least 1
---@return number sum
function stats.sum(x) end

--- Variance with one degree of freedom taken off.
---@param x Array|number[] finite numbers, at least 2
---@return number variance
function stats.variance(x) end

--- Standard deviation with one degree of freedom taken off.
---@param x Array|number[] finite numbers, at least 2
---@return number stdev
function stats.stdev(x) end

--- Adjusted Fisher-Pearson skewness, as pandas; NaN where no values differ.
---@param x Array|number[] finite numbers, at least 3
---@return number skewness
function stats.skewness(x) end

--- Excess kurtosis, as pandas; NaN where no values differ.
---@param x Array|number[] finite numbers, at least 4
---@return number kurtosis
function stats.kurtosis(x) end

--- The middle value.
---@param x Array|number[] finite numbers, at least 1
---@return number median
function stats.median(x) end

--- The smallest value.
---@param x Array|number[] finite numbers, at least 1
---@return number min
function stats.min(x) end

--- The largest value.
---@param x Array|number[] finite numbers, at least 1
---@return number max
function stats.max(x) end

--- Quantile by linear interpolation (type 7, as NumPy).
---@param x Array|number[] finite numbers
---@param p number from 0 to 1
---@return number quantile
function stats.quantile(x, p) end

--- Ranks from 1, ties sharing their average.
---@param x Array|number[] finite numbers
---@return Array|number[] ranks
function stats.ranks(x) end

--- (x − mean) / standard deviation, of each element; zeros where no values differ.
---@param x Array|number[] finite numbers, at least 2
---@return Array|number[] scores
function stats.zscores(x) end

--- Simple returns of successive prices: one element fewer.
---@param prices Array|number[] positive numbers, at least 2
---@return Array|number[] returns
function stats.returns(prices) end

--- Log returns of successive prices: one element fewer.
---@param prices Array|number[] positive numbers, at least 2
---@return Array|number[] returns
function stats.log_returns(prices) end

--- Standard normal distribution function.
---@param x number
---@return number value
function stats.normal_cdf(x) end

--- Standard normal quantile.
---@param p number probability, from 0 to 1
---@return number value
function stats.normal_quantile(p) end

--- Student's t distribution function.
---@param x number
---@param df number above 0
---@return number value
function stats.t_cdf(x, df) end

--- Student's t quantile.
---@param p number probability, from 0 to 1
---@param df number above 0
---@return number value
function stats.t_quantile(p, df) end

--- Chi-square distribution function.
---@param x number
---@param df number above 0
---@return number value
function stats.chi_square_cdf(x, df) end

--- Chi-square quantile.
---@param p number probability, from 0 to 1
---@param df number above 0
---@return number value
function stats.chi_square_quantile(p, df) end

--- F distribution function.
---@param x number
---@param numerator_df number above 0
---@param denominator_df number above 0
---@return number value
function stats.f_cdf(x, numerator_df, denominator_df) end

--- Beta distribution function.
---@param x number
---@param alpha number above 0
---@param beta number above 0
---@return number value
function stats.beta_cdf(x, alpha, beta) end

--- Welch's t test of two means; variances may differ.
---@param x Array|number[] finite numbers
---@param y Array|number[] finite numbers
---@param options? {alternative?: string}
---   `alternative` two-sided (default), less or greater: of x against y
---@return table test statistic, p_value and what else the test gives
function stats.welch(x, y, options) end

--- Mann-Whitney U test; exact for small samples, else normal with tie and continuity correction.
---@param x Array|number[] finite numbers
---@param y Array|number[] finite numbers
---@param options? {alternative?: string}
---   `alternative` two-sided (default), less or greater: of x against y
---@return table test statistic, p_value and what else the test gives
function stats.mann_whitney(x, y, options) end

--- Pearson's correlation and its t test.
---@param x Array|number[] finite numbers
---@param y Array|number[] finite numbers
---@param options? {alternative?: string}
---   `alternative` two-sided (default), less or greater: of x against y
---@return table test statistic, p_value and what else the test gives
function stats.pearson(x, y, options) end

--- Spearman's rank correlation and its t test.
---@param x Array|number[] finite numbers
---@param y Array|number[] finite numbers
---@param options? {alternative?: string}
---   `alternative` two-sided (default), less or greater: of x against y
---@return table test statistic, p_value and what else the test gives
function stats.spearman(x, y, options) end

--- Jarque-Bera test of normality.
---@param x Array|number[] finite numbers
---@return table test statistic, p_value, skewness, kurtosis
function stats.jarque_bera(x) end

--- Ljung-Box test of autocorrelation up to a lag.
---@param x Array|number[] finite numbers
---@param lags integer 1 or more
---@return table test statistic, p_value, autocorrelations
function stats.ljung_box(x, lags) end

--- Augmented Dickey-Fuller test of a unit root, with MacKinnon's p-value.
---@param x Array|number[] finite numbers
---@param options? {trend?: string, lags?: integer}
---   `trend` none, constant (default), linear or quadratic
---   `lags` fixed; chosen by AIC when absent
---@return table test statistic, p_value, lags, critical_1, critical_5, critical_10
function stats.adf(x, options) end

--- Covariance matrix of the columns, per period.
---@param returns Array one row a period, one column an asset
---@param options? {method?: string, half_life?: number}
---   `method` sample, ledoit-wolf, ledoit-wolf-cc, oas, ewm, gerber, denoised, semi (default sample)
---   `half_life` periods, of ewm (default 60)
---@return Array covariance named as the columns
---@return table estimate shrinkage, effective_rows, condition_number
function stats.covariance(returns, options) end

--- Correlation matrix of the columns; of the covariance that the options name.
---@param returns Array one row a period, one column an asset
---@param options? {method?: string, half_life?: number}
---   `method` sample, ledoit-wolf, ledoit-wolf-cc, oas, ewm, gerber, denoised, semi (default sample)
---   `half_life` periods, of ewm (default 60)
---@return Array correlation named as the columns
function stats.correlation(returns, options) end

--- Correlation of two vectors over a sliding window, one element a full window.
---@param x Array|number[] finite numbers
---@param y Array|number[] as many
---@param window integer 2 or more
---@return Array|number[] correlations
function stats.rolling_correlation(x, y, window) end

--- Mean of each column.
---@param returns Array one row a period
---@return Array|number[] means named as the columns
function stats.column_means(returns) end

--- Product of a matrix with a matrix or a vector.
---@param a Array m × n
---@param b Array n × k matrix, or a vector of n
---@return Array product m × k, or a vector of m
function stats.multiply(a, b) end

--- Bootstrap distribution of a statistic of a series, keeping its dependence in time.
---@param x Array|number[] finite numbers, at least 10
---@param options? {statistic?: string, block?: number, resamples?: integer, confidence?: number, seed?: integer}
---   `statistic` mean (default), stdev, sharpe (mean / stdev, per period) or median
---   `block` mean block length; chosen by Politis and White's rule when absent
---   `resamples` default 1000, at most 20000
---   `confidence` default 0.95
---   `seed` default 1
---@return table result estimate, standard_error, low, high (BCa), block
function stats.bootstrap(x, options) end

--# Library risk
-- Losses, contributions, stress, liquidity and factor exposure. Losses are positive; nothing is annualised but what says so.

risk = {}

--- Value at risk and expected shortfall of a period, as positive losses.
---@param returns Array|number[] simple returns, the newest last
---@param options? {confidence?: number, method?: string, decay?: number}
---   `confidence` between 0 and 1 (default 0.95)
---   `method` historical, normal, student, cornish-fisher, age-weighted, volatility-scaled, filtered (default historical)
---   `decay` of age-weighted (0.98), volatility-scaled and filtered (0.94)
---@return number value_at_risk
---@return number expected_shortfall
function risk.value_at_risk(returns, options) end

--- EVaR (Ahmadi-Javid 2012): the tightest bound of both from the exponential moments.
---@param returns Array|number[] simple returns
---@param options? {confidence?: number}
---   `confidence` default 0.95
---@return number evar
function risk.entropic_value_at_risk(returns, options) end

--- Quantile and tail average (CDaR) of the drawdowns of compounded returns.
---@param returns Array|number[] simple returns
---@param options? {confidence?: number}
---   `confidence` default 0.95
---@return number drawdown_at_risk
---@return number conditional
function risk.drawdown_at_risk(returns, options) end

--- How forecasts of value at risk held: exceedances, Kupiec, Christoffersen, traffic light.
---@param returns Array|number[] simple returns
---@param value_at_risk Array|number[] the forecast for each of them, a positive loss
---@param options? {confidence?: number}
---   `confidence` default 0.95
---@return table result exceedances, expected, zone, kupiec_p, christoffersen_p
function risk.backtest(returns, value_at_risk, options) end

--- A performance measure by its id in docs/measures.md, such as 'sharpe' or 'max_drawdown'.
---@param id string
---@param returns Array|number[] simple returns
---@param options? {periods_per_year?: number, risk_free?: number}
---   `periods_per_year` default 252
---   `risk_free` yearly, default 0
---@return number value NaN where the measure is not defined
function risk.measure(id, returns, options) end

--- All measures that need nothing but returns, by id.
---@param returns Array|number[] simple returns
---@param options? {periods_per_year?: number, risk_free?: number}
---   `periods_per_year` default 252
---   `risk_free` yearly, default 0
---@return table values by id
function risk.measures(returns, options) end

--- What each position adds to the risk of the whole; the components sum to the total.
---@param weights Array|number[] one an asset
---@param covariance Array or returns, for historical measures
---@param options? {measure?: string, confidence?: number}
---   `measure` volatility (default), normal-var, normal-es, historical-var or historical-es
---   `confidence` of the others (default 0.95)
---@return table report total, component, marginal, share: vectors named as the assets
function risk.contributions(weights, covariance, options) end

--- Weighted average volatility over the volatility of the whole (Choueifaty and Coignard 2008).
---@param weights Array|number[] one an asset
---@param covariance Array
---@return number ratio
function risk.diversification_ratio(weights, covariance) end

--- Effective number of uncorrelated bets (Meucci).
---@param weights Array|number[] one an asset
---@param covariance Array
---@param options? {method?: string}
---   `method` minimum-torsion (default) or principal
---@return number bets
function risk.effective_bets(weights, covariance, options) end

--- Herfindahl index of the weights and what it makes in equal positions.
---@param weights Array|number[]
---@return number herfindahl
---@return number effective_positions
function risk.concentration(weights) end

--- Regression of returns on factors: exposures with t-statistics.
---@param returns Array|number[] simple returns
---@param factors Array one row a period, one column a factor
---@return table fit alpha, beta (named), t (named; the intercept's is alpha_t), r_squared, adjusted_r_squared
function risk.factors(returns, factors) end

--- The loss of a portfolio at a confidence when volatility jumps or correlations rise.
---@param weights Array|number[] one an asset
---@param covariance Array per period
---@param options? {volatility?: number, correlation?: number, confidence?: number}
---   `volatility` factor on all volatilities, such as 3
---   `correlation` part of the way of all correlations to one, from 0 to 1
---   `confidence` default 0.99
---@return table result loss, before, contributions (named)
function risk.stress(weights, covariance, options) end

--- The worst run of so many successive periods of the past, at today's weights.
---@param weights Array|number[] one an asset
---@param returns Array one row a period
---@param periods integer 1 or more
---@return table result loss, contributions (named)
function risk.worst_window(weights, returns, periods) end

--- Days to sell each position at a share of its daily volume; the largest is the book's.
---@param quantities Array|number[]
---@param prices Array|number[]
---@param volumes Array|number[] a day, in units
---@param options? {participation?: number}
---   `participation` share of the volume, default 0.1
---@return number days of the whole
---@return Array|number[] by_position
function risk.liquidation_days(quantities, prices, volumes, options) end

--# Library optimize
-- Weights with what shows that they are right: look at `status` before using them.

optimize = {}

--- The least variance under the constraints.
---@param returns Array one row a period, one column an asset; nil where the options hold all
---@param options? PortfolioOptions
---@return Solution solution weights (nil where infeasible), status, objective, kkt_residual, primal_residual, iterations
function optimize.minimum_variance(returns, options) end

--- Mean-variance: the best utility, the least variance for a return, or the best return for a volatility.
---@param returns Array one row a period, one column an asset; nil where the options hold all
---@param options? PortfolioOptions|{risk_aversion?: number, target_return?: number, target_volatility?: number, means?: number|Array|number[]|table<string, number>}
---   `risk_aversion` maximises mean − risk_aversion/2 · variance (default 1)
---   `target_return` per period, at least
---   `target_volatility` per period, at most
---   `means` expected returns per period (default: the columns' means)
---@return Solution solution weights (nil where infeasible), status, objective, kkt_residual, primal_residual, iterations
function optimize.mean_variance(returns, options) end

--- The largest Sharpe ratio; minimum variance, as a fallback that says so, where nothing earns more than the risk-free rate.
---@param returns Array one row a period, one column an asset; nil where the options hold all
---@param options? PortfolioOptions|{risk_free?: number, means?: number|Array|number[]|table<string, number>}
---   `risk_free` per period (default 0)
---   `means` expected returns per period (default: the columns' means)
---@return Solution solution weights (nil where infeasible), status, objective, kkt_residual, primal_residual, iterations
function optimize.maximum_sharpe(returns, options) end

--- The largest ratio of weighted volatilities to the volatility of the whole.
---@param returns Array one row a period, one column an asset; nil where the options hold all
---@param options? PortfolioOptions
---@return Solution solution weights (nil where infeasible), status, objective, kkt_residual, primal_residual, iterations
function optimize.maximum_diversification(returns, options) end

--- The least tracking variance about benchmark weights.
---@param returns Array one row a period, one column an asset; nil where the options hold all
---@param options? PortfolioOptions|{benchmark?: number|Array|number[]|table<string, number>}
---   `benchmark` weights of the benchmark
---@return Solution solution weights (nil where infeasible), status, objective, kkt_residual, primal_residual, iterations
function optimize.tracking(returns, options) end

--- The efficient frontier: portfolios equally spaced in expected return, from minimum variance up.
---@param returns Array one row a period, one column an asset; nil where the options hold all
---@param options? PortfolioOptions|{points?: integer, means?: number|Array|number[]|table<string, number>}
---   `points` 2 to 500 (default 20)
---   `means` expected returns per period (default: the columns' means)
---@return table points of {weights, expected_return, volatility}, or {} where nothing satisfies the constraints
---@return string status
function optimize.frontier(returns, options) end

--- Expected returns and covariance after views; hand both to another optimizer as means and covariance.
---@param returns Array one row a period, one column an asset; nil where the options hold all
---@param options? {views?: table, market?: number|Array|number[]|table<string, number>, risk_aversion?: number, tau?: number, prior?: number|Array|number[]|table<string, number>, covariance?: string|Array, half_life?: number}
---   `views` {{asset = 'A', value = 0.01}, {asset = 'A', over = 'B', value = 0.005, confidence = 0.6}}
---   `market` weights of the market (default equal)
---   `risk_aversion` of the market (default 2.5)
---   `tau` default 0.05
---   `prior` expected returns without views, instead of those the market implies
---   `covariance` estimator: sample, ledoit-wolf, ledoit-wolf-cc, oas, ewm, gerber, denoised, semi; or the matrix
---   `half_life` of the estimator ewm
---@return table posterior means (named), covariance
function optimize.black_litterman(returns, options) end

--- The combination of at most 20 candidates with the largest Sharpe ratio, by looking at all of them.
---@param returns Array one row a period, one column an asset; nil where the options hold all
---@param options? {least?: integer, most?: integer, weighting?: string, risk_free?: number, means?: number|Array|number[]|table<string, number>, covariance?: string|Array, half_life?: number}
---   `least` members (default 1)
---   `most` members (default all)
---   `weighting` equal (default) or minimum-variance
---   `risk_free` per period (default 0)
---   `means` expected returns per period (default: the columns' means)
---   `covariance` estimator: sample, ledoit-wolf, ledoit-wolf-cc, oas, ewm, gerber, denoised, semi; or the matrix
---   `half_life` of the estimator ewm
---@return table answer members (positions from 1), weights, sharpe (per period)
function optimize.best_subset(returns, options) end

--- Equal risk contributions, or contributions in the proportions of budgets; long-only, sum one.
---@param returns Array one row a period, one column an asset; nil where the options hold all
---@param options? {budgets?: number|Array|number[]|table<string, number>, covariance?: string|Array, half_life?: number}
---   `budgets` shares of the risk (default equal)
---   `covariance` estimator: sample, ledoit-wolf, ledoit-wolf-cc, oas, ewm, gerber, denoised, semi; or the matrix
---   `half_life` of the estimator ewm
---@return Solution solution weights (nil where infeasible), status, objective, kkt_residual, primal_residual, iterations
function optimize.risk_parity(returns, options) end

--- Hierarchical risk parity (López de Prado 2016).
---@param returns Array one row a period, one column an asset; nil where the options hold all
---@param options? {linkage?: string, covariance?: string|Array, half_life?: number, min?: number|Array|number[]|table<string, number>, max?: number|Array|number[]|table<string, number>, budget?: number}
---   `linkage` single (default), average, complete or ward
---   `covariance` estimator: sample, ledoit-wolf, ledoit-wolf-cc, oas, ewm, gerber, denoised, semi; or the matrix
---   `half_life` of the estimator ewm
---   `min` least weight of each asset (default 0)
---   `max` largest weight of each (default 1)
---   `budget` sum of the weights (default 1)
---@return Solution solution weights (nil where infeasible), status, objective, kkt_residual, primal_residual, iterations
function optimize.hrp(returns, options) end

--- Hierarchical equal risk contribution (Raffinot 2018).
---@param returns Array one row a period, one column an asset; nil where the options hold all
---@param options? {linkage?: string, clusters?: integer, covariance?: string|Array, half_life?: number, min?: number|Array|number[]|table<string, number>, max?: number|Array|number[]|table<string, number>, budget?: number}
---   `linkage` ward (default), single, average or complete
---   `clusters` by the gap statistic when absent
---   `covariance` estimator: sample, ledoit-wolf, ledoit-wolf-cc, oas, ewm, gerber, denoised, semi; or the matrix
---   `half_life` of the estimator ewm
---   `min` least weight of each asset (default 0)
---   `max` largest weight of each (default 1)
---   `budget` sum of the weights (default 1)
---@return Solution solution weights (nil where infeasible), status, objective, kkt_residual, primal_residual, iterations
function optimize.herc(returns, options) end

--- The same weight each.
---@param returns Array one row a period, one column an asset; nil where the options hold all
---@param options? {min?: number|Array|number[]|table<string, number>, max?: number|Array|number[]|table<string, number>, budget?: number}
---   `min` least weight of each asset (default 0)
---   `max` largest weight of each (default 1)
---   `budget` sum of the weights (default 1)
---@return Solution solution weights (nil where infeasible), status, objective, kkt_residual, primal_residual, iterations
function optimize.equal_weight(returns, options) end

--- Weights in proportion to 1 / volatility.
---@param returns Array one row a period, one column an asset; nil where the options hold all
---@param options? {covariance?: string|Array, half_life?: number, min?: number|Array|number[]|table<string, number>, max?: number|Array|number[]|table<string, number>, budget?: number}
---   `covariance` estimator: sample, ledoit-wolf, ledoit-wolf-cc, oas, ewm, gerber, denoised, semi; or the matrix
---   `half_life` of the estimator ewm
---   `min` least weight of each asset (default 0)
---   `max` largest weight of each (default 1)
---   `budget` sum of the weights (default 1)
---@return Solution solution weights (nil where infeasible), status, objective, kkt_residual, primal_residual, iterations
function optimize.inverse_volatility(returns, options) end

--- The least expected shortfall (Rockafellar and Uryasev 2000).
---@param returns Array one row a period, one column an asset; nil where the options hold all
---@param options? {confidence?: number, target_return?: number, means?: number|Array|number[]|table<string, number>, min?: number|Array|number[]|table<string, number>, max?: number|Array|number[]|table<string, number>, budget?: number, groups?: table, previous?: number|Array|number[]|table<string, number>, max_turnover?: number, max_leverage?: number, max_assets?: integer, min_position?: number, cost?: number|Array|number[]|table<string, number>}
---   `confidence` default 0.95
---   `target_return` per period, at least
---   `means` expected returns per period (default: the columns' means)
---   `min` least weight of each asset (default 0)
---   `max` largest weight of each (default 1)
---   `budget` sum of the weights (default 1)
---   `groups` {name = {members = {…}, min = …, max = …}}
---   `previous` weights held now
---   `max_turnover` of the sum of changes, both sides counted
---   `max_leverage` of the sum of magnitudes
---   `max_assets` weights that are not zero
---   `min_position` a weight is zero or at least this
---   `cost` of trading a unit of weight, as a fraction
---@return Solution solution weights (nil where infeasible), status, objective, kkt_residual, primal_residual, iterations
function optimize.minimum_cvar(returns, options) end

--- The least conditional drawdown at risk.
---@param returns Array one row a period, one column an asset; nil where the options hold all
---@param options? {confidence?: number, target_return?: number, means?: number|Array|number[]|table<string, number>, min?: number|Array|number[]|table<string, number>, max?: number|Array|number[]|table<string, number>, budget?: number, groups?: table, previous?: number|Array|number[]|table<string, number>, max_turnover?: number, max_leverage?: number, max_assets?: integer, min_position?: number, cost?: number|Array|number[]|table<string, number>}
---   `confidence` default 0.95
---   `target_return` per period, at least
---   `means` expected returns per period (default: the columns' means)
---   `min` least weight of each asset (default 0)
---   `max` largest weight of each (default 1)
---   `budget` sum of the weights (default 1)
---   `groups` {name = {members = {…}, min = …, max = …}}
---   `previous` weights held now
---   `max_turnover` of the sum of changes, both sides counted
---   `max_leverage` of the sum of magnitudes
---   `max_assets` weights that are not zero
---   `min_position` a weight is zero or at least this
---   `cost` of trading a unit of weight, as a fraction
---@return Solution solution weights (nil where infeasible), status, objective, kkt_residual, primal_residual, iterations
function optimize.minimum_cdar(returns, options) end

--- The least mean absolute deviation; its confidence has no meaning.
---@param returns Array one row a period, one column an asset; nil where the options hold all
---@param options? {confidence?: number, target_return?: number, means?: number|Array|number[]|table<string, number>, min?: number|Array|number[]|table<string, number>, max?: number|Array|number[]|table<string, number>, budget?: number, groups?: table, previous?: number|Array|number[]|table<string, number>, max_turnover?: number, max_leverage?: number, max_assets?: integer, min_position?: number, cost?: number|Array|number[]|table<string, number>}
---   `confidence` default 0.95
---   `target_return` per period, at least
---   `means` expected returns per period (default: the columns' means)
---   `min` least weight of each asset (default 0)
---   `max` largest weight of each (default 1)
---   `budget` sum of the weights (default 1)
---   `groups` {name = {members = {…}, min = …, max = …}}
---   `previous` weights held now
---   `max_turnover` of the sum of changes, both sides counted
---   `max_leverage` of the sum of magnitudes
---   `max_assets` weights that are not zero
---   `min_position` a weight is zero or at least this
---   `cost` of trading a unit of weight, as a fraction
---@return Solution solution weights (nil where infeasible), status, objective, kkt_residual, primal_residual, iterations
function optimize.minimum_mad(returns, options) end

--- The largest mean logarithm of growth over the rows of returns; a share of it where asked.
---@param returns Array one row a period, one column an asset; nil where the options hold all
---@param options? {share?: number, risk_free?: number, min?: number|Array|number[]|table<string, number>, max?: number|Array|number[]|table<string, number>, budget?: number}
---   `share` fraction of the optimum, 0 to 1 (default 1)
---   `risk_free` per period, of what is not invested (default 0)
---   `min` least weight of each asset (default 0)
---   `max` largest weight of each (default 1)
---   `budget` sum of the weights (default 1)
---@return Solution solution weights (nil where infeasible), status, objective, kkt_residual, primal_residual, iterations
function optimize.kelly(returns, options) end

--- The weights nearest to those wanted that keep their bounds and sum to the budget, exactly.
---@param wanted Array|number[] one an asset
---@param options? {min?: number|Array|number[]|table<string, number>, max?: number|Array|number[]|table<string, number>, budget?: number, rule?: string, previous?: number|Array|number[]|table<string, number>, max_step?: number}
---   `min` (default 0)
---   `max` (default 1)
---   `budget` (default 1)
---   `rule` euclidean (default) or proportional
---   `previous` weights held now
---   `max_step` largest change of one weight
---@return Solution solution weights (nil where infeasible), status, objective, kkt_residual, primal_residual, iterations
function optimize.allocate(wanted, options) end

--- The share of the exposure that a drawdown leaves; 5 % → 0.8, 10 % → 0.5, 15 % → 0.25, 20 % → 0 by default. NaN stops.
---@param drawdown number fraction lost from the peak
---@param options? {steps?: table}
---   `steps` {{drawdown, scale}, …}, deeper ones last
---@return number scale 0 to 1
function optimize.drawdown_guard(drawdown, options) end

--- The stake that grows fastest on a bet that wins `odds` times the stake with a probability.
---@param probability number 0 to 1
---@param odds number above 0
---@param options? {share?: number}
---   `share` fraction of the optimum (default 1)
---@return number fraction of the capital
function optimize.kelly_bet(probability, odds, options) end

--- Positions, from 1, of the best-scored that correlate with no better one above a bound.
---@param scores Array|number[] one an asset
---@param correlation Array
---@param options? {count?: integer, max_correlation?: number}
---   `count` at most (default all)
---   `max_correlation` default 0.5
---@return table chosen integers
function optimize.uncorrelated(scores, correlation, options) end

--# Library regime
-- The state of a market: low volatility, trending, high volatility.

regime = {}

--- Mean, volatility, Sharpe, momentum and range of each window of returns.
---@param returns Array|number[] simple returns, the newest last
---@param options? {window?: integer}
---   `window` default 21
---@return Array features one row a window; columns mean, volatility, sharpe, momentum, range
function regime.features(returns, options) end

--- Fits three regimes: low volatility, trending, high volatility. Milliseconds; fit on a timer and read each bar.
---@param returns Array|number[] simple returns, at least window + 30
---@param options? {window?: integer, method?: string, seed?: integer}
---   `window` returns a feature looks at (default 21)
---   `method` hmm (default) or mixture
---   `seed` of the starts (default 0)
---@return table model plain values for regime.read; may be kept in ctx.state
function regime.fit(returns, options) end

--- The regime at the newest of the returns, from nothing later.
---@param model table of regime.fit
---@param returns Array|number[] simple returns, at least the model's window
---@return table reading regime ('low volatility', 'trending', 'high volatility'), confidence, probabilities (named), strategies
function regime.read(model, returns) end

--- regime.fit and regime.read on the same returns.
---@param returns Array|number[] simple returns, at least window + 30
---@param options? {window?: integer, method?: string, seed?: integer}
---   `window` returns a feature looks at (default 21)
---   `method` hmm (default) or mixture
---   `seed` of the starts (default 0)
---@return table reading regime ('low volatility', 'trending', 'high volatility'), confidence, probabilities (named), strategies
function regime.detect(returns, options) end

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

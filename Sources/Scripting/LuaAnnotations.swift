import Indicators

/// The script language as LuaCATS annotations: what editors complete from, and what the API reference is made of.
public enum LuaAnnotations {
    public static var text: String { language + libraries + indicators }

    /// One function an indicator, from the catalog. `stream` has the same names.
    private static var indicators: String {
        var text = "\n--# Indicators\n"
        for descriptor in IndicatorCatalog.all {
            text += "\n--- \(descriptor.title): \(descriptor.summary)\n--- Formula: \(descriptor.formula).\n"
            for input in descriptor.inputs {
                let isOptional = input.fallback != nil
                text += "---@param \(input.name)\(isOptional ? "?" : "") Series \(isOptional ? "the symbol's \(input.fallback?.rawValue ?? "") where left out" : "input")\n"
            }
            for parameter in descriptor.parameters {
                let fallback = parameter.defaultValue.map { ", \(plain($0)) where left out" } ?? ""
                let range = "\(plain(parameter.range.lowerBound)) to \(plain(parameter.range.upperBound))"
                text += "---@param \(parameter.name)? \(parameter.isInteger ? "integer" : "number") \(parameter.summary) \(range)\(fallback)\n"
            }
            for output in descriptor.outputs { text += "---@return Series \(output)\n" }
            let names = descriptor.inputs.map(\.name) + descriptor.parameters.map(\.name)
            text += "function \(descriptor.name)(\(names.joined(separator: ", "))) end\n"
        }
        return text
    }

    private static func plain(_ x: Double) -> String { x == x.rounded() && x.magnitude < 1e15 ? "\(Int64(x))" : "\(x)" }

    static let language = #"""
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

        """#
}

import CLuaBridge
import Indicators
import Numerics

extension Declarations {
    public static let priceNames = ["open", "high", "low", "close", "volume"]
    /// Functions on series that are not indicators of the catalog.
    public static let functionNames = [
        "above", "below", "at_least", "at_most", "equals", "cross_above", "cross_below", "crosses", "all", "any", "none", "rising",
        "falling", "choose", "change", "lag", "abs", "sqrt", "ln", "exp", "sign", "floor", "ceil", "round", "minimum", "maximum",
        "fill_forward", "of", "every",
    ]
    public static let hostNames =
        ["param", "on", "whenever", "stream", "ctx", "log", "buy", "sell", "target_quantity", "target_value", "target_percent"]
        + ["close_position", "bracket", "cancel", "cancel_all", "modify", "timer", "vector", "matrix"] + NativeLibrary.names
    /// Names that callbacks may take as parameters, besides declared series and parameters of the script.
    static let contextNames = ["position", "cash", "equity", "entry_price", "ctx", "symbol", "time", "bar"]
    static let callbackNames = ["on_start", "on_bar", "on_step", "on_fill", "on_order", "on_timer", "on_stop", "on_params"]
    static let libraryNames = [
        "assert", "error", "ipairs", "next", "pairs", "pcall", "xpcall", "select", "tonumber", "tostring", "type", "setmetatable",
        "getmetatable", "rawequal", "rawlen", "rawget", "rawset", "math", "string", "table", "utf8", "print", "_VERSION",
    ]

    /// Names of Lua that scripts do not have, and what to use instead.
    static let absent = [
        "os": "use ctx.time and ctx.date: a script has no clock of its own",
        "io": "scripts read no files: declare series, or keep values in ctx.state",
        "require": "modules are not available: keep a strategy in one file",
        "package": "modules are not available: keep a strategy in one file",
        "load": "code made from text is not available", "loadstring": "code made from text is not available",
        "loadfile": "code made from text is not available", "dofile": "code made from text is not available",
        "debug": "errors carry a traceback; for values use log(...)",
        "coroutine": "coroutines are not available: keep state in ctx.state between callbacks",
        "collectgarbage": "the host collects garbage", "_G": "globals of the script are its own names",
    ]

    /// What C makes of a name: a PG_LOOKUP_ value.
    static func kind(of name: String) -> Int32 {
        if priceNames.contains(name) { return Int32(PG_LOOKUP_VALUE) }
        return Int32(isFunction(name) ? PG_LOOKUP_FUNCTION : PG_LOOKUP_UNKNOWN)
    }

    /// How to mend a name that nobody knows.
    static func hint(for name: String) -> String {
        if let instead = absent[name] { return instead }
        let known = priceNames + functionNames + IndicatorCatalog.all.map(\.name) + hostNames + libraryNames
        return nearestName(to: name, among: known).map { "did you mean '\($0)'?" } ?? "declare it at the top of the script"
    }

    static func isKnown(_ name: String) -> Bool { plainNames.contains(name) || isFunction(name) }

    private static let plainNames = Set(priceNames + hostNames + libraryNames)
    private static let functions = Set(functionNames)
    private static func isFunction(_ name: String) -> Bool { functions.contains(name) || IndicatorCatalog.find(name) != nil }
}

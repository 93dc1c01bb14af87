/// Attempts to use up memory or the stack.
extension SandboxAttack {
    static let memory: [SandboxAttack] = [
        .init("rep", "return ('x'):rep(1e12)", .refused("string.rep: the result would exceed")),
        .init("rep of nothing", "r = #(''):rep(1000000000000000)", .harmless("0")),
        .init("rep of nothing with a separator", "return (''):rep(1e15, ',')", .refused("string.rep: the result would exceed")),
        .init("rep that overflows a size", "return ('xx'):rep(math.maxinteger)", .refused("string.rep: the result would exceed")),
        .init("rep just under the limit", "return ('x'):rep(15 << 20) .. ('y'):rep(15 << 20)", .outOfMemory),
        .init("doubling", "local s = 'x' while true do s = s .. s end", .outOfMemory),
        .init(
            "doubling under pcall", "local s = 'x' pcall(function() while true do s = s .. s end end) error('ended', 0)",
            .refused("ended")),
        .init("table that grows", "local t = {} for i = 1, 1e9 do t[i] = i end", .outOfMemory),
        .init("keys that grow", "local t, s = {}, 'k' for i = 1, 1e9 do t[s .. i] = true end", .outOfMemory),
        .init("closures kept", "local t = {} for i = 1, 1e9 do t = {t, function() return t end} end", .outOfMemory),
        .init("concat", "local t = {} for i = 1, 1000 do t[i] = ('x'):rep(1e5) end return table.concat(t)", .outOfMemory),
        .init("gsub that multiplies", "return (('x'):rep(1e5)):gsub('x', ('y'):rep(1e5))", .outOfMemory),
        .init("format that multiplies", "local s = ('x'):rep(6e6) return string.format('%s%s%s%s', s, s, s, s)", .outOfMemory),
        .init("sort copies", "local t = {} for i = 1, 500000 do t[i] = -i end table.sort(t)", .outOfMemory),
        .init("recursion", "local function f() return 1 + f() end f()", .outOfMemory),
        .init("recursion under pcall", "local function f() return 1 + f() end r = pcall(f)", .harmless("false")),
        .init("recursion through pcall", "local function f() return pcall(f) end r = f()", .harmless("true")),
        .init("arguments", "return select('#', table.unpack({}, 1, 1e8))", .refused("too many results to unpack")),
        .init(
            "unpack over the whole range", "return table.unpack({}, math.mininteger, math.maxinteger)",
            .refused("too many results to unpack")),
        .init("bytes as results", "return string.byte(('x'):rep(5e6), 1, -1)", .refused("string slice too long")),
        .init("code points as results", "return utf8.codepoint(('x'):rep(5e6), 1, -1)", .refused("string slice too long")),
        .init("characters from too many", "return string.char(table.unpack({}, 1, 1e6))", .refused("too many results to unpack")),
    ]

    static let errors: [SandboxAttack] = [
        .init("C recursion by gsub", "local function f() return ('x'):gsub('x', f) end f()", .refused("stack overflow")),
        .init("C recursion by sort", "local function f() table.sort({2, 1}, f) end f()", .refused("stack overflow")),
        .init(
            "C recursion by tostring", "local m = {} m.__tostring = tostring return tostring(setmetatable({}, m))",
            .refused("stack overflow")),
        .init(
            "C recursion by metamethods",
            """
            local m = {} m.__add = function(a, b) return a + b end
            return setmetatable({}, m) + 1
            """, .refused("stack overflow")),
        .init(
            "chain of __index to itself", "local t = {} setmetatable(t, {__index = t}) return t.x",
            .refused("'__index' chain too long")),
        .init(
            "chain of __newindex", "local t = {} setmetatable(t, {__newindex = t}) t.x = 1",
            .refused("'__newindex' chain too long")),
        .init("error with nil", "error(nil)", .refused("error object is a nil value")),
        .init("error with nothing", "error()", .refused("error object is a nil value")),
        .init("error with a table", "error({})", .refused("error object is a table without __tostring")),
        .init("error with a function", "error(print)", .refused("error object is a function value")),
        .init("error with a number", "error(12.5)", .refused("12.5")),
        .init(
            "error object that speaks", "error(setmetatable({}, {__tostring = function() return 'spoken' end}))",
            .refused("spoken")),
        .init(
            "error object that raises", "error(setmetatable({}, {__tostring = function() error('again') end}))",
            .refused("whose __tostring failed")),
        .init(
            "error object that raises itself",
            """
            local t t = setmetatable({}, {__tostring = function() error(t) end})
            error(t)
            """, .refused("whose __tostring failed")),
        .init(
            "error object that returns no text", "error(setmetatable({}, {__tostring = function() return {} end}))",
            .refused("whose __tostring failed")),
        .init("handler that raises", "r = xpcall(error, function() error('again') end)", .harmless("false")),
        .init("handler that recurses", "local function h() return h() + 1 end r = xpcall(error, h)", .harmless("false")),
        .init("very long message", "error(('x'):rep(1e6))", .refused("xxxxxxxx")),
        .init("message with zero bytes", "error('a\\0b')", .refused("a")),
        .init("error at a level that is not there", "error('x', 1000)", .refused("x")),
        .init(
            "deeply nested source", "return " + String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000),
            .notCompiled("overflow")),
        .init(
            "too many locals", (1...300).map { "local a\($0)" }.joined(separator: " "), .notCompiled("too many local variables")),
        .init("broken text", "x = = 1", .notCompiled("t.lua:1: unexpected symbol")),
    ]
}

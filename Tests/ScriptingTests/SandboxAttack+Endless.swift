/// Attempts to run for ever, in Lua and inside the library.
extension SandboxAttack {
    static let endlessCode: [SandboxAttack] = [
        .init("loop", "while true do end", .stopped),
        .init("jump", "::again:: goto again", .stopped),
        .init("counted loop", "for i = 1, math.maxinteger do end", .stopped),
        .init("loop by zero steps", "for i = 1, math.huge, 1e-300 do end", .stopped),
        .init("tail calls", "local function f() return f() end f()", .stopped),
        .init("pcall inside", "while true do pcall(function() while true do end end) end", .stopped),
        .init("pcall outside", "pcall(function() while true do end end) while true do end", .stopped),
        .init(
            "nested pcalls",
            """
            local function f() pcall(f) while true do end end
            for i = 1, 50 do pcall(pcall, pcall, f) end
            """, .stopped),
        .init("pcalls that double", "local function f() pcall(f) pcall(f) end f()", .stopped),
        .init("handler that loops", "xpcall(function() while true do end end, function() while true do end end)", .stopped),
        .init("handler that calls back", "local function f() xpcall(f, f) end while true do f() end", .stopped),
        .init(
            "closing value that loops",
            """
            local m = {} local t = setmetatable({}, m) m.__close = function() while true do end end
            while true do pcall(function() local x <close> = t while true do end end) end
            """, .stopped),
        .init(
            "closing value after the stop",
            """
            local m = {} local t = setmetatable({}, m) m.__close = function() while true do end end
            local x <close> = t
            while true do end
            """, .stopped),
        .init("error in a loop of pcalls", "while true do pcall(error, {}) end", .stopped),
        .init(
            "__index that never ends", "local t = setmetatable({}, {__index = function(t, k) while true do end end}) return t.x",
            .stopped),
        .init(
            "__eq that never ends",
            """
            local m = {__eq = function() while true do end end}
            return setmetatable({}, m) == setmetatable({}, m)
            """, .stopped),
        .init(
            "__concat that never ends", "return setmetatable({}, {__concat = function() while true do end end}) .. 'x'", .stopped),
        .init(
            "__tostring that never ends", "tostring(setmetatable({}, {__tostring = function() while true do end end}))", .stopped),
        .init("chain of __call to itself", "local t = {} setmetatable(t, {__call = t}) t()", .stopped),
        .init("chain of __call in a loop", "local t = {} setmetatable(t, {__call = t}) while true do pcall(t) end", .stopped),
        .init("garbage for ever", "while true do local t = {{}, {}} end", .stopped),
        .init("closures for ever", "while true do local x = function() return function() end end x() end", .stopped),
    ]

    static let endlessLibrary: [SandboxAttack] = [
        .init("backtracking pattern", "return (('a'):rep(160)):find(('.-'):rep(5) .. 'b')", .refused("pattern needs more than")),
        .init("greedy pattern", "return (('a'):rep(5000)):match(('a*'):rep(6) .. 'b')", .refused("pattern needs more than")),
        .init("pattern in gsub", "return (('a'):rep(300)):gsub(('.-'):rep(6) .. 'b', '')", .refused("pattern needs more than")),
        .init(
            "pattern in gmatch", "for x in (('a'):rep(300)):gmatch(('.-'):rep(6) .. 'b') do end",
            .refused("pattern needs more than")),
        .init(
            "class as long as the text", "return ('a'):rep(1e6):find('[' .. ('b'):rep(1e6) .. ']')",
            .refused("pattern needs more than")),
        .init(
            "long back reference", "return (('a'):rep(200000)):find('^(a*)' .. ('%1-'):rep(30) .. 'b')",
            .refused("pattern needs more than")),
        .init("balanced text without end", "return (('('):rep(100000)):gsub('%b()', '')", .refused("pattern needs more than")),
        .init(
            "frontier with a long class", "return ('a'):rep(1e5):find('%f[' .. ('b'):rep(1e6) .. ']')",
            .refused("pattern needs more than")),
        .init("patterns in a loop", "while true do pcall(string.find, ('a'):rep(160), ('.-'):rep(5) .. 'b') end", .stopped),
        .init(
            "iterator used after its error",
            """
            local next_match = (('a'):rep(3000)):gmatch(('a?'):rep(400000) .. 'b')
            for i = 1, 5 do pcall(next_match) end
            r = select(2, pcall(next_match))
            """, .harmless("pattern too complex")),
        .init("comparator that never ends", "table.sort({3, 2, 1}, function() while true do end end)", .stopped),
        .init(
            "sort of long equal texts",
            """
            local a, b, t = ('x'):rep(5e6) .. 'a', ('x'):rep(5e6) .. 'b', {}
            for i = 1, 4096 do t[i] = i % 2 == 0 and a or b end
            while true do table.sort(t) end
            """, .stopped),
        .init(
            "find of a long text", "while true do string.find(('a'):rep(1e6), ('a'):rep(1e5) .. 'b', 1, true) end",
            .refused("string.find needs too many steps")),
        .init("ipairs without end", "for i in ipairs(setmetatable({}, {__index = function() return 1 end})) do end", .stopped),
        .init(
            "pairs through __pairs without end",
            "for k in pairs(setmetatable({}, {__pairs = function() return function() return 1 end end})) do end", .stopped),
        .init("gsub with a callback that never ends", "string.gsub('abc', '.', function() while true do end end)", .stopped),
        .init(
            "concat of elements made on reading",
            """
            local t = setmetatable({}, {__index = function() while true do end end, __len = function() return 10 end})
            return table.concat(t)
            """, .stopped),
        .init("insert in front, again and again", "local t = {} for i = 1, 1e9 do table.insert(t, 1, i) end", .stopped),
        .init("printing for ever", "while true do print('x') end", .stopped),
    ]
}

/// Library functions called with what they were not made for.
extension SandboxAttack {
    static let libraryArguments: [SandboxAttack] = [
        .init("iterator of pairs on a number", "local f = pairs({a = 1}) r = f(5)", .harmless("a")),
        .init("iterator of pairs on nothing", "local f = pairs({a = 1}) r = f()", .harmless("a")),
        .init("iterator of pairs after its end", "local f = pairs({}) f() f() r = f()", .harmless("nil")),
        .init("iterator of gmatch on rubbish", "local f = ('ab'):gmatch('.') r = f({}, print)", .harmless("a")),
        .init("iterator of ipairs on nil", "local f = ipairs({}) return f(nil, 0)", .refused("attempt to index a nil value")),
        .init("next on nil", "return next(nil)", .refused("table expected")),
        .init("next after a key that is not there", "r = next({1, 2}, 1.5)", .harmless("2")),
        .init("pairs on a table with tables as keys", "for k in pairs({[{}] = 1}) do end", .refused("has no order")),
        .init("pairs on a table with functions as keys", "for k in pairs({[print] = 1}) do end", .refused("has no order")),
        .init(
            "table cleared while iterated",
            "local t = {a = 1, b = 2, c = 3} r = 0 for k in pairs(t) do r = r + 1 t.a, t.b, t.c = nil end",
            .harmless("1")),
        .init(
            "table filled while iterated", "local t = {1} r = 0 for k in pairs(t) do r = r + 1 t[k + 1] = 1 end", .harmless("1")),
        .init(
            "length that lies", "return table.concat(setmetatable({}, {__len = function() return 1e15 // 1 | 0 end}))",
            .refused("elements are more than the limit")),
        .init(
            "length that lies to unpack",
            "return table.unpack(setmetatable({}, {__len = function() return math.maxinteger end}))",
            .refused("too many results to unpack")),
        .init(
            "length that lies to sort", "table.sort(setmetatable({}, {__len = function() return math.maxinteger end}))",
            .refused("elements are more than the limit")),
        .init(
            "length that lies to insert", "table.insert(setmetatable({}, {__len = function() return math.maxinteger end}), 1)",
            .refused("elements are more than the limit")),
        .init(
            "length that is negative",
            "local t = setmetatable({}, {__len = function() return -5 end}) table.insert(t, 'x') r = t[-4]",
            .harmless("x")),
        .init(
            "length that is no number", "return table.remove(setmetatable({}, {__len = function() return {} end}))",
            .refused("object length is not an integer")),
        .init("move over the whole range", "table.move({}, 1, math.maxinteger, 2)", .refused("table.move")),
        .init("move that wraps", "table.move({}, 1, 10, math.maxinteger)", .refused("wrap around")),
        .init(
            "concat at the greatest integer",
            """
            local t = setmetatable({}, {__index = function() return 'x' end})
            r = table.concat(t, '', math.maxinteger, math.maxinteger)
            """, .harmless("x")),
        .init(
            "comparator that contradicts itself",
            """
            local t = {} for i = 1, 1000 do t[i] = i end
            table.sort(t, function(a, b) return true end)
            table.sort(t, function(a, b) return math.random() < 0.5 end)
            r = #t
            """, .harmless("1000")),
        .init("comparator that raises", "table.sort({3, 2, 1}, function() error('no') end)", .refused("no")),
        .init(
            "comparator that shrinks the table",
            """
            local t = {5, 4, 3, 2, 1}
            table.sort(t, function(a, b) for i = 1, 5 do t[i] = nil end return a < b end)
            r = #t
            """, .harmless("5")),
        .init(
            "name that is no text",
            """
            local t = setmetatable({}, {__name = 5})
            r = #string.format('%s%s%s', ('x'):rep(5000), t, ('y'):rep(9000))
            """, .harmless("14005")),
        .init(
            "__tostring that returns a number", "r = tostring(setmetatable({}, {__tostring = function() return 7 end}))",
            .harmless("7")),
        .init(
            "__tostring while a buffer grows",
            """
            local t = setmetatable({}, {__tostring = function() return ('z'):rep(5000) end})
            r = #string.format('%s%s%s%s', t, t, ('y'):rep(5000), t)
            """, .harmless("20000")),
        .init("format with a long width", "return string.format('%9999d', 1)", .refused("invalid conversion")),
        .init("format with a long precision", "return string.format('%.9999f', 1)", .refused("invalid conversion")),
        .init("format of the largest float", "r = #string.format('%99.99f', -1.7976931348623157e308)", .harmless("410")),
        .init("format without arguments", "return string.format('%d')", .refused("no value")),
        .init("format with a star", "return string.format('%*d', 5, 1)", .refused("invalid conversion")),
        .init("pattern that ends in an escape", "return ('x'):find('%')", .refused("malformed pattern")),
        .init("pattern without its bracket", "return ('x'):find('[a')", .refused("malformed pattern")),
        .init("pattern with too many captures", "return ('x'):find(('()'):rep(40))", .refused("too many captures")),
        .init("pattern with an open capture", "return ('x'):find('(x')", .refused("unfinished capture")),
        .init("capture that is not there", "return ('x'):gsub('x', '%5')", .refused("invalid capture index")),
        .init("pattern that nests too deep", "return (('a'):rep(1e5)):find(('a?'):rep(1e5))", .refused("pattern too complex")),
        .init("positions beyond every end", "r = ('abc'):sub(math.mininteger, math.maxinteger)", .harmless("abc")),
        .init("division by zero", "return 1 // 0", .refused("attempt to")),
        .init("smallest integer by minus one", "r = math.mininteger // -1 == math.mininteger", .harmless("true")),
        .init("shift beyond the width", "r = 1 << 1000", .harmless("0")),
        .init("random over an empty interval", "return math.random(2, 1)", .refused("interval is empty")),
        .init("select with a negative count", "return select(-5, 1)", .refused("index out of range")),
        .init("number from a long text", "r = tonumber(('9'):rep(1000)) == math.huge", .harmless("true")),
        .init("code point out of range", "return utf8.char(-1)", .refused("value out of range")),
        .init("broken text as UTF-8", "r = utf8.len('\\xff')", .harmless("nil")),
    ]
}

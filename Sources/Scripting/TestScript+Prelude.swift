extension TestScript {
    /// What a test file finds: describe, it, expect, bars and backtest, written in the language of the tests.
    static let prelude = #"""
        local prefix = ""
        function describe(name, body)
          local before = prefix
          prefix = prefix .. name .. " "
          body()
          prefix = before
        end
        function it(name, body)
          local ok, problem = pcall(body)
          report_test(prefix .. name, ok and "" or tostring(problem))
        end

        local function show(x)
          if type(x) == "string" then return string.format("%q", x) end
          if type(x) ~= "table" then return tostring(x) end
          local parts = {}
          for k, v in pairs(x) do parts[#parts + 1] = tostring(k) .. " = " .. show(v) end
          return "{" .. table.concat(parts, ", ") .. "}"
        end
        local function same(a, b)
          if type(a) ~= "table" or type(b) ~= "table" then return a == b end
          for k, v in pairs(a) do if not same(v, b[k]) then return false end end
          for k in pairs(b) do if a[k] == nil then return false end end
          return true
        end
        local function check(ok, found, text, wanted)
          if not ok then error("expected " .. show(found) .. " " .. text .. (wanted ~= nil and " " .. show(wanted) or ""), 3) end
        end
        local matchers = {}
        function matchers:to_be(wanted) check(self.value == wanted, self.value, "to be", wanted) end
        function matchers:to_equal(wanted) check(same(self.value, wanted), self.value, "to equal", wanted) end
        function matchers:not_to_be(other) check(self.value ~= other, self.value, "not to be", other) end
        function matchers:to_be_near(wanted, tolerance)
          local ok = type(self.value) == "number" and math.abs(self.value - wanted) <= (tolerance or 1e-9)
          check(ok, self.value, "to be near", wanted)
        end
        function matchers:to_be_above(bound) check(type(self.value) == "number" and self.value > bound, self.value, "to be above", bound) end
        function matchers:to_be_below(bound) check(type(self.value) == "number" and self.value < bound, self.value, "to be below", bound) end
        function matchers:to_be_truthy() check(self.value, self.value, "to be true") end
        function matchers:to_be_nil() check(self.value == nil, self.value, "to be nil") end
        function matchers:to_contain(text)
          check(type(self.value) == "string" and string.find(self.value, text, 1, true) ~= nil, self.value, "to contain", text)
        end
        function matchers:to_raise(text)
          local ok, problem = pcall(self.value)
          check(not ok, "a function", "to raise an error")
          if text then check(string.find(tostring(problem), text, 1, true) ~= nil, tostring(problem), "to contain", text) end
        end
        function expect(value) return setmetatable({ value = value }, { __index = matchers }) end

        bars = {}
        local function bar(open, high, low, close, volume) return { open = open, high = high, low = low, close = close, volume = volume or 1000 } end
        --- Bars that open at the close before and reach no further than open and close.
        function bars.closes(list)
          local out, last = {}, list[1]
          for i, c in ipairs(list) do
            out[i] = bar(last, math.max(last, c), math.min(last, c), c)
            last = c
          end
          return out
        end
        --- A straight line: count bars from a price, by a step each.
        function bars.line(count, from, step)
          local list = {}
          for i = 1, count do list[i] = from + step * (i - 1) end
          return bars.closes(list)
        end
        --- A wave about a level.
        function bars.wave(count, level, height, period)
          local list = {}
          for i = 1, count do list[i] = level + height * math.sin(2 * math.pi * i / period) end
          return bars.closes(list)
        end
        function bars.join(...)
          local out = {}
          for _, part in ipairs({...}) do for _, b in ipairs(part) do out[#out + 1] = b end end
          return out
        end

        local function lines_of(spec)
          local out = { "script " .. assert(spec.script, "backtest: give script = \"strategy.lua\"") }
          for _, key in ipairs({ "cash", "fee_bps", "slippage", "fill", "account", "seed", "lot" }) do
            if spec[key] ~= nil then out[#out + 1] = "option " .. key .. " " .. tostring(spec[key]) end
          end
          for name, value in pairs(spec.params or {}) do out[#out + 1] = "param " .. name .. " " .. tostring(value) end
          local symbols = spec.symbols or { TEST = assert(spec.bars, "backtest: give bars = bars.closes{…}") }
          for name, list in pairs(symbols) do
            out[#out + 1] = "symbol " .. name
            for _, b in ipairs(list) do
              out[#out + 1] = string.format("bar %.10g %.10g %.10g %.10g %.10g", b.open, b.high, b.low, b.close, b.volume or 1000)
            end
          end
          return out
        end
        local function fields_of(line)
          local out = {}
          for name, value in string.gmatch(line, "(%S+)=(%S+)") do out[name] = tonumber(value) or value end
          return out
        end
        --- Runs a strategy over the bars and returns {trades, open, orders, rejected, cash, equity, bars, error, log}.
        function backtest(spec)
          local result = { trades = {}, open = {}, rejected = {}, log = {} }
          for line in string.gmatch(run_backtest(table.concat(lines_of(spec), "\n")), "[^\n]+") do
            local kind, rest = string.match(line, "^(%S+) ?(.*)$")
            if kind == "trade" then result.trades[#result.trades + 1] = fields_of(rest)
            elseif kind == "open" then result.open[#result.open + 1] = fields_of(rest)
            elseif kind == "rejected" then
              local r = fields_of(rest)
              result.rejected[r.reason] = r.count
            elseif kind == "error" then result.error = rest
            elseif kind == "log" then result.log[#result.log + 1] = rest
            elseif kind == "sums" then for k, v in pairs(fields_of(rest)) do result[k] = v end end
          end
          if result.error and not spec.may_fail then error(result.error, 2) end
          return result
        end

        local function ask(name, value)
          local ok, answer = pcall(exchange, name, value)
          if not ok then error(answer, 0) end
          return answer
        end
        --- Loads a policy. Its functions answer to call(name, …); allocate, decide and tighten check what it answers, as the host does.
        function policy(spec)
          local number = ask("policy", { script = assert(spec.script, "policy: give script = \"rule.lua\""), params = spec.params or {} })
          local p = {}
          function p:call(name, ...) return ask("call", { policy = number, name = name, arguments = table.pack(...) }) end
          --- Weights by name; bounds are {negative = true, total = 2}.
          function p:allocate(book, bounds) return ask("allocate", { policy = number, book = book, bounds = bounds or {} }) end
          --- {from, to, capital, checks} for a stage and a table of measures.
          function p:decide(stage, measures) return ask("decide", { policy = number, stage = stage, measures = measures }) end
          --- All limits in force within book.limits.
          function p:tighten(book) return ask("tighten", { policy = number, book = book }) end
          return p
        end
        """#
}

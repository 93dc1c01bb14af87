import CLuaBridge
import XCTest

/// What a script sees depends on its inputs only: expected values are literals, so that every process must agree with them.
final class SandboxDeterminismTests: XCTestCase {
    func testPairsGoesThroughNumbersThenTextsThenBooleans() throws {
        for _ in 0..<20 {
            let script = try SandboxScript()
            let source = """
                local t = {[true] = 1, zeta = 2, alpha = 3, [10] = 4, [2.5] = 5, [-1] = 6, Beta = 7, [false] = 8, [1] = 9}
                t['10'], t[''] = 10, 11
                r = ''
                for k, v in pairs(t) do r = r .. tostring(k) .. '=' .. v .. ' ' end
                """
            XCTAssertEqual(script.run(source), PG_OK, script.message)
            XCTAssertEqual(script.text("r"), "-1=6 1=9 2.5=5 10=4 =11 10=10 Beta=7 alpha=3 zeta=2 false=8 true=1 ")
        }
    }

    func testNextGoesTheSameWay() throws {
        let script = try SandboxScript()
        XCTAssertEqual(
            script.run(
                "r = '' local t, k = {b = 1, [3] = 1, a = 1, [1] = 1} k = next(t) while k do r = r .. k k = next(t, k) end"),
            PG_OK)
        XCTAssertEqual(script.text("r"), "13ab")
    }

    /// SplitMix64 and xoshiro256**, written from the published algorithms (Blackman and Vigna, prng.di.unimi.it).
    private struct Reference {
        var state: (UInt64, UInt64, UInt64, UInt64)

        static func splitMix(_ seed: inout UInt64) -> UInt64 {
            seed &+= 0x9e37_79b9_7f4a_7c15
            var z = seed
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }

        init(state: (UInt64, UInt64, UInt64, UInt64)) { self.state = state }

        init(seed: UInt64) {
            var s = seed
            state = (Self.splitMix(&s), Self.splitMix(&s), Self.splitMix(&s), Self.splitMix(&s))
        }

        mutating func next() -> UInt64 {
            func rotate(_ x: UInt64, _ k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }
            let result = rotate(state.1 &* 5, 7) &* 9
            let t = state.1 << 17
            state.2 ^= state.0
            state.3 ^= state.1
            state.1 ^= state.2
            state.0 ^= state.3
            state.2 ^= t
            state.3 = rotate(state.3, 45)
            return result
        }
    }

    func testRandomIsXoshiroSeededBySplitMix() throws {
        // Test vectors of the crates rand_xoshiro 0.6 (state 1, 2, 3, 4) and of SplitMix64 (seed 1234567, Rosetta Code).
        var published = Reference(state: (1, 2, 3, 4))
        XCTAssertEqual(
            (0..<5).map { _ in published.next() },
            [11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360])
        var seed: UInt64 = 1_234_567
        XCTAssertEqual(
            (0..<3).map { _ in Reference.splitMix(&seed) },
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
        var reference = Reference(seed: 42)
        let script = try SandboxScript(seed: 42)
        XCTAssertEqual(script.run("r = '' for i = 1, 5 do r = r .. math.random(0) .. ' ' end u = math.random()"), PG_OK)
        XCTAssertEqual(script.text("r"), (0..<5).map { _ in "\(Int64(bitPattern: reference.next())) " }.joined())
        XCTAssertEqual(script.run("r = u == \(reference.next() >> 11) * 0x1p-53"), PG_OK)
        XCTAssertEqual(script.text("r"), "true")
    }

    func testRandomIntegersAreInRangeAndEven() throws {
        let script = try SandboxScript(budgetMilliseconds: 20_000)
        let source = """
            local counts, n = {0, 0, 0, 0, 0, 0}, 60000
            for i = 1, n do local k = math.random(6) counts[k] = counts[k] + 1 end
            chi = 0
            for k = 1, 6 do chi = chi + (counts[k] - n / 6) ^ 2 / (n / 6) end
            r = chi < 20.52 and math.random(7, 7) == 7 and math.type(math.random(math.mininteger, math.maxinteger)) == 'integer'
            """
        XCTAssertEqual(script.run(source), PG_OK, script.message)
        XCTAssertEqual(
            script.text("r"), "true", "chi squared of 5 degrees of freedom, 0.1 % point 20.52: \(script.text("chi") ?? "")")
    }

    func testSortIsStable() throws {
        let script = try SandboxScript(budgetMilliseconds: 20_000)
        let source = """
            r = true
            for n = 0, 70 do
              local t = {}
              for i = 1, n do t[i] = {key = (i * 7919) % 5, place = i} end
              table.sort(t, function(a, b) return a.key < b.key end)
              for i = 2, n do
                local a, b = t[i - 1], t[i]
                if a.key > b.key or (a.key == b.key and a.place > b.place) then r = false end
              end
            end
            """
        XCTAssertEqual(script.run(source), PG_OK, script.message)
        XCTAssertEqual(script.text("r"), "true")
    }

    func testTwoStatesAgreeOnEverythingTheyPrint() throws {
        let source = """
            local out, words = {}, {}
            for i = 1, 300 do words['k' .. (i * 7919) % 1009] = i end
            for i = 1, 300, 3 do words['k' .. (i * 7919) % 1009] = nil end
            for k, v in pairs(words) do out[#out + 1] = k .. tostring(v) end
            out[#out + 1] = tostring({}) .. tostring(print) .. tostring(0.1) .. tostring(1e100) .. tostring(2^53) .. tostring(-0.0)
            out[#out + 1] = string.format('%s %q %g %a', {}, 0.1, 1 / 3, 1.5) .. math.random(1000000)
            out[#out + 1] = tostring(select(2, pcall(function() return {} + 1 end)))
            out[#out + 1] = tostring(select(2, pcall(error, setmetatable({}, {__tostring = function(t) return 'e' end}))))
            local h = 5381
            for _, s in ipairs(out) do for i = 1, #s do h = (h * 33 + s:byte(i)) % 4294967296 end end
            r = h
            """
        let results = try (0..<8).map { number in
            // Different addresses for each state.
            let ballast = UnsafeMutableRawPointer.allocate(byteCount: 1 + number * 4099, alignment: 8)
            defer { ballast.deallocate() }
            let script = try SandboxScript(seed: 7)
            XCTAssertEqual(script.run(source), PG_OK, script.message)
            return script.text("r")
        }
        XCTAssertEqual(Set(results).count, 1)
    }

    func testNoTableIsWeak() throws {
        let script = try SandboxScript(budgetMilliseconds: 20_000)
        let source = """
            local m = {} local t = setmetatable({}, m) m.__mode = 'kv'
            t[1] = {} t[{}] = 1
            for i = 1, 200000 do local garbage = {i} end
            r = type(t[1])
            """
        XCTAssertEqual(script.run(source), PG_OK, script.message)
        XCTAssertEqual(script.text("r"), "table")
    }

    /// Ephemerons chained against the order in which the collector meets them cost it a minute where they are weak.
    func testChainedEphemeronsDoNotHoldTheCollector() throws {
        let script = try SandboxScript(memory: 64 << 20)
        let source = """
            local m, n, keys, es = {}, 45000, {}, {}
            for i = 1, n do keys[i] = {} end
            for i = 1, n - 1 do local e = setmetatable({}, m) e[keys[i]] = keys[i + 1] es[(i * 7919) % (n - 1) + 1] = e end
            m.__mode = 'k'
            local first = keys[1]
            keys = nil
            while true do local t = {} end
            """
        let begin = pg_monotonic_ns()
        XCTAssertEqual(script.run(source), PG_ERR_BUDGET)
        XCTAssertLessThan(pg_monotonic_ns() - begin, 10_000_000_000)
    }
}

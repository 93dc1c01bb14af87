import Glibc
import Scripting

extension Command {
    static let new = Command(
        name: "new", summary: "Writes a strategy or a policy to start from, and its test.", usage: "strategy|allocation|lifecycle|risk NAME", options: [],
        examples: ["new strategy my_idea", "new strategy ideas/breakout", "new allocation my_weights"], run: { try NewCommand($0).run() })
}

struct NewCommand {
    private let path: String
    /// `nil` for a strategy.
    private let kind: PolicyKind?

    init(_ arguments: Arguments) throws {
        let kinds = ["strategy"] + PolicyKind.allCases.map(\.rawValue)
        guard arguments.positions.count == 2, kinds.contains(arguments.positions[0]) else {
            throw CommandError("perigee new: expected one of \(kinds.joined(separator: ", ")) and a name, as in perigee new strategy my_idea")
        }
        kind = PolicyKind(rawValue: arguments.positions[0])
        let name = arguments.positions[1]
        path = name.hasSuffix(".lua") ? String(name.dropLast(4)) : name
        let last = path.split(separator: "/").last ?? ""
        guard !last.isEmpty, last.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }) else {
            throw CommandError("perigee new: '\(name)': expected a name of letters, digits and _, as in my_idea")
        }
    }

    func run() throws -> Int32 {
        let name = String(path.split(separator: "/").last ?? "strategy")
        let script = path + ".lua"
        let test = path + "_test.lua"
        for file in [script, test] where access(file, F_OK) == 0 { throw CommandError("\(file): exists already: choose another name") }
        try write(kind.map(NewPolicy.script) ?? NewCommand.script, to: script)
        try write(kind.map { NewPolicy.test($0, name) } ?? NewCommand.test(name), to: test)
        let backtest = kind == nil ? "      perigee backtest \(script) --data examples/data/sp500.csv\n" : ""
        Terminal.output("Wrote \(script) and \(test).\nNext: perigee check \(script)\n      perigee test \(test)\n\(backtest)")
        return 0
    }

    private func write(_ text: String, to path: String) throws {
        let file = try OutputFile(path)
        file.write(text)
        try file.finish()
    }

    private static let script = """
        --- In the market while the price is above its average.
        --- Idea: trends last. Data: daily bars of an index. Change the window and run it again.
        window = param("window", 50, {min = 5, max = 250, doc = "bars in the average"})
        average = sma(close, window)

        on(cross_above(close, average), function() target_percent(0.95) end)
        on(cross_below(close, average), function() target_percent(0) end)

        """

    private static func test(_ name: String) -> String {
        """
        describe("\(name)", function()
          it("buys when the price rises through its average and sells when it falls back", function()
            local r = backtest{
              script = "\(name).lua",
              params = {window = 5},
              bars = bars.join(bars.line(10, 100, -1), bars.line(10, 92, 2), bars.line(10, 110, -3)),
            }
            expect(#r.trades):to_be(1)
            expect(r.trades[1].side):to_be("long")
          end)
        end)

        """
    }
}

import Scripting

/// Texts to start a policy from.
enum NewPolicy {
    static func script(_ kind: PolicyKind) -> String {
        switch kind {
        case .allocation: allocation
        case .lifecycle: lifecycle
        case .risk: risk
        }
    }

    private static let allocation = """
        --- Every strategy gets the same weight.
        --- Idea: what is not known is not guessed. book.strategies has returns, volatility, sharpe and drawdown of each: use them here.
        cash = param("cash", 0.1, {min = 0, max = 1, doc = "share of capital in no strategy"})

        function allocate(book)
          local count, weights = 0, {}
          for name in pairs(book.strategies) do count = count + 1 end
          for name in pairs(book.strategies) do weights[name] = (1 - cash) / count end
          return weights
        end

        """

    private static let lifecycle = """
        --- From paper to live, and back after a drawdown.
        --- Idea: capital follows results seen in the stage itself. Add stages and ways between them.
        lifecycle = {
          stages = {{"paper", capital = 0}, {"live", capital = 1}},
          initial = "paper",
          transitions = {
            {from = "paper", to = "live", when = {"days_in_stage >= 60", "trades >= 10", "sharpe > 0.8"}},
            {from = "live", to = "paper", any = {"drawdown > 0.15", "losing_days >= 15"}},
          },
        }

        """

    private static let risk = """
        --- Half the exposure below a drawdown.
        --- Idea: losses come in clusters. A policy can only ask for less than the host allows.
        most = param("most", 0.1, {min = 0.01, max = 0.9, doc = "drawdown from which exposure is halved"})

        function tighten(book)
          if book.drawdown < most then return nil end
          return {gross_exposure_to_equity = math.min(0.5, book.limits.gross_exposure_to_equity)}
        end

        """

    static func test(_ kind: PolicyKind, _ name: String) -> String {
        let body =
            switch kind {
            case .allocation:
                """
                  it("divides what is not kept in cash", function()
                    local weights = policy{script = "\(name).lua", params = {cash = 0.5}}:allocate({strategies = {a = {}, b = {}}})
                    expect(weights):to_equal({a = 0.25, b = 0.25})
                  end)
                """
            case .lifecycle:
                """
                  it("promotes what has shown results", function()
                    local decision = policy{script = "\(name).lua"}:decide("paper", {days_in_stage = 60, trades = 12, sharpe = 1})
                    expect(decision.to):to_be("live")
                  end)
                """
            case .risk:
                """
                  it("halves the exposure in a drawdown", function()
                    local limits = policy{script = "\(name).lua"}:tighten({drawdown = 0.2, limits = {gross_exposure_to_equity = 1}})
                    expect(limits.gross_exposure_to_equity):to_be(0.5)
                  end)
                """
            }
        return "describe(\"\(name)\", function()\n\(body)\nend)\n"
    }
}

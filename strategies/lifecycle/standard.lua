--- A strategy earns its capital: from paper to a trial, from there to live, and back when it disappoints.
---
--- Idea: a backtest says little about what a strategy does from now on, so each step asks for days, trades and a result seen in the
--- stage itself, and the way down asks for less than the way up. Parameters: days of paper and trial, the Sharpe ratio that a
--- promotion takes, the drawdown that ends a stage.
paper_days = param("paper_days", 60, {min = 1, max = 1000, doc = "days on paper, at least"})
trial_days = param("trial_days", 120, {min = 1, max = 1000, doc = "days of trial, at least"})
sharpe = param("sharpe", 0.8, {min = -5, max = 10, doc = "Sharpe ratio for a promotion"})
drawdown = param("drawdown", 0.15, {min = 0.01, max = 1, doc = "drawdown that ends the live stage; half of it ends the trial"})

lifecycle = {
  stages = {
    {"paper", capital = 0},
    {"trial", capital = 0.25},
    {"live", capital = 1},
    {"rest", capital = 0},
    {"retired", capital = 0},
  },
  initial = "paper",
  transitions = {
    {from = "paper", to = "trial", when = {"days_in_stage >= " .. paper_days, "trades >= 10", "sharpe > " .. sharpe}},
    {from = "paper", to = "retired", when = {"days_in_stage > 500"}},
    {from = "trial", to = "rest", any = {"drawdown > " .. drawdown / 2, "losing_days >= 12"}},
    {from = "trial", to = "live", when = {"days_in_stage >= " .. trial_days, "sharpe > " .. sharpe, "profit_factor > 1.1"}},
    {from = "live", to = "rest", any = {"drawdown > " .. drawdown, "rolling_sharpe < -1"}},
    {from = "rest", to = "paper", when = {"days_in_stage >= 20"}},
  },
}

extension LuaAnnotations {
    static let policies = #"""

        --# Policies
        -- Scripts that decide about strategies. They have param, log, math.random, ctx.state, ctx.rng and the libraries; no series and no
        -- orders. docs/policies.md explains each kind.

        ---@alias Allocate fun(book: AllocationBook): table<string, number> a weight for each strategy, or a vector with their names
        ---@alias Tighten fun(book: RiskBook): RiskLimits? limits below book.limits; nil leaves them as they are

        --- What an allocation rule knows.
        ---@class AllocationBook
        ---@field equity number
        ---@field cash number
        ---@field time integer nanoseconds since 1970
        ---@field date string such as "2024-05-31"
        ---@field strategies table<string, AllocationStrategy>

        --- A strategy as an allocation rule sees it.
        ---@class AllocationStrategy
        ---@field type string as its configuration says
        ---@field stage string
        ---@field weight number its weight now
        ---@field equity number
        ---@field returns Array simple returns a day, oldest first
        ---@field sharpe number annualised; NaN while there are too few returns
        ---@field volatility number annualised; NaN while there are too few returns
        ---@field drawdown number distance below its highest equity, from 0 up
        ---@field trades integer
        ---@field days integer since it began

        --- What a risk policy knows.
        ---@class RiskBook
        ---@field equity number
        ---@field peak number highest equity so far
        ---@field drawdown number distance below the peak, from 0 up
        ---@field daily_return number of the day so far
        ---@field volatility number annualised; NaN while there are too few returns
        ---@field gross_exposure number as a multiple of equity
        ---@field net_exposure number as a multiple of equity
        ---@field time integer nanoseconds since 1970
        ---@field date string
        ---@field limits RiskLimits of the host

        --- Limits before each trade. NaN is the strictest.
        ---@class RiskLimits
        ---@field working_orders integer? orders of one script that may work at once
        ---@field order_value_to_equity number? largest order as a multiple of equity
        ---@field gross_exposure_to_equity number? largest gross exposure as a multiple of equity

        --- Stages of strategies and the ways between them.
        ---@class Lifecycle
        ---@field stages {[1]: string, capital: number}[] capital: the share of its capital that a strategy gets, 0 to 1
        ---@field initial string
        ---@field transitions Transition[] of those out of a stage the first that is met decides

        --- A way from a stage to another. Criteria are texts such as "sharpe >= 0.5", or functions of the measures. Measures: days_in_stage,
        --- sharpe, rolling_sharpe, trades, drawdown, profit_factor, losing_days, return. One that is not known yet meets nothing.
        ---@class Transition
        ---@field from string
        ---@field to string
        ---@field when? (string|fun(measures: table<string, number>): boolean)[] all are needed
        ---@field any? (string|fun(measures: table<string, number>): boolean)[] one is enough

        ---@type Lifecycle
        lifecycle = nil

        """#
}

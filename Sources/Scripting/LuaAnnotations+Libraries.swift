extension LuaAnnotations {
    /// Arrays, and one function each of the libraries.
    static var libraries: String {
        var text = arrays + portfolioOptions
        var library = ""
        for function in NativeLibrary.all {
            let name = String(function.name.prefix { $0 != "." })
            if name != library {
                text += "\n--# Library \(name)\n-- \(purpose[name] ?? "")\n\n\(name) = {}\n"
                library = name
            }
            text += annotation(function)
        }
        return text
    }

    private static var portfolioOptions: String {
        let fields = PortfolioInput.sharedOptions.map { "---@field \($0.name) \($0.type)? \($0.note)\n" }.joined()
        return "\n--- How a covariance is estimated and what weights must satisfy: options that optimizers share.\n---@class PortfolioOptions\n\(fields)\n"
    }

    private static let purpose = [
        "stats": "Moments, distributions, tests, correlation and covariance.",
        "risk": "Losses, contributions, stress, liquidity and factor exposure. Losses are positive; nothing is annualised but what says so.",
        "optimize": "Weights with what shows that they are right: look at `status` before using them.",
        "regime": "The state of a market: low volatility, trending, high volatility.",
    ]

    private static func annotation(_ function: NativeFunction) -> String {
        var text = "\n--- \(function.summary)\n"
        for parameter in function.parameters { text += "---@param \(parameter.name) \(parameter.type)\(note(parameter))\n" }
        if !function.options.isEmpty {
            let shared = Set(PortfolioInput.sharedOptions.map(\.name))
            let isPortfolio = shared.isSubset(of: function.options.map(\.name))
            let own = isPortfolio ? function.options.filter { !shared.contains($0.name) } : function.options
            let fields = own.map { "\($0.name)?: \($0.type)" }.joined(separator: ", ")
            let types = (isPortfolio ? ["PortfolioOptions"] : []) + (own.isEmpty ? [] : ["{\(fields)}"])
            text += "---@param options? \(types.joined(separator: "|"))\n"
            for option in own { text += "---   `\(option.name)` \(option.note)\n" }
        }
        for result in function.results { text += "---@return \(result.type) \(result.name)\(note(result))\n" }
        let names = function.parameters.map(\.name) + (function.options.isEmpty ? [] : ["options"])
        return text + "function \(function.name)(\(names.joined(separator: ", "))) end\n"
    }

    private static func note(_ parameter: NativeFunction.Parameter) -> String { parameter.note.isEmpty ? "" : " \(parameter.note)" }

    private static let arrays = #"""

        --# Vectors and matrices

        --- Numbers in native memory: what the libraries take and give. A vector is read by position or, where it has names, by name
        --- (`weights.AAPL`); `#v` is its length. `+ - * /` work element by element, with numbers too. They do not change once made.
        ---@class Array
        ---@field rows integer
        ---@field columns integer 1 of a vector
        ---@field [integer] number
        local Array = {}
        --- A column of a matrix, by position or name.
        ---@param column integer|string
        ---@return Array
        function Array:column(column) end
        --- A row of a matrix, with the columns' names.
        ---@param row integer
        ---@return Array
        function Array:row(row) end
        --- An element of a matrix.
        ---@param row integer
        ---@param column integer|string
        ---@return number
        function Array:get(row, column) end
        --- The names of a matrix's columns or a vector's elements.
        ---@return string[]?
        function Array:names() end
        --- The elements of a vector as a Lua table.
        ---@return number[]
        function Array:table() end

        --- A vector of the numbers of a table.
        ---@param numbers number[]
        ---@return Array
        function vector(numbers) end

        --- A matrix of the rows of a table, with names of the columns.
        ---@param rows number[][]
        ---@param names? string[]
        ---@return Array
        function matrix(rows, names) end

        --- What an optimizer answers. Without `weights` there are none: `status` is "infeasible" and `conflict` names the constraints.
        ---@class Solution
        ---@field weights Array? one an asset, named as the input's columns
        ---@field status string "optimal"; "inexact" with its `residual`; "infeasible" with `conflict`; "fallback" with `method` and `reason`
        ---@field objective number as the method states it
        ---@field kkt_residual number largest violation of the optimality conditions, relative
        ---@field primal_residual number largest violation of a constraint, in weight
        ---@field iterations number
        ---@field conflict string[]?
        ---@field residual number?
        ---@field method string?
        ---@field reason string?

        """#
}

extension BacktestResult {
    public struct Script: Sendable {
        public var path: String
        public var hash: String
        public var version: String
        /// The sentence of the script's header.
        public var summary: String
        public var parameters: [Parameter]

        public init(
            path: String,
            hash: String,
            version: String,
            summary: String,
            parameters: [Parameter]
        ) {
            self.path = path
            self.hash = hash
            self.version = version
            self.summary = summary
            self.parameters = parameters
        }
    }

    public struct Parameter: Sendable {
        public var name: String
        public var value: Double
        public var defaultValue: Double
        public var minimum: Double?
        public var maximum: Double?
        public var summary: String

        public init(
            name: String,
            value: Double,
            defaultValue: Double,
            minimum: Double? = nil,
            maximum: Double? = nil,
            summary: String
        ) {
            self.name = name
            self.value = value
            self.defaultValue = defaultValue
            self.minimum = minimum
            self.maximum = maximum
            self.summary = summary
        }
    }

    public struct DataSource: Sendable {
        public var path: String
        public var hash: String
        public var symbol: String
        public var bars: Int
        public var from: Int64
        public var to: Int64
        public var notes: [String]

        public init(
            path: String,
            hash: String,
            symbol: String,
            bars: Int,
            from: Int64,
            to: Int64,
            notes: [String]
        ) {
            self.path = path
            self.hash = hash
            self.symbol = symbol
            self.bars = bars
            self.from = from
            self.to = to
            self.notes = notes
        }
    }

    /// One line of the configuration as the user would type it: `fee-bps` = `10`.
    public struct Setting: Sendable {
        public var name: String
        public var value: String

        public init(
            name: String,
            value: String
        ) {
            self.name = name
            self.value = value
        }
    }

    public struct HostDescription: Sendable {
        public var build: String
        public var machine: String

        public init(
            build: String,
            machine: String
        ) {
            self.build = build
            self.machine = machine
        }
    }

    public struct Timing: Sendable {
        public var loadSeconds: Double
        public var runSeconds: Double
        public var barsPerSecond: Double

        public init(
            loadSeconds: Double,
            runSeconds: Double,
            barsPerSecond: Double
        ) {
            self.loadSeconds = loadSeconds
            self.runSeconds = runSeconds
            self.barsPerSecond = barsPerSecond
        }
    }
}

/// What decides a run: enough to load and repeat it, and to say which input has changed since.
public struct Manifest: Hashable, Sendable {
    public struct Setting: Hashable, Sendable {
        public let name: String
        public let value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }
    /// A script that decided, by the content hash under which the journal keeps its text.
    public struct Script: Hashable, Sendable {
        public let path: String
        public let hash: String

        public init(path: String, hash: String) {
            self.path = path
            self.hash = hash
        }
    }
    /// A file that the run read. `symbol` is empty for a file that is not of one symbol.
    public struct DataFile: Hashable, Sendable {
        public let path: String
        public let hash: String
        public let symbol: String
        public let bars: Int

        public init(path: String, hash: String, symbol: String, bars: Int) {
            self.path = path
            self.hash = hash
            self.symbol = symbol
            self.bars = bars
        }
    }
    /// The run id: the hash of its inputs.
    public var id: String
    /// Version and content hash of the program.
    public var build: String
    public var seed: UInt64
    /// The words of the command line, from which the run is set up again.
    public var command: [String]
    /// The whole configuration, defaults included.
    public var settings: [Setting]
    /// Parameters of the script with the values used.
    public var parameters: [Setting]
    public var scripts: [Script]
    public var files: [DataFile]

    public init(
        id: String, build: String, seed: UInt64, command: [String], settings: [Setting], parameters: [Setting], scripts: [Script],
        files: [DataFile]
    ) {
        self.id = id
        self.build = build
        self.seed = seed
        self.command = command
        self.settings = settings
        self.parameters = parameters
        self.scripts = scripts
        self.files = files
    }
}

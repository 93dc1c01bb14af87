import Configuration
import Market
import Money
import Store

extension RunConfiguration {
    private static let keys = [
        "run", "profile", "data", "generate", "speed", "history", "strategies", "cash", "allocation", "lifecycle", "risk",
        "venue", "reload", "ab",
    ]

    /// Reads a file. Paths in it are relative to it.
    /// - Throws: `YAMLError` with the place of the first thing that is wrong and how to mend it, `DataError` where it cannot be read.
    init(reading path: String) throws {
        let file = try MappedFile(path)
        let root = try YAMLDocument(file.bytes, file: path).root.mapping(keys: Self.keys)
        let paths = ConfiguredPaths(path)
        let run = try root.required("run").mapping(keys: ["name", "directory", "seed"])
        self.path = path
        hash = ContentHash.sha256(file.bytes)
        name = try RunConfiguration.name(run.required("name"))
        directory = paths.resolve(try run.string("directory") ?? "runs") + "/" + name
        seed = UInt64(try run.integer("seed", in: 0...Int.max) ?? 1)
        cash = try root["cash"].map { try RunConfiguration.money($0) } ?? (Amount("100000") ?? .zero)
        source = try RunConfiguration.source(root, paths)
        try readManner(root)
        if let node = root["venue"] { venue = try VenueTerms(node, paths) }
        strategies = try StrategyReader(root, paths, cash: cash, seed: seed, isAutomatic: reload.isAutomatic).strategies()
        policies = try PolicyTerms.read(root, paths, isAutomatic: reload.isAutomatic)
    }

    private mutating func readManner(_ root: YAMLMapping) throws {
        if let node = root["profile"] {
            profile = Profile(rawValue: try node.choice(Profile.allCases.map(\.rawValue))) ?? .paper
            guard profile == .paper else {
                throw node.error("found 'live', but this build has no venue that takes real orders: use profile: paper")
            }
        }
        if let node = root["speed"] {
            isStepped = try node.string() == "step"
            if !isStepped { speed = try RunConfiguration.speed(node) }
        }
        history = try root.integer("history", in: 10...10_000_000) ?? history
        if let terms = try root.mapping("ab", keys: ["adopt"]) { carriesOutVerdicts = try terms.choice("adopt", ["operator", "auto"]) == "auto" }
        reload.isAutomatic = profile == .paper
        guard let terms = try root.mapping("reload", keys: ["mode", "replay"]) else { return }
        if let mode = try terms.choice("mode", ["auto", "manual"]) { reload.isAutomatic = mode == "auto" }
        reload.replay = try terms.integer("replay", in: 0...1_000_000) ?? reload.replay
    }

    /// `max`, `real` or a multiple such as `10x`; `step` is no speed.
    private static func speed(_ node: YAMLNode) throws(YAMLError) -> Double? {
        let text = try node.string()
        if text == "max" { return nil }
        if text == "real" { return 1 }
        guard text.hasSuffix("x"), let value = Double(text.dropLast()), value > 0, value.isFinite else {
            throw node.error("found '\(text)', expected max, real, step or a multiple of real time such as 10x")
        }
        return value
    }

    private static func source(_ root: YAMLMapping, _ paths: ConfiguredPaths) throws -> Source {
        switch (root["data"], root["generate"]) {
        case (let node?, nil): return .files(try files(node, paths))
        case (nil, let node?): return .generator(try generator(node))
        case (_?, let node?): throw node.error("there is data too: keep one of data and generate")
        case (nil, nil):
            throw root.node.error("no source of events: give data: [{path: prices.csv}], or generate: {symbols: [A]}")
        }
    }

    private static func files(_ node: YAMLNode, _ paths: ConfiguredPaths) throws -> [(path: String, options: ReadOptions)] {
        let items = try node.sequence()
        guard !items.isEmpty else {
            throw node.error("found an empty list, expected at least one file, such as [{path: prices.csv}]")
        }
        return try items.map { item in
            let keys = try item.mapping(keys: ["path", "symbol", "from", "to", "utc_offset", "label"])
            var options = ReadOptions()
            options.symbol = try keys.string("symbol")
            options.from = try keys["from"].map { try RunConfiguration.time($0, endOfDay: false) }
            options.to = try keys["to"].map { try RunConfiguration.time($0, endOfDay: true) }
            if let from = options.from, let to = options.to, from > to, let node = keys["to"] {
                throw node.error("is before from: no bars are left: exchange the two")
            }
            options.utcOffset = Int64((try keys.number("utc_offset", in: -14...14) ?? 0) * 3_600e9)
            options.labelsOpening = try keys.choice("label", ["open", "close"]) == "open"
            return (try paths.existing(keys.required("path"), "prices", allowsFolder: true), options)
        }
    }

    private static func generator(_ node: YAMLNode) throws -> GeneratorTerms {
        let keys = try node.mapping(keys: ["symbols", "seed", "interval", "start", "bars"])
        let nodes = try keys.required("symbols").sequence()
        var symbols: [String] = []
        for item in nodes {
            let symbol = try item.string()
            guard !symbols.contains(symbol) else { throw item.error("found '\(symbol)' twice: keep one") }
            symbols.append(symbol)
        }
        guard !symbols.isEmpty else { throw node.error("no symbols: give symbols: [A, B]") }
        let interval = try keys["interval"].map { try RunConfiguration.period($0) } ?? 60_000_000_000
        return GeneratorTerms(
            symbols: symbols, seed: UInt64(try keys.integer("seed", in: 0...Int.max) ?? 1), interval: interval,
            start: try keys["start"].map { try RunConfiguration.time($0, endOfDay: false) },
            bars: try keys.integer("bars", in: 1...1_000_000_000))
    }
}

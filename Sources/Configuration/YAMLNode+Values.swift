extension YAMLNode {
    /// - Throws: `YAMLError` for lists, mappings and nothing. Numbers and truth values are their text: a name may look like one.
    public func string() throws(YAMLError) -> String {
        guard case .scalar(let text, _) = content, !isNull else { throw error("found \(summary), expected a text") }
        return text
    }

    /// A finite decimal number; `5%` is 0.05.
    public func number(in range: ClosedRange<Double> = -.infinity ... .infinity) throws(YAMLError) -> Double {
        guard case .scalar(let text, false) = content, let value = Self.number(text), value.isFinite, range.contains(value) else {
            throw error("found \(summary), expected a number\(Self.describe(range))")
        }
        return value
    }

    public func integer(in range: ClosedRange<Int>) throws(YAMLError) -> Int {
        guard case .scalar(let text, false) = content, let value = Int(text), range.contains(value) else {
            throw error("found \(summary), expected a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// `true` or `false` and nothing else: `no`, `off` and the like are texts to some readers and truth values to others.
    public func boolean() throws(YAMLError) -> Bool {
        guard case .scalar(let text, false) = content, text == "true" || text == "false" else {
            throw error("found \(summary), expected true or false")
        }
        return text == "true"
    }

    /// One of these words.
    public func choice(_ words: [String]) throws(YAMLError) -> String {
        guard case .scalar(let text, _) = content, words.contains(text) else {
            throw error("found \(summary), expected one of \(words.joined(separator: ", "))")
        }
        return text
    }

    public func sequence() throws(YAMLError) -> [YAMLNode] {
        guard case .sequence(let items) = content else { throw error("found \(summary), expected a list, such as [a, b]") }
        return items
    }

    /// A mapping whose keys are the caller's names, such as assets.
    public func mapping() throws(YAMLError) -> YAMLMapping {
        guard case .mapping(let entries) = content else {
            throw error("found \(summary), expected a mapping, such as key: value")
        }
        return YAMLMapping(entries, of: self)
    }

    /// A mapping that may hold these keys only.
    /// - Throws: `YAMLError` also for the first unknown key, with the nearest known one.
    public func mapping(keys: [String]) throws(YAMLError) -> YAMLMapping {
        let mapping = try mapping()
        try mapping.requireKeys(among: keys)
        return mapping
    }

    private static func number(_ text: String) -> Double? {
        // Swift's reader takes hexadecimal and words too, which no one means here.
        guard let first = text.utf8.first,
            first == UInt8(ascii: "-") || first == UInt8(ascii: "+") || first == UInt8(ascii: ".") || isDigit(first),
            !text.utf8.contains(where: { $0 == UInt8(ascii: "x") || $0 == UInt8(ascii: "X") })
        else { return nil }
        if text.hasSuffix("%") { return Double(text.dropLast()).map { $0 / 100 } }
        return Double(text)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func describe(_ range: ClosedRange<Double>) -> String {
        switch (range.lowerBound.isFinite, range.upperBound.isFinite) {
        case (true, true): " from \(range.lowerBound) to \(range.upperBound)"
        case (true, false): " of at least \(range.lowerBound)"
        case (false, true): " of at most \(range.upperBound)"
        case (false, false): ""
        }
    }
}

import Configuration
import Market
import Money

// Values that several parts of a configuration have.
extension RunConfiguration {
    /// A name that can be typed as one word of a command and used as the name of a folder.
    static func name(_ node: YAMLNode) throws(YAMLError) -> String {
        let text = try node.string()
        let isWord = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 || byte == 45
        }
        guard isWord, text.utf8.first != 45, text.utf8.count <= 64 else {
            throw node.error("found '\(text)', expected a name of at most 64 letters, digits, _ and -")
        }
        return text
    }

    /// An amount above zero.
    static func money(_ node: YAMLNode) throws(YAMLError) -> Amount {
        guard let value = Amount(try node.string()), value > .zero else {
            throw node.error("found \(node.summary), expected an amount above zero such as 100000")
        }
        return value
    }

    static func time(_ node: YAMLNode, endOfDay: Bool) throws(YAMLError) -> Timestamp {
        let text = try node.string()
        guard let parsed = Array(text.utf8).withUnsafeBytes({ Timestamp.parse($0) }) else {
            throw node.error("found '\(text)', expected a date such as 2020-01-31 or a time such as 2020-01-31T15:30:00Z")
        }
        return endOfDay && parsed.isDate ? parsed.time + 86_399_999_999_999 : parsed.time
    }

    /// Nanoseconds of seconds to weeks; months have no fixed length.
    static func period(_ node: YAMLNode) throws(YAMLError) -> Int64 {
        guard let value = Timeframe(try node.string()), value.code > 0 else {
            throw node.error("found \(node.summary), expected a number and a unit of seconds to weeks, as in 1m, 1h, 1d")
        }
        return value.code
    }

    /// A number, or true and false as 1 and 0: what parameters of scripts are.
    static func parameter(_ node: YAMLNode) throws(YAMLError) -> Double {
        if case .scalar("true", false) = node.content { return 1 }
        if case .scalar("false", false) = node.content { return 0 }
        guard let value = try? node.number() else { throw node.error("found \(node.summary), expected a number, true or false") }
        return value
    }
}

/// Writes JSON in the order of the calls, the same bytes for the same calls.
///
/// Numbers are the shortest decimal that reads back as the same `Double`; whole numbers below 2^53 have no fraction;
/// NaN and infinities are `null`. Objects and arrays open on lines of their own with two spaces of indentation, or stay
/// on one line when opened `.compact`. Misuse (a key outside an object) is not checked: the writer is not a validator.
public struct JSONWriter {
    public enum Layout: Sendable {
        case pretty, compact
    }

    public private(set) var bytes: [UInt8] = []
    private let flushSize: Int
    private let sink: (([UInt8]) -> Void)?
    private var levels: [Level] = []
    private var isAfterKey = false

    private struct Level {
        var layout: Layout
        var isEmpty = true
    }

    /// Collects everything in `bytes`.
    public init() {
        flushSize = .max
        sink = nil
    }

    /// Hands over chunks of about `flushSize` bytes, so that memory stays flat; call `finish()` for the last.
    public init(flushSize: Int = 1 << 18, sink: @escaping ([UInt8]) -> Void) {
        self.flushSize = flushSize
        self.sink = sink
        bytes.reserveCapacity(flushSize + 4096)
    }

    public mutating func finish() {
        bytes.append(UInt8(ascii: "\n"))
        if let sink, !bytes.isEmpty {
            sink(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
    }

    public mutating func object(_ layout: Layout = .pretty, _ body: (inout JSONWriter) -> Void) {
        container("{", "}", layout, body)
    }

    public mutating func array(_ layout: Layout = .pretty, _ body: (inout JSONWriter) -> Void) {
        container("[", "]", layout, body)
    }

    private mutating func container(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ layout: Layout, _ body: (inout JSONWriter) -> Void
    ) {
        separate()
        bytes.append(UInt8(truncatingIfNeeded: open.value))
        let inherited = levels.last?.layout == .compact ? .compact : layout
        levels.append(Level(layout: inherited))
        body(&self)
        let level = levels.removeLast()
        if level.layout == .pretty, !level.isEmpty { newline() }
        bytes.append(UInt8(truncatingIfNeeded: close.value))
    }

    public mutating func key(_ name: String) {
        separate()
        quoted(name)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(UInt8(ascii: " "))
        isAfterKey = true
    }

    public mutating func value(_ text: String) {
        separate()
        quoted(text)
    }

    public mutating func value(_ number: Double) {
        separate()
        if let whole = Int64(exactly: number), whole.magnitude < 1 << 53 {
            append(integer: whole)
        } else if number.isFinite {
            append(number.description)
        } else {
            append("null")
        }
    }

    /// With the precision of a picture: about seven significant digits.
    public mutating func approximate(_ number: Double) {
        let rounded = Float(number)
        guard rounded.isFinite, rounded != rounded.rounded() else { return value(Double(rounded)) }
        separate()
        append(rounded.description)
    }

    public mutating func value(_ number: Int) {
        separate()
        append(integer: Int64(number))
    }

    public mutating func value(_ truth: Bool) {
        separate()
        append(truth ? "true" : "false")
    }

    public mutating func null() {
        separate()
        append("null")
    }

    /// A time as text; see `TimeText`.
    public mutating func value(time nanoseconds: Int64) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        TimeText.append(nanoseconds, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    public mutating func numbers(_ values: [Double]) {
        array(.compact) { json in
            for number in values { json.value(number) }
        }
    }

    private mutating func separate() {
        if bytes.count >= flushSize, let sink {
            sink(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
        if isAfterKey {
            isAfterKey = false
            return
        }
        guard let last = levels.indices.last else { return }
        if !levels[last].isEmpty { bytes.append(UInt8(ascii: ",")) }
        if levels[last].layout == .pretty {
            newline()
        } else if !levels[last].isEmpty {
            bytes.append(UInt8(ascii: " "))
        }
        levels[last].isEmpty = false
    }

    private mutating func newline() {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * levels.count))
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func append(integer: Int64) {
        if integer < 0 { bytes.append(UInt8(ascii: "-")) }
        let first = bytes.count
        var rest = integer.magnitude
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[first...].reverse()
    }

    /// Escapes what JSON must escape, and `<` and the line separators so that the text can stand inside an HTML script element.
    private mutating func quoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": append("\\\"")
            case "\\": append("\\\\")
            case "\n": append("\\n")
            case "\r": append("\\r")
            case "\t": append("\\t")
            case "<", "\u{2028}", "\u{2029}", "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}":
                append("\\u")
                let hexadecimal = String(scalar.value, radix: 16)
                bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - hexadecimal.utf8.count))
                append(hexadecimal)
            default: bytes.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)  // every scalar has an encoding
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

/// Numbers as a reader expects them: grouped thousands, a fixed count of decimals, a dash where there is none.
/// Independent of any locale.
public enum FigureText {
    public static let missing = "–"

    /// Rounded half away from zero; never `-0`.
    public static func fixed(_ value: Double, _ decimals: Int, grouped: Bool = true, signed: Bool = false) -> String {
        guard value.isFinite else { return missing }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (value.magnitude * scale).rounded()
        guard scaled < 9e15 else { return exponential(value) }
        let digits = UInt64(scaled)
        let power = UInt64(scale)
        var text = grouped ? thousands(digits / power) : String(digits / power)
        if decimals > 0 {
            let fraction = String(digits % power)
            text += "." + String(repeating: "0", count: decimals - fraction.utf8.count) + fraction
        }
        if digits == 0 { return text }
        return (value < 0 ? "-" : signed ? "+" : "") + text
    }

    public static func percent(_ fraction: Double, _ decimals: Int = 1, signed: Bool = false) -> String {
        fraction.isFinite ? fixed(fraction * 100, decimals, signed: signed) + " %" : missing
    }

    /// Money: cents below a thousand of it, whole units from there on.
    public static func money(_ value: Double, signed: Bool = false) -> String {
        fixed(value, value.magnitude < 1000 ? 2 : 0, signed: signed)
    }

    /// A column of money: cents only where no value reaches a thousand.
    public static func money(_ values: [Double]) -> [String] {
        let largest = values.reduce(0) { max($0, $1.isFinite ? $1.magnitude : 0) }
        return values.map { fixed($0, largest < 1000 ? 2 : 0) }
    }

    public static func count(_ value: Int) -> String { fixed(Double(value), 0) }

    /// Up to `decimals`, without zeros at the end: prices and quantities.
    public static func plain(_ value: Double, _ decimals: Int = 4) -> String {
        var text = fixed(value, decimals)
        guard text.contains("."), !text.contains("e") else { return text }
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }

    static func metric(_ value: Double, _ unit: BacktestResult.Metric.Unit) -> String {
        switch unit {
        case .percent: percent(value, 2)
        case .ratio: fixed(value, 2)
        case .currency: money(value)
        case .count: fixed(value, 0)
        case .days: fixed(value, value.magnitude < 100 && value != value.rounded() ? 1 : 0) + (value.isFinite ? " d" : "")
        case .number: value.magnitude < 0.01 ? plain(value, 6) : plain(value, 3)
        }
    }

    /// `12.3 M`, `4.5 k`: for rates.
    static func rate(_ value: Double) -> String {
        switch value {
        case 1e9...: fixed(value / 1e9, 1) + " G"
        case 1e6...: fixed(value / 1e6, 1) + " M"
        case 1e3...: fixed(value / 1e3, 1) + " k"
        default: fixed(value, 0)
        }
    }

    static func duration(seconds: Double) -> String {
        guard seconds.isFinite else { return missing }
        if seconds < 0.001 { return fixed(seconds * 1e6, 0) + " µs" }
        if seconds < 1 { return fixed(seconds * 1e3, seconds < 0.01 ? 1 : 0) + " ms" }
        if seconds < 120 { return fixed(seconds, seconds < 10 ? 1 : 0) + " s" }
        let minutes = Int((seconds / 60).rounded(.down))
        let rest = Int(seconds) % 60
        return minutes < 120 ? "\(minutes) min \(rest) s" : "\(minutes / 60) h \(minutes % 60) min"
    }

    private static func thousands(_ value: UInt64) -> String {
        let digits = Array(String(value).utf8)
        var grouped: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped.append(UInt8(ascii: ",")) }
            grouped.append(digit)
        }
        return String(decoding: grouped, as: UTF8.self)
    }

    /// Three decimals of the mantissa, for what is too large for a table.
    private static func exponential(_ value: Double) -> String {
        var exponent = 0
        var mantissa = value
        while mantissa.magnitude >= 10 {
            mantissa /= 10
            exponent += 1
        }
        return fixed(mantissa, 3) + "e\(exponent)"
    }
}

/// Where the columns of a CSV file are, found by its header.
struct CSVLayout {
    enum Form { case bars, closeOnly, wide }
    let form: Form
    let separator: UInt8
    let names: [String]
    let date: Int
    /// A second column with the time of day, as some exports have it.
    let timeOfDay: Int?
    let symbol: Int?
    let open: Int
    let high: Int
    let low: Int
    let close: Int
    let volume: Int?

    private static let spellings: [(String, [String])] = [
        ("date", ["date", "datetime", "timestamp", "ts", "date time", "date_time", "day", "observation_date", "candle_date_time_utc", "time"]),
        ("clock", ["time", "time of day", "hour"]),
        ("symbol", ["symbol", "ticker", "code", "instrument"]),
        ("open", ["open", "o", "opening_price", "first"]),
        ("high", ["high", "h", "high_price", "max"]),
        ("low", ["low", "l", "low_price", "min"]),
        ("close", ["close", "c", "last", "price", "close/last", "trade_price", "adj close", "adj_close", "adjusted close", "adjclose", "nav"]),
        ("volume", ["volume", "vol", "v", "qty", "quantity", "candle_acc_trade_volume"]),
    ]

    static func detect(_ header: UnsafeRawBufferPointer, _ path: String, line: Int) throws(DataError) -> CSVLayout {
        let text = String(decoding: header, as: UTF8.self)
        let separator = separator(of: header)
        let names = text.split(separator: Character(Unicode.Scalar(separator)), omittingEmptySubsequences: false).map { clean($0) }
        func find(_ role: String, except taken: [Int] = []) -> Int? {
            let spellings = CSVLayout.spellings.first { $0.0 == role }?.1 ?? []
            for spelling in spellings {
                if let index = names.indices.first(where: { names[$0].lowercased() == spelling && !taken.contains($0) }) { return index }
            }
            return nil
        }
        let unnamedDate = names.first == "" ? 0 : nil
        guard let date = find("date") ?? unnamedDate else {
            throw DataError(path, line: line, "no date column among '\(text.prefix(120))': name one of date, datetime, timestamp, time")
        }
        let clock = names[date].lowercased() == "date" ? find("clock", except: [date]) : nil
        let parts = (find("open"), find("high"), find("low"), find("close"))
        if case (let open?, let high?, let low?, let close?) = parts {
            return CSVLayout(
                form: .bars, separator: separator, names: names, date: date, timeOfDay: clock, symbol: find("symbol"), open: open,
                high: high, low: low, close: close, volume: find("volume"))
        }
        if let close = parts.3, parts.0 == nil && parts.1 == nil && parts.2 == nil {
            return CSVLayout(
                form: .closeOnly, separator: separator, names: names, date: date, timeOfDay: clock, symbol: find("symbol"), open: close,
                high: close, low: close, close: close, volume: find("volume"))
        }
        let some = [("open", parts.0), ("high", parts.1), ("low", parts.2), ("close", parts.3)]
        if some.contains(where: { $0.1 != nil }) {
            let missing = some.filter { $0.1 == nil }.map(\.0).joined(separator: ", ")
            throw DataError(path, line: line, "the header '\(text.prefix(120))' lacks \(missing): bars need open, high, low and close, or close alone")
        }
        guard names.count > 1 else {
            throw DataError(path, line: line, "the header '\(text.prefix(120))' names no price column: expected open, high, low, close, volume in any order")
        }
        return CSVLayout(
            form: .wide, separator: separator, names: names, date: date, timeOfDay: nil, symbol: nil, open: 0, high: 0, low: 0, close: 0,
            volume: nil)
    }

    /// Which of comma, semicolon, tab and bar the header has most of.
    static func separator(of header: UnsafeRawBufferPointer) -> UInt8 {
        [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")].max { a, b in
            header.count { $0 == a } < header.count { $0 == b }
        } ?? UInt8(ascii: ",")
    }

    static func clean(_ field: Substring) -> String {
        var text = field
        while let c = text.first, c == " " || c == "\"" || c == "\u{FEFF}" { text.removeFirst() }
        while let c = text.last, c == " " || c == "\"" || c == "\r" || c == "\r\n" { text.removeLast() }
        return String(text)
    }
}

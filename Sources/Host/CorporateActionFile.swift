import Market
import Money
import Store

/// Splits and dividends from a CSV file with the columns `date,symbol,type,value`: `split` with a ratio such as `4:1` (four new for
/// one old), `dividend` with an amount per share.
enum CorporateActionFile {
    static func read(_ path: String, instruments: [Instrument]) throws -> [CorporateAction] {
        let file = try MappedFile(path)
        let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        var actions: [CorporateAction] = []
        for (index, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map { $0.filter { $0 != "\r" && $0 != " " } }
            if index == 0 && fields.first?.lowercased() == "date" { continue }
            guard fields.count == 4 else { throw DataError(path, line: index + 1, "\(fields.count) fields: expected date,symbol,type,value") }
            guard let moment = Array(fields[0].utf8).withUnsafeBytes({ Timestamp.parse($0) }) else {
                throw DataError(path, line: index + 1, "'\(fields[0])' is no date: expected 2020-08-31")
            }
            guard let instrument = instruments.first(where: { $0.symbol == fields[1] }) else { continue }
            guard let kind = kind(fields[2], fields[3]) else {
                throw DataError(path, line: index + 1, "'\(fields[2]) \(fields[3])': expected split 4:1 or dividend 0.82")
            }
            actions.append(CorporateAction(instrument: instrument.id, time: moment.time, kind: kind))
        }
        return actions
    }

    private static func kind(_ type: String, _ value: String) -> CorporateAction.Kind? {
        switch type {
        case "dividend": return Price(value).map { .dividend($0) }
        case "split":
            let parts = value.split(separator: ":").compactMap { Int32($0) }
            guard parts.count == 2, parts[0] > 0, parts[1] > 0 else { return nil }
            return .split(numerator: parts[0], denominator: parts[1])
        default: return nil
        }
    }
}

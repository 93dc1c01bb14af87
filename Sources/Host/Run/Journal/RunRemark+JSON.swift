import Desk
import Market
import Reporting

extension RunRemark {
    /// One line without a line end.
    var json: String {
        var writer = JSONWriter()
        writer.object(.compact) { json in
            json.key("time")
            if time.nanoseconds == .min { json.null() } else { json.value(time.text) }
            json.pair("sequence", Int(sequence))
            json.pair("kind", kind.rawValue)
            json.pair("strategy", subject)
            json.pair("problem", isProblem)
            json.pair("text", text)
            if let version { json.pair("version", version.hash) }
            if !author.isEmpty { json.pair("author", author) }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

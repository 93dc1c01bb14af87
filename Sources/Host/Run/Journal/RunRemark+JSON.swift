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
            json.key("sequence"); json.value(Int(sequence))
            json.key("kind"); json.value(kind.rawValue)
            json.key("strategy"); json.value(subject)
            json.key("problem"); json.value(isProblem)
            json.key("text"); json.value(text)
            if let version { json.key("version"); json.value(version.hash) }
            if !author.isEmpty { json.key("author"); json.value(author) }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

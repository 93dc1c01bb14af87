import Reporting

/// One line of JSON.
enum RunJSON {
    static func object(_ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        writer.object(.compact, body)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

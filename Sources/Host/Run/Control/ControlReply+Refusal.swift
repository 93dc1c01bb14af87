import Numerics
import Reporting

extension ControlReply {
    /// What was not done and why: the text, or `{"error": text}` where JSON is wanted.
    static func refused(_ text: String, exitCode: Int32 = 1, for request: ControlRequest) -> ControlReply {
        ControlReply(exitCode: exitCode, text: request.wantsJSON ? errorJSON(text) : text)
    }

    /// The request names a strategy that the host does not have.
    static func unknownStrategy(_ name: String, among names: [String], for request: ControlRequest) -> ControlReply {
        let near = nearestName(to: name, among: names).map { ": did you mean '\($0)'?" }
        let others =
            names.isEmpty
            ? ": there is none" : ": there are \(names.prefix(20).joined(separator: ", "))\(names.count > 20 ? ", …" : "")"
        return refused("no strategy is named '\(name)'\(near ?? others)", exitCode: 2, for: request)
    }

    static func errorJSON(_ text: String) -> String {
        var writer = JSONWriter()
        writer.object(.compact) { json in json.pair("error", text) }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

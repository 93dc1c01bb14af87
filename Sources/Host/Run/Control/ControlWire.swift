import Reporting

/// The lines of the control socket: one request, one reply, and for `tail` one line a message until one side ends it.
enum ControlWire {
    /// A line that the host sends.
    enum Line: Equatable {
        case reply(ControlReply)
        /// The request was accepted; messages follow.
        case stream
        case message(String)
        /// So many messages were left out here: the reader was too slow.
        case dropped(Int)
        /// The host ends the stream, and why.
        case end(String)
    }

    /// What the client sends; the host names the author itself.
    ///
    /// - Parameter author: a name to add to that of the user, where several people work under one user.
    static func encode(words: [String], options: [String: String], author: String?, reason: String, wantsJSON: Bool) -> [UInt8] {
        line { json in
            json.pair("words", words)
            json.key("options")
            json.object(.compact) { json in
                for (name, value) in options.sorted(by: { $0.key < $1.key }) { json.pair(name, value) }
            }
            if let author { json.pair("author", author) }
            json.pair("reason", reason)
            json.pair("json", wantsJSON)
        }
    }

    /// - Parameter user: the name of the user at the other end.
    /// - Throws: `JSONError` for what is no request, `CommandError` for a request that no host could carry out.
    static func request(_ bytes: [UInt8], user: String) throws -> ControlRequest {
        let object = try JSONObject(JSONValue(bytes, maximumDepth: 4))
        let known = ["words", "options", "author", "reason", "json"]
        for member in object.members where !known.contains(member.key) {
            throw JSONError("unknown key '\(member.key)': expected \(known.joined(separator: ", "))")
        }
        var words: [String] = []
        for item in try object.array("words") {
            guard case .text(let word) = item else { throw JSONError("'words': expected texts, found \(item.kind)") }
            words.append(word)
        }
        var options: [String: String] = [:]
        for member in try object.optionalObject("options")?.members ?? [] {
            guard case .text(let value) = member.value else {
                throw JSONError("'options': '\(member.key)': expected a text, found \(member.value.kind)")
            }
            options[member.key] = value
        }
        let (command, form) = try ControlCommand.find(words)
        try command.check(options: options)
        for (part, word) in zip(form, words.dropFirst()) where part == .file && !word.hasPrefix("/") {
            throw CommandError("perigee ctl \(command.name): '\(word)': expected an absolute path")
        }
        let reason = try checked(object.optionalText("reason") ?? "", "reason", limit: 1000)
        var author = user
        if let name = try object.optionalText("author"), name != user {
            author = try "\(checked(name, "author", limit: 100)) (\(user))"
        }
        return ControlRequest(
            words: words, options: options, author: author, reason: reason, wantsJSON: try object.optionalBoolean("json") ?? false
        )
    }

    static func checked(_ text: String, _ name: String, limit: Int) throws(CommandError) -> String {
        guard text.utf8.count <= limit, text == ControlCommand.printable(text) else {
            throw CommandError("--\(name): expected at most \(limit) bytes without control characters")
        }
        return text
    }

    static func encode(_ line: Line) -> [UInt8] {
        self.line { json in
            switch line {
            case .reply(let reply):
                json.pair("exit", Int(reply.exitCode))
                json.pair("text", reply.text)
            case .stream: json.pair("stream", true)
            case .message(let text): json.pair("message", text)
            case .dropped(let count): json.pair("dropped", count)
            case .end(let text): json.pair("end", text)
            }
        }
    }

    /// - Throws: `JSONError`.
    static func line(_ bytes: [UInt8]) throws(JSONError) -> Line {
        let object = try JSONObject(JSONValue(bytes, maximumDepth: 4))
        if try object.optionalBoolean("stream") != nil { return .stream }
        if let text = try object.optionalText("message") { return .message(text) }
        if object["dropped"] != nil { return .dropped(try object.integer("dropped")) }
        if let text = try object.optionalText("end") { return .end(text) }
        guard let code = Int32(exactly: try object.integer("exit")) else { throw JSONError("'exit': out of range") }
        return .reply(ControlReply(exitCode: code, text: try object.text("text")))
    }

    private static func line(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.object(.compact, body)
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}

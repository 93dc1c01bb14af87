import CYaml

/// Turns the events of libyaml into nodes.
final class YAMLParser {
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    private let file: String
    private let limits: YAMLDocument.Limits
    private var nodes = 0

    /// `bytes` must outlive the parser.
    init(_ bytes: UnsafeRawBufferPointer, file: String, limits: YAMLDocument.Limits) {
        self.file = file
        self.limits = limits
        event.initialize(to: yaml_event_t())
        parser.initialize(to: yaml_parser_t())
        _ = yaml_parser_initialize(parser)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.assumingMemoryBound(to: UInt8.self).baseAddress, bytes.count)
    }

    deinit {
        yaml_event_delete(event)
        yaml_parser_delete(parser)
        event.deallocate()
        parser.deallocate()
    }

    func document() throws(YAMLError) -> YAMLNode {
        try advance()
        try advance()
        guard event.pointee.type == YAML_DOCUMENT_START_EVENT else {
            throw YAMLError(file, YAMLMark(line: 1, column: 1), "is empty: expected keys and values")
        }
        try advance()
        let root = try node("", depth: 0)
        try advance()
        try advance()
        guard event.pointee.type == YAML_STREAM_END_EVENT else {
            throw error("a second document begins here: expected one a file")
        }
        return root
    }

    /// The value that begins with the current event; the current event is then its last.
    private func node(_ path: String, depth: Int) throws(YAMLError) -> YAMLNode {
        let mark = place(event.pointee.start_mark)
        nodes += 1
        guard nodes <= limits.nodes else { throw error("more than \(limits.nodes) values: expected fewer") }
        guard depth <= limits.depth else { throw error("nested deeper than \(limits.depth): expected less") }
        switch event.pointee.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.pointee.data.scalar
            try refuse(anchor: scalar.anchor, tag: scalar.tag)
            return YAMLNode(
                .scalar(text(scalar.value, scalar.length), isQuoted: scalar.style != YAML_PLAIN_SCALAR_STYLE), mark, file: file,
                path: path)
        case YAML_SEQUENCE_START_EVENT:
            try refuse(anchor: event.pointee.data.sequence_start.anchor, tag: event.pointee.data.sequence_start.tag)
            var items: [YAMLNode] = []
            try advance()
            while event.pointee.type != YAML_SEQUENCE_END_EVENT {
                items.append(try node("\(path)[\(items.count + 1)]", depth: depth + 1))
                try advance()
            }
            return YAMLNode(.sequence(items), mark, file: file, path: path)
        case YAML_MAPPING_START_EVENT:
            try refuse(anchor: event.pointee.data.mapping_start.anchor, tag: event.pointee.data.mapping_start.tag)
            return YAMLNode(.mapping(try entries(path, depth)), mark, file: file, path: path)
        default: throw error("an alias: expected the value itself: write it out")
        }
    }

    private func entries(_ path: String, _ depth: Int) throws(YAMLError) -> [(key: YAMLKey, value: YAMLNode)] {
        var entries: [(key: YAMLKey, value: YAMLNode)] = []
        var lines: [String: Int] = [:]
        try advance()
        while event.pointee.type != YAML_MAPPING_END_EVENT {
            let key = try key()
            if let line = lines[key.text] {
                throw YAMLError(file, key.mark, "key '\(key.text)' is given twice, first on line \(line): keep one")
            }
            lines[key.text] = key.mark.line
            try advance()
            entries.append((key, try node(path.isEmpty ? key.text : "\(path).\(key.text)", depth: depth + 1)))
            try advance()
        }
        return entries
    }

    private func key() throws(YAMLError) -> YAMLKey {
        guard event.pointee.type == YAML_SCALAR_EVENT else { throw error("a key that is no text: expected key: value") }
        let scalar = event.pointee.data.scalar
        try refuse(anchor: scalar.anchor, tag: scalar.tag)
        let text = text(scalar.value, scalar.length)
        if text == "<<" { throw error("a merge key: expected the values themselves: write them out") }
        return YAMLKey(text: text, mark: place(event.pointee.start_mark))
    }

    private func refuse(anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?) throws(YAMLError) {
        if anchor != nil { throw error("an anchor: expected the value alone: write it out wherever it is meant") }
        if tag != nil { throw error("a tag: expected the value alone: leave the '!' and its word out, or quote the text") }
    }

    private func text(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> String {
        String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    private func advance() throws(YAMLError) {
        yaml_event_delete(event)
        guard yaml_parser_parse(parser, event) == 1 else { throw failure() }
    }

    private func place(_ mark: yaml_mark_t) -> YAMLMark { YAMLMark(line: mark.line + 1, column: mark.column + 1) }

    private func error(_ message: String) -> YAMLError { YAMLError(file, place(event.pointee.start_mark), message) }

    /// What libyaml could not read, in its words.
    private func failure() -> YAMLError {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "cannot be read"
        if parser.pointee.error == YAML_READER_ERROR {
            return YAMLError(
                file, place(parser.pointee.mark), "\(problem), at byte \(parser.pointee.problem_offset + 1): expected UTF-8 text")
        }
        let context =
            parser.pointee.context.map { " \(String(cString: $0)) that begins on line \(parser.pointee.context_mark.line + 1)" }
            ?? ""
        return YAMLError(file, place(parser.pointee.problem_mark), "\(problem)\(context): expected YAML such as key: value")
    }
}

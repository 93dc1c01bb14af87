/// A line as spans of one style each, so that its width is known before the colours are written.
struct TerminalLine {
    enum Style: Sendable {
        case plain, bold, dim, good, bad, warning, accent

        var code: String? {
            switch self {
            case .plain: nil
            case .bold: "1"
            case .dim: "2"
            case .good: "32"
            case .bad: "31"
            case .warning: "33"
            case .accent: "36"
            }
        }
    }

    private var spans: [(text: String, style: Style)] = []
    private(set) var width = 0

    init() {}

    init(_ text: String, _ style: Style = .plain) { append(text, style) }

    mutating func append(_ text: String, _ style: Style = .plain) {
        guard !text.isEmpty else { return }
        spans.append((text, style))
        width += TerminalText.columns(text)
    }

    mutating func append(_ line: TerminalLine) {
        spans += line.spans
        width += line.width
    }

    mutating func pad(to column: Int) {
        if column > width { append(String(repeating: " ", count: column - width)) }
    }

    /// At most `width` columns.
    func fitted(_ limit: Int) -> TerminalLine {
        guard width > limit else { return self }
        var result = TerminalLine()
        for span in spans where result.width < limit {
            let isLast = result.width + TerminalText.columns(span.text) > limit
            result.append(isLast ? TerminalText.fitted(span.text, limit - result.width) : span.text, span.style)
            if isLast { break }
        }
        return result
    }

    func text(color: Bool) -> String {
        var result = ""
        for span in spans {
            if color, let code = span.style.code {
                result += "\u{1B}[\(code)m\(span.text)\u{1B}[0m"
            } else {
                result += span.text
            }
        }
        guard !color else { return result }
        while result.last == " " { result.removeLast() }
        return result
    }

    /// Green above zero, red below.
    static func style(of value: Double) -> Style {
        value > 0 ? .good : value < 0 ? .bad : .plain
    }
}

/// Text by the columns that a terminal gives it.
enum TerminalText {
    /// Wide East Asian characters and emoji take two columns, combining marks none.
    static func columns(_ text: String) -> Int {
        text.reduce(0) { $0 + columns($1) }
    }

    private static func columns(_ character: Character) -> Int {
        var width = 0
        for scalar in character.unicodeScalars { width = max(width, columns(scalar)) }
        return width
    }

    /// After Unicode Standard Annex #11, "East Asian Width": the W and F blocks.
    private static func columns(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case ..<0x300: 1
        case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }

    /// Control characters of a symbol or log line must not reach the terminal: they could move the cursor or recolour it.
    static func printable(_ text: String) -> String {
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: clean.append(" ")
            case ..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: clean.append("\u{FFFD}")
            default: clean.append(scalar)
            }
        }
        return String(clean)
    }

    /// Cut to `width` columns, with an ellipsis when something is lost.
    static func fitted(_ text: String, _ width: Int) -> String {
        guard columns(text) > width else { return text }
        guard width > 0 else { return "" }
        var result = ""
        var used = 1
        for character in text {
            let next = columns(character)
            guard used + next <= width else { break }
            result.append(character)
            used += next
        }
        return result + "…"
    }

    /// Lines of at most `width` columns, broken at spaces where there are any.
    static func wrapped(_ text: String, _ width: Int) -> [String] {
        let width = max(width, 4)
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            var word = String(word)
            if line.isEmpty || columns(line) + 1 + columns(word) > width {
                if !line.isEmpty { lines.append(line) }
                while columns(word) > width {
                    let head = prefix(word, width)
                    lines.append(head)
                    word.removeFirst(head.count)
                }
                line = word
            } else {
                line += " " + word
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    private static func prefix(_ text: String, _ width: Int) -> String {
        var result = ""
        var used = 0
        for character in text {
            used += columns(character)
            guard used <= width else { break }
            result.append(character)
        }
        return result
    }
}

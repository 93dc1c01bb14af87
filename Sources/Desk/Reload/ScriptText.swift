/// The text of a script without what does not matter: white space and comments.
enum ScriptText {
    /// Whether two texts are the same code. Where that is in doubt they are not.
    static func isSameCode(_ a: String, _ b: String) -> Bool { code(a) == code(b) }

    /// The text without comments, with white space only where it parts two words or two signs.
    static func code(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        var isParted = false
        func put(_ range: Range<Int>) {
            if isParted, let last = result.last, isWord(last) == isWord(bytes[range.lowerBound]) { result.append(0x20) }
            isParted = false
            result += bytes[range]
        }
        while index < bytes.count {
            let byte = bytes[index]
            if isSpace(byte) {
                isParted = true
                index += 1
            } else if byte == 0x2D, index + 1 < bytes.count, bytes[index + 1] == 0x2D {
                index = endOfComment(bytes, index + 2)
                isParted = true
            } else if byte == 0x22 || byte == 0x27 {
                let end = endOfQuote(bytes, index)
                put(index..<end)
                index = end
            } else if byte == 0x5B, let end = endOfLongBracket(bytes, index) {
                put(index..<end)
                index = end
            } else {
                put(index..<(index + 1))
                index += 1
            }
        }
        return result
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    private static func isWord(_ byte: UInt8) -> Bool {
        byte == 0x5F || byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func endOfComment(_ bytes: [UInt8], _ start: Int) -> Int {
        if start < bytes.count, bytes[start] == 0x5B, let end = endOfLongBracket(bytes, start) { return end }
        return bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    }

    private static func endOfQuote(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != bytes[start], bytes[index] != 0x0A { index += bytes[index] == 0x5C ? 2 : 1 }
        return min(index + 1, bytes.count)
    }

    /// Behind `]==]` where `start` opens a long bracket of that level; nil where it does not.
    private static func endOfLongBracket(_ bytes: [UInt8], _ start: Int) -> Int? {
        var index = start + 1
        while index < bytes.count, bytes[index] == 0x3D { index += 1 }
        guard index < bytes.count, bytes[index] == 0x5B else { return nil }
        let level = index - start - 1
        index += 1
        while index < bytes.count {
            if bytes[index] == 0x5D, index + level + 1 < bytes.count, bytes[index + level + 1] == 0x5D,
                bytes[(index + 1)..<(index + 1 + level)].allSatisfy({ $0 == 0x3D })
            {
                return index + level + 2
            }
            index += 1
        }
        return bytes.count
    }
}

/// Keys from the bytes that a terminal sends; escape sequences may arrive in pieces.
struct TopKeys {
    private var pending: [UInt8] = []

    mutating func keys(_ bytes: [UInt8]) -> [TopScreen.Key] {
        pending += bytes
        var keys: [TopScreen.Key] = []
        while let first = pending.first {
            guard first == 0x1b else {
                pending.removeFirst()
                if let key = TopKeys.plain(first) { keys.append(key) }
                continue
            }
            guard let length = TopKeys.sequenceLength(pending) else { break }
            if let key = TopKeys.sequence(Array(pending[..<length])) { keys.append(key) }
            pending.removeFirst(length)
        }
        return keys
    }

    /// A lone escape that nothing has followed is no beginning of a sequence.
    mutating func forgetPending() { pending = [] }

    private static func plain(_ byte: UInt8) -> TopScreen.Key? {
        switch byte {
        case 0x20: .space
        case 0x03, 0x04: .quit
        case 0x21...0x7e: .character(Character(UnicodeScalar(byte)))
        default: nil
        }
    }

    /// The bytes of the sequence in front; nil while it is not whole.
    private static func sequenceLength(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 2 else { return nil }
        guard bytes[1] == UInt8(ascii: "[") || bytes[1] == UInt8(ascii: "O") else { return 1 }
        guard let end = bytes[2...].firstIndex(where: { $0 >= 0x40 && $0 <= 0x7e }) else {
            return bytes.count > 16 ? bytes.count : nil
        }
        return end + 1
    }

    private static func sequence(_ bytes: [UInt8]) -> TopScreen.Key? {
        switch bytes.dropFirst(2) {
        case [UInt8(ascii: "A")]: .up
        case [UInt8(ascii: "B")]: .down
        case [UInt8(ascii: "H")], [UInt8(ascii: "1"), UInt8(ascii: "~")]: .home
        case [UInt8(ascii: "F")], [UInt8(ascii: "4"), UInt8(ascii: "~")]: .end
        case [UInt8(ascii: "5"), UInt8(ascii: "~")]: .pageUp
        case [UInt8(ascii: "6"), UInt8(ascii: "~")]: .pageDown
        default: nil
        }
    }
}

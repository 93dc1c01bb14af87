/// The build id that the linker writes into a program: a hash of all that it consists of.
enum BuildNote {
    /// Hexadecimal digits of the id in an ELF file of 64 bits; nil where it has none, or is no such file.
    static func text(of file: UnsafeRawBufferPointer) -> String? {
        guard file.count >= 64, file.prefix(5).elementsEqual([0x7F, 0x45, 0x4C, 0x46, 2]) else { return nil }
        let headers = Int(truncatingIfNeeded: word(file, 32))
        let (size, count) = (Int(half(file, 54)), Int(half(file, 56)))
        guard size >= 56, headers > 0, headers + size * count <= file.count else { return nil }
        for index in 0..<count {
            let header = headers + index * size
            guard file.loadUnaligned(fromByteOffset: header, as: UInt32.self) == 4 else { continue }
            let (start, length) = (Int(truncatingIfNeeded: word(file, header + 8)), Int(truncatingIfNeeded: word(file, header + 32)))
            guard start >= 0, length >= 0, length <= file.count, start <= file.count - length else { continue }
            if let found = find(UnsafeRawBufferPointer(rebasing: file[start..<start + length])) { return found }
        }
        return nil
    }

    /// A note is the lengths of name and content, its kind, the name and the content, each of these padded to four bytes.
    private static func find(_ notes: UnsafeRawBufferPointer) -> String? {
        var offset = 0
        while offset + 12 <= notes.count {
            let name = Int(notes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
            let size = Int(notes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self))
            let kind = notes.loadUnaligned(fromByteOffset: offset + 8, as: UInt32.self)
            let content = offset + 12 + (name + 3) / 4 * 4
            guard content + size <= notes.count else { return nil }
            if kind == 3, name == 4, notes[offset + 12..<offset + 15].elementsEqual("GNU".utf8) {
                let digits = Array("0123456789abcdef".utf8)
                return String(decoding: notes[content..<content + size].flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
            }
            offset = content + (size + 3) / 4 * 4
        }
        return nil
    }

    private static func word(_ file: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        file.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    private static func half(_ file: UnsafeRawBufferPointer, _ offset: Int) -> UInt16 {
        file.loadUnaligned(fromByteOffset: offset, as: UInt16.self)
    }
}

import CCrypto

/// A running SHA-256 over the entries of a run: each hash covers the one before it, so that no entry can be changed, left out or moved
/// without all later hashes being wrong.
struct HashChain {
    static let size = 32
    /// The hash of the newest entry; of the manifest before the first.
    private(set) var head: [UInt8]

    /// A chain begins with the hash of the run's manifest.
    init(manifest: [UInt8]) { head = HashChain.digest(manifest) }

    init(head: [UInt8]) { self.head = head }

    /// Covers the hash before, the number of the last event, the time (both eight bytes, little endian) and the payload.
    mutating func extend(event: UInt64, time: Int64, payload: UnsafeRawBufferPointer) {
        var context = SHA256_CTX()
        SHA256_Init(&context)
        head.withUnsafeMutableBytes { head in
            _ = SHA256_Update(&context, head.baseAddress, head.count)
            withUnsafeBytes(of: (event.littleEndian, time.littleEndian)) { _ = SHA256_Update(&context, $0.baseAddress, $0.count) }
            _ = SHA256_Update(&context, payload.baseAddress, payload.count)
            _ = SHA256_Final(head.baseAddress?.assumingMemoryBound(to: UInt8.self), &context)
        }
    }

    static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: size)
        _ = SHA256(bytes, bytes.count, &result)
        return result
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

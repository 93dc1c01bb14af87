import CCrypto

/// A running SHA-256 over the entries of a run: each hash covers the one before it, so that no entry can be changed, left out or moved
/// without all later hashes being wrong.
struct HashChain {
    static let size = 32
    /// The hash of the newest entry; of the manifest before the first. Its bytes as they lie in memory.
    private var state = SIMD4<UInt64>()

    var head: [UInt8] { withUnsafeBytes(of: state) { Array($0) } }

    /// A chain begins with the hash of the run's manifest.
    init(manifest: [UInt8]) { self.init(head: HashChain.digest(manifest)) }

    /// - Parameter head: of 32 bytes; missing ones are zero.
    init(head: [UInt8]) {
        withUnsafeMutableBytes(of: &state) { $0.copyBytes(from: head.prefix(HashChain.size)) }
    }

    /// Covers the hash before, the number of the last event, the time (both eight bytes, little endian) and the payload.
    mutating func extend(event: UInt64, time: Int64, payload: UnsafeRawBufferPointer) {
        var context = SHA256_CTX()
        SHA256_Init(&context)
        withUnsafeMutableBytes(of: &state) { state in
            _ = SHA256_Update(&context, state.baseAddress, state.count)
            withUnsafeBytes(of: (event.littleEndian, time.littleEndian)) { _ = SHA256_Update(&context, $0.baseAddress, $0.count) }
            _ = SHA256_Update(&context, payload.baseAddress, payload.count)
            _ = SHA256_Final(state.baseAddress?.assumingMemoryBound(to: UInt8.self), &context)
        }
    }

    /// Whether `bytes` are the newest hash.
    func isHead(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.count == HashChain.size && bytes.loadUnaligned(as: SIMD4<UInt64>.self) == state
    }

    func isEqual(to other: HashChain) -> Bool { state == other.state }

    func withHead<T>(_ body: (UnsafeRawBufferPointer) -> T) -> T { withUnsafeBytes(of: state, body) }

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

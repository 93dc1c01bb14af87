import CHiGHS

/// The solver of linear and mixed-integer programs (Huangfu and Hall 2018), opened when it is first needed: one thread, a fixed
/// seed, no clock, so that the same program has the same answer, bit for bit, in each process.
public enum HiGHS {
    public struct Unavailable: Error, Equatable, CustomStringConvertible, Sendable {
        public let description: String
    }

    private static let failure: String? = {
        var message = [CChar](repeating: 0, count: 512)
        guard pg_highs_load(&message, message.count) != 0 else { return nil }
        return String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()

    /// Throws what is missing and the command that fetches it.
    public static func require() throws {
        if let failure { throw Unavailable(description: failure) }
    }

    public static var isAvailable: Bool { failure == nil }
}

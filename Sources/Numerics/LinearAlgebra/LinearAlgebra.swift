import CLinearAlgebra

/// The library behind `Matrix`: OpenBLAS with LAPACK, opened when it is first needed, one thread, one fixed set of kernels, so that
/// results have the same bytes on every run and on every x86-64 machine with AVX2.
public enum LinearAlgebra {
    public struct Unavailable: Error, CustomStringConvertible, Sendable {
        public let description: String
    }

    private static let failure: String? = {
        var message = [CChar](repeating: 0, count: 256)
        guard pg_la_load(&message, message.count) != 0 else { return nil }
        return String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()

    /// Throws what is missing and the command that installs it. Call it where a user asks for something that needs matrices: the
    /// operations themselves end the process when the library is not there.
    public static func require() throws {
        if let failure { throw Unavailable(description: failure) }
    }

    @inline(__always)
    static func ready() { if let failure { preconditionFailure(failure) } }
}

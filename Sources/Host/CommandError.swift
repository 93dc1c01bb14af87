/// Why a command ended without its result.
public struct CommandError: Error, Sendable, CustomStringConvertible {
    public let message: String
    public var description: String { message }
    /// 2 for the user's mistakes, 1 for failures.
    public let exitCode: Int32

    public init(_ message: String, exitCode: Int32 = 2) {
        self.message = message
        self.exitCode = exitCode
    }
}

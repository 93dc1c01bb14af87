/// Why a command ended without its result.
public struct CommandError: Error, Sendable {
    public let message: String
    /// 2 for the user's mistakes, 1 for failures.
    public let exitCode: Int32

    public init(_ message: String, exitCode: Int32 = 2) {
        self.message = message
        self.exitCode = exitCode
    }
}

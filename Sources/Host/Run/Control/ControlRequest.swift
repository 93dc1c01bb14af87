/// What an operator asks of a running host, as the host sees it: checked for a known command with the arguments that it takes.
struct ControlRequest: Sendable {
    /// The command and its arguments; paths of files are absolute.
    let words: [String]
    /// The command's switches and options, such as `flatten` (value empty) and `expect`.
    let options: [String: String]
    /// Who asks: the user that the kernel names, with the name the client gave where that is another.
    let author: String
    /// Why; empty where the operator gave none.
    let reason: String
    let wantsJSON: Bool

    init(words: [String], options: [String: String] = [:], author: String, reason: String = "", wantsJSON: Bool = false) {
        self.words = words
        self.options = options
        self.author = author
        self.reason = reason
        self.wantsJSON = wantsJSON
    }
}

/// The answer: text for people or JSON for machines, as asked, and the exit code of the command (0 done, 1 refused or failed, 2 a
/// mistake in the request).
struct ControlReply: Equatable, Sendable {
    let exitCode: Int32
    let text: String

    init(exitCode: Int32 = 0, text: String) {
        self.exitCode = exitCode
        self.text = text
    }
}

/// A host that carries out what operators ask, between two events.
protocol ControlHandler: AnyObject {
    func handle(_ request: ControlRequest) -> ControlReply
}

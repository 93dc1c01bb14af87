/// One text of a script, named by the hash of its content.
public struct ScriptVersion: Hashable, Sendable {
    /// Shown in errors.
    public let path: String
    public let hash: String
    public let text: String

    public init(path: String, hash: String, text: String) {
        self.path = path
        self.hash = hash
        self.text = text
    }
}

import Store

/// A script's text and content hash.
public struct ScriptFile: Sendable {
    public let text: String
    public let hash: String

    /// - Throws: `CommandError` that says why the file cannot be read.
    public static func read(_ path: String) throws -> ScriptFile {
        let file: MappedFile
        do {
            file = try MappedFile(path)
        } catch {
            throw CommandError(error.message.contains("is empty") ? "\(path): is empty: a strategy declares series and callbacks; try perigee new strategy NAME" : error.description)
        }
        guard file.bytes.count <= 4 << 20 else { throw CommandError("\(path): \(file.bytes.count >> 20) MiB is too large for a script: at most 4 MiB") }
        guard let text = String(validating: file.bytes, as: UTF8.self) else { throw CommandError("\(path): is not UTF-8 text") }
        return ScriptFile(text: text, hash: ContentHash.sha256(file.bytes))
    }
}

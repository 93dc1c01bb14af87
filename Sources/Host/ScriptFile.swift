import Glibc
import Store

/// A script's text and content hash.
public struct ScriptFile: Sendable {
    public let text: String
    public let hash: String

    /// - Throws: `CommandError` that says why the file cannot be read.
    public static func read(_ path: String) throws -> ScriptFile {
        let bytes: [UInt8]
        do {
            bytes = try FileBytes.read(path, limit: 4 << 20)
        } catch {
            throw CommandError(
                error.message.contains("is empty")
                    ? "\(path): is empty: a strategy declares series and callbacks; try perigee new strategy NAME" : error.description)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw CommandError("\(path): is not UTF-8 text") }
        return ScriptFile(text: text, hash: bytes.withUnsafeBytes { ContentHash.sha256($0) })
    }

    /// A path as people read it: without the folder that the program runs in.
    static func shown(_ path: String) -> String {
        guard let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        let prefix = String(cString: folder) + "/"
        return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }
}

import Configuration
import Glibc

/// Paths in a configuration, which are relative to its file.
struct ConfiguredPaths {
    private let folder: String

    init(_ file: String) {
        folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    }

    func resolve(_ path: String) -> String { path.hasPrefix("/") ? path : folder + path }

    /// The path of a file that is there and can be read.
    /// - Parameter what: what the file holds, for messages.
    func existing(_ node: YAMLNode, _ what: String, allowsFolder: Bool = false) throws(YAMLError) -> String {
        let path = resolve(try node.string())
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw node.error("no file '\(path)': expected a file of \(what), by its path from the configuration's folder")
        }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        guard !isFolder || allowsFolder else { throw node.error("'\(path)' is a folder, expected a file of \(what)") }
        guard access(path, R_OK) == 0 else { throw node.error("'\(path)' cannot be read: \(String(cString: strerror(errno)))") }
        return path
    }
}

import Glibc

extension RunDirectory {
    /// Makes the folder and those above it, for this user alone.
    /// - Throws: `CommandError`.
    static func make(_ path: String) throws {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made == "/" ? String(part) : "/\(part)"
            guard mkdir(made, 0o700) == 0 || errno == EEXIST else {
                throw CommandError("\(made): cannot be made: \(String(cString: strerror(errno))): name another folder with run: {directory: …}", exitCode: 1)
            }
        }
    }
}

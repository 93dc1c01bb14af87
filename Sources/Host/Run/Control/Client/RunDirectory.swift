import Glibc

/// Where runs are: `runs/NAME` below the directory that the program was started in.
enum RunDirectory {
    static let root = "runs"

    static func socket(_ directory: String) -> String { directory + "/" + ControlAddress.socketName }

    /// The directory of the run that a command speaks to.
    ///
    /// - Parameter run: a name below `runs`, or a directory; nil for the one that is running.
    /// - Throws: `CommandError` where none is running, or several are and none is named.
    static func find(_ run: String?, command: String) throws(CommandError) -> String {
        let running = names().filter { UnixSocket.listener(socket(root + "/" + $0)) != nil }
        if let run { return try named(run, running) }
        switch running.count {
        case 0:
            throw CommandError(
                "perigee \(command): no host is running below ./\(root): start one: perigee run CONFIG.yaml; for one elsewhere: --run DIRECTORY",
                exitCode: 1)
        case 1: return root + "/" + running[0]
        default:
            throw CommandError(
                "perigee \(command): \(running.count) hosts are running: name one: \(running.map { "--run \($0)" }.joined(separator: ", "))"
            )
        }
    }

    private static func named(_ run: String, _ running: [String]) throws(CommandError) -> String {
        let candidates = run.utf8.contains(UInt8(ascii: "/")) ? [run] : [root + "/" + run, run]
        let directories = candidates.filter(isDirectory)
        guard !directories.isEmpty else {
            let list = running.isEmpty ? "no host is running below ./\(root)" : "running: \(running.joined(separator: ", "))"
            throw CommandError(
                "--run '\(run)': there is no such run (looked for \(candidates.joined(separator: " and "))); \(list)")
        }
        guard let directory = directories.first(where: { UnixSocket.listener(socket($0)) != nil }) else {
            throw CommandError("--run '\(run)': its host is not running: start one: perigee run CONFIG.yaml", exitCode: 1)
        }
        return directory
    }

    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The runs' names in the order of their bytes.
    private static func names() -> [String] {
        guard let folder = opendir(root) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix("."), access(socket(root + "/" + name), F_OK) == 0 { names.append(name) }
        }
        return names.sorted()
    }
}

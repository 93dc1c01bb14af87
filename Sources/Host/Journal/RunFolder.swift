import Glibc
import Journal
import Numerics

/// A folder of journals, one run a file, named by the run's id.
struct RunFolder {
    static let standard = "runs"
    private static let suffix = ".journal"
    let path: String

    init(_ path: String) { self.path = path }

    /// - Throws: `CommandError` where it cannot be made.
    func create() throws {
        guard mkdir(path, 0o755) != 0 else { return }
        let code = errno
        var status = stat()
        if code == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
        let reason = code == EEXIST ? "is a file" : String(cString: strerror(code))
        throw CommandError("\(path): cannot be used as a folder of journals: \(reason)")
    }

    /// The journal of a backtest is `ID.journal`, that of a host `NAME/journal`, and one that was kept aside `NAME/journal-1`, as `NAME@1`.
    func journal(of id: String) -> String {
        let file = path + "/" + id + RunFolder.suffix
        guard access(file, F_OK) != 0 else { return file }
        let parts = id.split(separator: "@").map(String.init)
        let host = path + "/" + (parts.first ?? id) + "/journal" + (parts.count == 2 ? "-" + parts[1] : "")
        return access(host, F_OK) == 0 ? host : file
    }

    /// What a host's run is called whose journal this is.
    static func name(_ journal: String) -> String {
        let parts = journal.split(separator: "/")
        let number = parts.last?.split(separator: "-").dropFirst().first.map { "@\($0)" } ?? ""
        return (parts.dropLast().last.map(String.init) ?? "run") + number
    }

    /// The ids of the runs in it, in their order.
    /// - Throws: `CommandError` where there is no such folder.
    func ids() throws -> [String] {
        guard let handle = opendir(path) else {
            throw CommandError("\(path): no such folder of runs: give --runs DIR, or record one with perigee backtest … --journal \(path)")
        }
        defer { closedir(handle) }
        var ids: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name.hasSuffix(RunFolder.suffix) { ids.append(String(name.dropLast(RunFolder.suffix.count))) }
            if name.first != ".", access("\(path)/\(name)/journal", F_OK) == 0 { ids.append(name) }
            var number = 1
            while name.first != ".", access("\(path)/\(name)/journal-\(number)", F_OK) == 0 {
                ids.append("\(name)@\(number)")
                number += 1
            }
        }
        return ids.sorted()
    }

    /// The journal that a user names: by the run's id, by the beginning of one, or as a file.
    /// - Throws: `CommandError` where none or more than one is meant.
    func journal(named name: String) throws -> String {
        if name.contains("/") || name.hasSuffix(RunFolder.suffix) { return name }
        let ids = try ids()
        if ids.contains(name) { return journal(of: name) }
        let matching = ids.filter { $0.hasPrefix(name) }
        if let found = matching.first, matching.count == 1 { return journal(of: found) }
        guard matching.isEmpty else {
            throw CommandError("run '\(name)': more than one begins so: \(matching.prefix(8).joined(separator: ", ")): give more of its id")
        }
        if ids.isEmpty { throw CommandError("run '\(name)': \(path) holds none: record one with perigee backtest … --journal \(path)") }
        let near = nearestName(to: name, among: ids).map { "did you mean '\($0)'?" } ?? "\(path) has \(ids.prefix(8).joined(separator: ", "))"
        throw CommandError("run '\(name)': not in \(path): \(near)")
    }
}

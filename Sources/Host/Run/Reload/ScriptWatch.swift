import Glibc
import Scripting

/// Script files as they are saved: tells of a file once it is whole.
///
/// A file that changes is left alone until its size has not changed for `settle` seconds and whoever writes it has closed it. A text
/// that does not compile gets `patience` seconds more, in which a newer one may come, before it is reported.
final class ScriptWatch {
    enum News {
        case changed(path: String, ScriptFile)
        /// It is there and cannot be used: the words say why, with file and line where there is one.
        case unusable(path: String, String)
        case removed(path: String)
    }
    private struct Pending {
        let path: String
        var size = Int64(-1)
        var isOpen = false
        var checkAt: Double
        /// When it is used or reported whatever it is.
        var giveUpAt: Double
        var firstFailureAt: Double?
    }

    static let settle = 0.03
    static let patience = 0.2
    /// A writer that keeps a file open for longer than this without writing is not waited for.
    static let openPatience = 2.0
    let paths: [String]
    /// Folders that cannot be watched.
    private(set) var unwatched: [String] = []
    private let folders: FolderWatch
    private var pending: [Pending] = []

    /// - Returns: nil where the system gives no watch.
    init?(_ paths: [String]) {
        guard let folders = FolderWatch() else { return nil }
        self.folders = folders
        var unique: [String] = []
        for path in paths where !unique.contains(path) { unique.append(path) }
        self.paths = unique
        for path in unique {
            let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
            // The root itself has a path without a name.
            if !folders.add(folder.isEmpty && path.hasPrefix("/") ? "/" : folder) {
                unwatched.append(folder.isEmpty ? "." : folder)
            }
        }
    }

    var descriptor: Int32 { folders.descriptor }
    /// When `news` wants to be called though the descriptor is not ready, in seconds of the clock.
    var deadline: Double? { pending.map(\.checkAt).min() }

    /// Takes what has happened and looks at files that may be whole by now.
    func news(_ now: Double) -> [News] {
        for change in folders.changes() {
            if change.kind == .anything { for path in paths { note(FolderWatch.Change(path: path, kind: .closed), now) } }
            if paths.contains(change.path) { note(change, now) }
        }
        var found: [News] = []
        for index in pending.indices.reversed() where pending[index].checkAt <= now {
            var entry = pending[index]
            if let news = look(at: &entry, now) {
                found.insert(news, at: 0)
                pending.remove(at: index)
            } else {
                pending[index] = entry
            }
        }
        return found
    }

    private func note(_ change: FolderWatch.Change, _ now: Double) {
        let index = pending.firstIndex { $0.path == change.path }
        var entry = index.map { pending[$0] } ?? Pending(path: change.path, checkAt: now, giveUpAt: now)
        entry.size = ScriptWatch.size(change.path)
        entry.checkAt = now + ScriptWatch.settle
        entry.giveUpAt = now + ScriptWatch.openPatience
        entry.isOpen = change.kind == .written
        entry.firstFailureAt = nil
        if let index { pending[index] = entry } else { pending.append(entry) }
    }

    /// - Returns: nil where it is not known to be whole yet.
    private func look(at entry: inout Pending, _ now: Double) -> News? {
        let size = ScriptWatch.size(entry.path)
        guard size >= 0 else { return .removed(path: entry.path) }
        if size != entry.size || (entry.isOpen && now < entry.giveUpAt) {
            entry.size = size
            entry.checkAt = now + ScriptWatch.settle
            return nil
        }
        do {
            let file = try ScriptFile.read(entry.path)
            guard let fault = ScriptSyntax.fault(file.text, path: entry.path) else { return .changed(path: entry.path, file) }
            return report(fault, &entry, now)
        } catch {
            return report("\(error)", &entry, now)
        }
    }

    /// Bytes of a file; −1 where there is none.
    private static func size(_ path: String) -> Int64 {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : -1
    }

    private func report(_ fault: String, _ entry: inout Pending, _ now: Double) -> News? {
        let first = entry.firstFailureAt ?? now
        entry.firstFailureAt = first
        guard now < first + ScriptWatch.patience else { return .unusable(path: entry.path, fault) }
        entry.checkAt = min(now + ScriptWatch.settle, first + ScriptWatch.patience)
        return nil
    }
}

import Glibc

/// What happens to files in some folders, from inotify. Folders are watched rather than files: an editor that writes a new file and
/// renames it over the old one leaves a watch on the file with the old one.
final class FolderWatch {
    struct Change: Equatable {
        enum Kind {
            case written, closed, replaced, removed
            /// More happened than the system keeps: any file may have changed; the path is empty.
            case anything
        }
        let path: String
        let kind: Kind
    }
    let descriptor: Int32
    /// Folder by watch, in order of watching.
    private var folders: [(watch: Int32, folder: String)] = []

    /// - Returns: nil where the system gives no more watches.
    init?() {
        descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        guard descriptor >= 0 else { return nil }
    }

    deinit { close(descriptor) }

    /// - Parameter folder: without a slash at its end; "" for the current one.
    /// - Returns: false where it cannot be watched.
    func add(_ folder: String) -> Bool {
        guard !folders.contains(where: { $0.folder == folder }) else { return true }
        let mask = UInt32(IN_CLOSE_WRITE | IN_MODIFY | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
        let watch = inotify_add_watch(descriptor, folder.isEmpty ? "." : folder, mask)
        guard watch >= 0 else { return false }
        folders.append((watch, folder))
        return true
    }

    /// What has happened since the last call, in order.
    func changes() -> [Change] {
        var found: [Change] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return found }
            found += buffer.withUnsafeBytes { parse(UnsafeRawBufferPointer(rebasing: $0[0..<count])) }
        }
    }

    /// Events are a header of four numbers and a name padded with zeros.
    private func parse(_ bytes: UnsafeRawBufferPointer) -> [Change] {
        var found: [Change] = []
        var offset = 0
        while offset + 16 <= bytes.count {
            let watch = bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)
            let mask = bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
            let length = Int(bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
            let name = bytes[(offset + 16)..<min(offset + 16 + length, bytes.count)].prefix { $0 != 0 }
            offset += 16 + length
            guard let kind = FolderWatch.kind(mask) else { continue }
            if kind == .anything { found.append(Change(path: "", kind: kind)) }
            let file = String(decoding: name, as: UTF8.self)
            // One folder under two names has one watch.
            for (_, folder) in folders.filter({ $0.watch == watch }) {
                found.append(Change(path: folder.isEmpty ? file : "\(folder)/\(file)", kind: kind))
            }
        }
        return found
    }

    private static func kind(_ mask: UInt32) -> Change.Kind? {
        if mask & UInt32(IN_Q_OVERFLOW) != 0 { return .anything }
        if mask & UInt32(IN_CLOSE_WRITE) != 0 { return .closed }
        if mask & UInt32(IN_MOVED_TO) != 0 { return .replaced }
        if mask & UInt32(IN_DELETE | IN_MOVED_FROM) != 0 { return .removed }
        return mask & UInt32(IN_MODIFY) != 0 ? .written : nil
    }
}

import Desk
import Scripting

// What saving a file does.
extension RunHost {
    /// Watches the scripts of the configuration from now on.
    func watchFiles() {
        let paths = book.records.map(\.terms.script) + policies.map(\.terms.script)
        scripts = ScriptWatch(paths)
        guard let scripts else {
            return remark(
                .file, "", "files are not watched: the system gives no more watches (fs.inotify.max_user_instances)",
                isProblem: true)
        }
        for folder in scripts.unwatched {
            remark(.file, "", "\(folder): is not watched: perigee ctl reload NAME loads its scripts", isProblem: true)
        }
    }

    func serveFiles(_ now: Double) {
        guard let scripts else { return }
        for news in scripts.news(now) {
            switch news {
            case .changed(let path, let file): saved(path, ScriptVersion(path: path, hash: file.hash, text: file.text))
            case .unusable(let path, let text): remark(.file, users(of: path), "\(text): what runs goes on", isProblem: true)
            case .removed(let path): remark(.file, users(of: path), "\(path): was deleted: what runs goes on", isProblem: true)
            }
        }
    }

    private func users(of path: String) -> String {
        let names =
            book.records.filter { $0.terms.script == path }.map(\.name) + policies.filter { $0.terms.script == path }.map(\.name)
        return names.joined(separator: ", ")
    }

    /// All that use a file change together; those that are set to manual keep the version for an operator.
    func saved(_ path: String, _ version: ScriptVersion) {
        for slot in policies where slot.terms.script == path {
            _ =
                slot.terms.isAutomatic
                ? reloadPolicy(
                    slot, version, author: "file", reason: "saved") : stagePolicy(slot, version, author: "file", reason: "saved")
        }
        let users = book.records.filter { $0.terms.script == path }
        let automatic = users.filter(\.terms.isAutomatic).map(\.name)
        let manual = users.filter { !$0.terms.isAutomatic }
        if !automatic.isEmpty { _ = ReloadTransaction(self, automatic, version, author: "file", reason: "saved").run() }
        for record in manual { _ = ReloadTransaction(self, [record.name], version, author: "file", reason: "saved").stage() }
    }
}

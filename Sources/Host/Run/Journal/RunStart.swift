import Desk
import Glibc
import Journal
import Market
import Store

/// Where a run begins: anew, or where its journal was cut off.
struct RunStart {
    let journal: DeskJournal
    let goesOn: Bool
    private let path: String

    static func path(_ directory: String) -> String { directory + "/journal" }

    /// - Parameter isNew: keeps a journal that was cut off aside, as one whose run has ended.
    /// - Throws: `CommandError` where the journal is of another configuration or data, `JournalError`.
    init(
        _ configuration: RunConfiguration, _ source: any EventSource, isNew: Bool, path given: String? = nil, grouping: Grouping? = nil
    ) throws {
        path = given ?? RunStart.path(configuration.directory)
        let grouping = grouping ?? (configuration.speed == nil ? .standard : .live)
        if try RunStart.isCutOff(path, isNew: isNew) {
            let resumption = try JournalResumption(path)
            try RunStart.check(resumption.summary.manifest, configuration, source, path)
            journal = try DeskJournal(resumption, path: path, grouping: grouping)
            goesOn = true
            return
        }
        try RunStart.keepAside(path)
        let (manifest, texts) = try configuration.manifest(source)
        let writer = try JournalWriter.open(path, manifest, texts: texts, recorded: Clock.wall(), directory: currentDirectory(), grouping: grouping)
        journal = DeskJournal(writer, manifest, grouping: grouping)
        goesOn = false
    }

    /// Takes a journal away whose run could not even begin.
    func undo() {
        guard !goesOn else { return }
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    }

    private static func isCutOff(_ path: String, isNew: Bool) throws -> Bool {
        guard access(path, F_OK) == 0, try !JournalReader.isEmpty(path) else { return false }
        let reader = try JournalReader(path)
        if reader.isBeingWritten { throw JournalError(.isBeingWritten, path, "is being written by another perigee: end that first, or name another run") }
        return !isNew && reader.summary.outcome == nil
    }

    /// `journal` becomes `journal-1`, or the next number that is free.
    private static func keepAside(_ path: String) throws {
        // What a host left that ended as it began is begun again.
        guard access(path, F_OK) == 0, try !JournalReader.isEmpty(path) else { return }
        var number = 1
        while access("\(path)-\(number)", F_OK) == 0 { number += 1 }
        // The log first: with the name of a file that is not there yet it can do no harm.
        for suffix in ["-wal", "-shm", ""] where access(path + suffix, F_OK) == 0 {
            guard rename(path + suffix, "\(path)-\(number)\(suffix)") == 0 else {
                throw CommandError("\(path): cannot be kept aside: \(String(cString: strerror(errno)))", exitCode: 1)
            }
        }
    }

    private static func check(_ then: Manifest, _ configuration: RunConfiguration, _ source: any EventSource, _ path: String) throws {
        let mend = "put that back to go on with the run, or begin anew with perigee run --new \(configuration.path), which keeps this journal as journal-1"
        let hash = then.settings.first { $0.name == "configuration_hash" }?.value ?? ""
        guard hash == configuration.hash else {
            throw CommandError(
                "\(configuration.path): the run '\(configuration.name)' was cut off, and it began with another configuration"
                    + " (\(hash.prefix(12)), now \(configuration.hash.prefix(12)); perigee runs --json shows its text): \(mend)")
        }
        let now = source.origin
        for (old, new) in zip(then.files.map(\.hash), now) where old != new {
            throw CommandError("\(configuration.path): the run '\(configuration.name)' was cut off, and its data was '\(old)', now '\(new)': \(mend)")
        }
        guard then.files.count == now.count else {
            throw CommandError("\(configuration.path): the run '\(configuration.name)' was cut off, and it had \(then.files.count) series, now \(now.count): \(mend)")
        }
    }
}

extension RunConfiguration {
    /// What decides the run, with the texts of its scripts.
    func manifest(_ source: any EventSource) throws -> (Manifest, texts: [(hash: String, text: String)]) {
        var scripts: [Manifest.Script] = []
        var texts: [(hash: String, text: String)] = []
        for path in strategies.map(\.script) + policies.map(\.script) where !scripts.contains(where: { $0.path == path }) {
            let file = try ScriptFile.read(path)
            scripts.append(Manifest.Script(path: path, hash: file.hash))
            if !texts.contains(where: { $0.hash == file.hash }) { texts.append((file.hash, file.text)) }
        }
        let build = Build.identity
        var inputs = "perigee \(build)\n\(hash)\n"
        for script in scripts { inputs += "\(script.path) \(script.hash)\n" }
        for line in source.origin { inputs += line + "\n" }
        let file = try MappedFile(path)
        let text = withExtendedLifetime(file) { String(decoding: $0.bytes, as: UTF8.self) }
        let manifest = Manifest(
            id: String(ContentHash.sha256(inputs).prefix(16)), build: build, seed: seed, command: ["run", path],
            settings: [
                .init(name: "run", value: name), .init(name: "configuration_hash", value: hash), .init(name: "configuration", value: text),
                .init(name: "history", value: "\(history)"),
            ] + source.feeds.map { .init(name: DeskRun.feedKey + $0.instrument.symbol, value: DeskRun.text(of: $0)) }, parameters: [], scripts: scripts,
            files: zip(source.feeds, source.origin).map { feed, line in
                Manifest.DataFile(path: "", hash: line, symbol: feed.instrument.symbol, bars: 0)
            })
        return (manifest, texts)
    }
}

import Glibc
import Market
import Money
import Scripting
import Store
import Trading

extension Command {
    static let test = Command(
        name: "test", summary: "Runs the tests of scripts: files named *_test.lua.", usage: "PATH…",
        options: [Option("verbose", nil, "name the tests that passed, too")],
        examples: ["test strategies", "test my_idea_test.lua --verbose"], run: { try TestCommand($0).run() })
}

struct TestCommand {
    private let files: [String]
    private let isVerbose: Bool

    init(_ arguments: Arguments) throws {
        guard !arguments.positions.isEmpty else { throw CommandError("perigee test: which tests? Name files or folders, such as perigee test strategies") }
        files = try arguments.positions.flatMap { try TestCommand.find($0) }
        isVerbose = arguments.has("verbose")
        guard !files.isEmpty else { throw CommandError("perigee test: no file named *_test.lua under \(arguments.positions.joined(separator: ", "))") }
    }

    private static func find(_ path: String) throws -> [String] {
        var status = stat()
        guard stat(path, &status) == 0 else { throw CommandError("\(path): no such file or folder") }
        guard status.st_mode & S_IFMT == S_IFDIR else { return [path] }
        guard let handle = opendir(path) else { throw CommandError("\(path): cannot be read") }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        var found: [String] = []
        for name in names.sorted() where !name.hasPrefix(".") {
            let full = path + "/" + name
            if stat(full, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { found += try find(full) } else if name.hasSuffix("_test.lua") { found.append(full) }
        }
        return found
    }

    func run() throws -> Int32 {
        var (passed, failed) = (0, 0)
        for file in files {
            let source = try ScriptFile.read(file)
            let folder = file.contains("/") ? String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)]) + "/" : ""
            let test = TestScript(
                backtest: { request in TestBacktest(folder: folder).answer(request) },
                policy: { path, parameters in try PolicyFile.load(path.hasPrefix("/") ? path : folder + path, overrides: parameters) })
            var limits = ScriptLimits()
            limits.callbackMilliseconds = 60_000
            do {
                try test.run(source: source.text, path: file, limits: limits)
            } catch {
                Terminal.output("FAIL  \(error)\n")
                failed += 1
            }
            for outcome in test.outcomes {
                if outcome.failure.isEmpty { passed += 1 } else { failed += 1 }
                if !outcome.failure.isEmpty { Terminal.output("FAIL  \(outcome.name)\n      \(outcome.failure)\n") } else if isVerbose { Terminal.output("ok    \(outcome.name)\n") }
            }
            if test.outcomes.isEmpty && failed == 0 {
                Terminal.output("FAIL  \(file): holds no test: write it(\"…\", function() … end)\n")
                failed += 1
            }
        }
        Terminal.output("\(passed) passed, \(failed) failed\n")
        return failed == 0 ? 0 : 1
    }
}

import Glibc
import Store

/// What the program runs on and what it was built from.
enum HostMachine {
    static func description() -> String {
        var name = utsname()
        uname(&name)
        func text<T>(_ field: T) -> String { withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) } }
        return "\(text(name.sysname)) \(text(name.machine)), \(sysconf(Int32(_SC_NPROCESSORS_ONLN))) cores"
    }
}

/// The version and the content hash of the executable: two builds that differ have different run ids.
public enum Build {
    public static let version = "0.1.0"

    public static let identity: String = {
        guard let file = try? MappedFile("/proc/self/exe") else { return version }
        // Reading a page instead of the whole program: it takes longer than a short backtest. Programs that were linked without a build
        // id, as those that run tests, are known by their own hash.
        return "\(version)+\((BuildNote.text(of: file.bytes) ?? ContentHash.sha256(file.bytes)).prefix(12))"
    }()
}

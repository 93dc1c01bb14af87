import Glibc
import Store

/// The chart library that `scripts/setup` fetched: looked for beside the executable's checkout and in the working directory.
enum PlotlyFile {
    static func text() -> String? {
        for path in candidates() {
            if let file = try? MappedFile(path) { return String(decoding: file.bytes, as: UTF8.self) }
        }
        return nil
    }

    private static func candidates() -> [String] {
        var paths = Terminal.environment("PERIGEE_PLOTLY").map { [$0] } ?? []
        paths.append(".deps/plotly/plotly.min.js")
        var buffer = [CChar](repeating: 0, count: 4_096)
        let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        guard length > 0 else { return paths }
        var folder = String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)[...]
        // .build/release/perigee and .build/<triple>/release/perigee both lie some folders below the checkout.
        for _ in 0..<5 {
            guard let slash = folder.lastIndex(of: "/") else { break }
            folder = folder[..<slash]
            paths.append(folder + "/.deps/plotly/plotly.min.js")
        }
        return paths
    }
}

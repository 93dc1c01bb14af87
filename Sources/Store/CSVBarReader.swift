import Glibc
import Market

/// Reads bars from CSV files: columns found by header, every row checked, every complaint with file and line.
public enum CSVBarReader {
    /// Reads a file, or every `.csv` file of a directory in order of name.
    /// - Throws: `DataError`.
    public static func load(_ path: String, _ options: ReadOptions = ReadOptions()) throws(DataError) -> [LoadedSeries] {
        guard let entries = directory(path) else { return try loadFile(path, options) }
        let files = entries.filter { $0.hasSuffix(".csv") }.sorted()
        guard !files.isEmpty else { throw DataError(path, "is a directory without .csv files") }
        var result: [LoadedSeries] = []
        for file in files { result += try loadFile(path + "/" + file, options) }
        return result
    }

    private static func directory(_ path: String) -> [String]? {
        guard let handle = opendir(path) else { return nil }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names
    }

    static func baseName(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.lowercased().hasSuffix(".csv") ? String(name.dropLast(4)) : name
    }

    private static func loadFile(_ path: String, _ options: ReadOptions) throws(DataError) -> [LoadedSeries] {
        let file = try MappedFile(path)
        let hash = ContentHash.sha256(file.bytes)
        var lines = CSVLines(file.bytes)
        guard let header = lines.next() else { throw DataError(path, "holds no header line") }
        let layout = try CSVLayout.detect(UnsafeRawBufferPointer(header), path, line: lines.number)
        var parser = RowParser(path: path, layout: layout, options: options)
        defer { parser.free() }
        let tables = try parser.read(&lines, file)
        guard !tables.isEmpty else { throw DataError(path, "holds a header but no rows") }
        var result: [LoadedSeries] = []
        for table in tables { result.append(try table.finish(path: path, hash: hash, layout: layout, options: options)) }
        return result
    }
}

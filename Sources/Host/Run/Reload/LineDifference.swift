/// Two texts line by line: the shortest list of lines taken out and put in (the longest common subsequence of what differs).
enum LineDifference {
    enum Line: Equatable {
        case same(String)
        case removed(String)
        case added(String)
    }

    static func lines(from old: String, to new: String) -> [Line] {
        var a = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
        var b = new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
        var (head, tail): ([Line], [Line]) = ([], [])
        while let x = a.first, x == b.first {
            head.append(.same(x))
            (a, b) = (a.dropFirst(), b.dropFirst())
        }
        while let x = a.last, x == b.last {
            tail.append(.same(x))
            (a, b) = (a.dropLast(), b.dropLast())
        }
        return head + middle(Array(a), Array(b)) + tail.reversed()
    }

    private static func middle(_ a: [String], _ b: [String]) -> [Line] {
        // Beyond this the table would take too much: everything is replaced.
        guard a.count * b.count <= 4_000_000 else { return a.map { .removed($0) } + b.map { .added($0) } }
        let width = b.count + 1
        var common = [Int32](repeating: 0, count: (a.count + 1) * width)
        for i in a.indices.reversed() {
            for j in b.indices.reversed() {
                common[i * width + j] =
                    a[i] == b[j]
                    ? common[(i + 1) * width + j + 1] + 1
                    : max(
                        common[(i + 1) * width + j], common[i * width + j + 1])
            }
        }
        var (i, j) = (0, 0)
        var found: [Line] = []
        while i < a.count || j < b.count {
            if i < a.count, j < b.count, a[i] == b[j] {
                found.append(.same(a[i]))
                (i, j) = (i + 1, j + 1)
            } else if i < a.count, j == b.count || common[(i + 1) * width + j] >= common[i * width + j + 1] {
                found.append(.removed(a[i]))
                i += 1
            } else {
                found.append(.added(b[j]))
                j += 1
            }
        }
        return found
    }

    /// Lines that differ with `context` lines around them, marked `-` and `+`; empty where nothing differs.
    static func text(from old: String, to new: String, context: Int = 2) -> String {
        let lines = lines(from: old, to: new)
        var shown = [Bool](repeating: false, count: lines.count)
        for (index, line) in lines.enumerated() {
            if case .same = line { continue }
            for near in max(0, index - context)...min(lines.count - 1, index + context) { shown[near] = true }
        }
        var text = ""
        for (index, line) in lines.enumerated() {
            guard shown[index] else {
                if index > 0, shown[index - 1] { text += "  …\n" }
                continue
            }
            switch line {
            case .same(let line): text += "  \(line)\n"
            case .removed(let line): text += "- \(line)\n"
            case .added(let line): text += "+ \(line)\n"
            }
        }
        return text
    }
}

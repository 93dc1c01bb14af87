/// The number of insertions, deletions, substitutions and swaps of neighbours that turn one text into the other (optimal string
/// alignment, the restricted Damerau-Levenshtein distance). O(a·b) over UTF-8 bytes.
public func editDistance(_ a: String, _ b: String) -> Int {
    let x = Array(a.utf8)
    let y = Array(b.utf8)
    if x.isEmpty || y.isEmpty { return max(x.count, y.count) }
    var beforeLast = [Int](repeating: 0, count: y.count + 1)
    var last = Array(0...y.count)
    for i in 1...x.count {
        var row = [i] + [Int](repeating: 0, count: y.count)
        for j in 1...y.count {
            let cost = x[i - 1] == y[j - 1] ? 0 : 1
            row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
            if i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
        }
        beforeLast = last
        last = row
    }
    return last[y.count]
}

/// The candidate that a mistyped `name` most likely meant: within a third of its length (at least one edit), the first of the
/// nearest; `nil` where none is near.
public func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
    var best: (distance: Int, name: String)?
    let allowed = max(1, (name.utf8.count + 1) / 3)
    for candidate in candidates {
        let distance = editDistance(name.lowercased(), candidate.lowercased())
        if distance <= allowed && distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.name
}

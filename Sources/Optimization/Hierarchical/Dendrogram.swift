import Numerics

/// A binary tree over n items: merge number k makes cluster n + k of two earlier ones; distances ascend. As SciPy's linkage
/// matrix.
public struct Dendrogram: Equatable, Sendable {
    public struct Merge: Equatable, Sendable {
        /// The smaller number first; below n an item, else an earlier merge.
        public let left: Int
        public let right: Int
        public let distance: Double
        public let size: Int
    }

    public let items: Int
    public let merges: [Merge]

    /// By nearest-neighbour chains (Benzécri 1982, Murtagh 1983), O(n²). `distances` is symmetric; equal ones are taken in the
    /// items' order.
    public init(distances: Matrix, linkage: Linkage) {
        precondition(distances.isSquare)
        items = distances.rows
        merges = Self.label(Self.chain(distances, linkage), items)
    }

    /// Leaves from left to right: similar ones stand together (quasi-diagonal order).
    public var order: [Int] { leaves(of: items + merges.count - 1) }

    /// Items below a cluster, from left to right.
    public func leaves(of cluster: Int) -> [Int] {
        var result: [Int] = []
        var stack = [cluster]
        while let next = stack.popLast() {
            if next < items {
                result.append(next)
            } else {
                stack.append(merges[next - items].right)
                stack.append(merges[next - items].left)
            }
        }
        return result
    }

    /// The clusters that stand when the last count − 1 merges are undone, each in ascending order, by their first item.
    public func clusters(_ count: Int) -> [[Int]] {
        precondition((1...items).contains(count))
        let undone = items + merges.count - (count - 1)
        var roots: [Int] = count == 1 ? [items + merges.count - 1] : []
        for merge in merges[(undone - items)...] {
            for side in [merge.left, merge.right] where side < undone { roots.append(side) }
        }
        return roots.map { leaves(of: $0).sorted() }.sorted { $0[0] < $1[0] }
    }

    private static func chain(_ distances: Matrix, _ linkage: Linkage) -> [(Int, Int, Double)] {
        let n = distances.rows
        var d = distances.elements
        var sizes = [Double](repeating: 1, count: n)
        var chain: [Int] = []
        var result: [(Int, Int, Double)] = []
        while result.count < n - 1 {
            if chain.isEmpty { chain.append(sizes.firstIndex { $0 > 0 } ?? 0) }
            var (x, y, least) = (0, 0, 0.0)
            while true {
                x = chain[chain.count - 1]
                // The one before is preferred among equals, or a chain could go round in circles.
                y = chain.count > 1 ? chain[chain.count - 2] : -1
                least = y >= 0 ? d[x * n + y] : .infinity
                for i in 0..<n where sizes[i] > 0 && i != x && d[x * n + i] < least {
                    least = d[x * n + i]
                    y = i
                }
                if chain.count > 1 && y == chain[chain.count - 2] { break }
                chain.append(y)
            }
            chain.removeLast(2)
            if x > y { swap(&x, &y) }
            result.append((x, y, least))
            let (nx, ny) = (sizes[x], sizes[y])
            sizes[x] = 0
            for i in 0..<n where sizes[i] > 0 && i != y {
                let value = linkage.distance(d[x * n + i], d[y * n + i], least, sizes: nx, ny, sizes[i])
                d[y * n + i] = value
                d[i * n + y] = value
            }
            sizes[y] = nx + ny
        }
        return result
    }

    /// Chains find merges out of order and by one item of each side.
    private static func label(_ found: [(Int, Int, Double)], _ n: Int) -> [Merge] {
        let sorted = found.enumerated().sorted { ($0.element.2, $0.offset) < ($1.element.2, $1.offset) }.map(\.element)
        var parent = Array(0..<(2 * n))
        var sizes = [Int](repeating: 1, count: 2 * n)
        func root(_ item: Int) -> Int {
            var item = item
            while parent[item] != item {
                parent[item] = parent[parent[item]]
                item = parent[item]
            }
            return item
        }
        var result: [Merge] = []
        for (k, (x, y, distance)) in sorted.enumerated() {
            let (a, b) = (root(x), root(y))
            parent[a] = n + k
            parent[b] = n + k
            sizes[n + k] = sizes[a] + sizes[b]
            result.append(Merge(left: min(a, b), right: max(a, b), distance: distance, size: sizes[n + k]))
        }
        return result
    }
}

import CLinearAlgebra
import Glibc
import Numerics

/// The Cholesky factor of a symmetric matrix whose rows come and go: appending one costs O(k²), removing one O(k²) by plane
/// rotations (Golub and Van Loan, 4th edition, 6.5.4). Column-major, the lower triangle; room grows by doubling.
///
/// A matrix known to be diagonal keeps its roots only, so that a problem without quadratic term needs no k × k room.
final class FreeFactor {
    private(set) var count = 0
    private(set) var capacity: Int
    private let diagonalOnly: Bool
    private(set) var elements: UnsafeMutablePointer<Double>

    init(capacity: Int = 32, diagonalOnly: Bool = false) {
        self.capacity = max(1, capacity)
        self.diagonalOnly = diagonalOnly
        elements = .allocate(capacity: diagonalOnly ? self.capacity : self.capacity * self.capacity)
    }

    deinit { elements.deallocate() }

    func removeAll() { count = 0 }

    /// Appends a row: its entries against the `count` rows that are there, and its diagonal element. False where the matrix would
    /// no longer be positive definite; nothing has changed then.
    func append(_ row: UnsafeMutablePointer<Double>, diagonal: Double) -> Bool {
        if count == capacity { grow() }
        if diagonalOnly {
            guard diagonal > 0 else { return false }
            elements[count] = diagonal.squareRoot()
            count += 1
            return true
        }
        let k = Int32(count)
        var rest = diagonal
        if count > 0 {
            pg_dtrsv(Flag.lower, Flag.plain, k, elements, Int32(capacity), row)
            rest -= pg_ddot(k, row, row)
        }
        guard rest > diagonal * 0x1p-50 else { return false }
        for column in 0..<count { elements[column * capacity + count] = row[column] }
        elements[count * capacity + count] = rest.squareRoot()
        count += 1
        return true
    }

    /// Takes the row and column at `index` out.
    func remove(at index: Int) {
        let last = count - 1
        if diagonalOnly {
            memmove(elements + index, elements + index + 1, (last - index) * 8)
            count = last
            return
        }
        for column in 0..<index {
            let start = elements + column * capacity + index
            memmove(start, start + 1, (last - index) * 8)
        }
        for column in index..<last {
            let left = elements + column * capacity
            let right = left + capacity
            let (a, b) = (left[column + 1], right[column + 1])
            let length = hypot(a, b)
            pg_drot(Int32(last - column), left + column + 1, right + column + 1, a / length, b / length)
            memmove(left + column, left + column + 1, (last - column) * 8)
        }
        count = last
    }

    /// L⁻¹B over B, of `columns` columns with `count` rows each, one after the other.
    func forward(_ b: UnsafeMutablePointer<Double>, columns: Int) {
        guard count > 0, columns > 0 else { return }
        if diagonalOnly {
            for column in 0..<columns { for row in 0..<count { b[column * count + row] /= elements[row] } }
        } else if columns == 1 {
            pg_dtrsv(Flag.lower, Flag.plain, Int32(count), elements, Int32(capacity), b)
        } else {
            pg_dtrsm(Flag.lower, Flag.lower, Flag.plain, Int32(count), Int32(columns), elements, Int32(capacity), b, Int32(count))
        }
    }

    /// L⁻ᵀv over v.
    func backward(_ v: UnsafeMutablePointer<Double>) {
        guard count > 0 else { return }
        if diagonalOnly {
            for row in 0..<count { v[row] /= elements[row] }
        } else {
            pg_dtrsv(Flag.lower, Flag.transposed, Int32(count), elements, Int32(capacity), v)
        }
    }

    /// Factorises a whole matrix at once: `fill` writes its lower triangle for the leading dimension given. False as for `append`;
    /// empty then.
    func replace(count newCount: Int, fill: (UnsafeMutablePointer<Double>, Int) -> Void) -> Bool {
        count = 0
        while capacity < newCount { grow() }
        fill(elements, capacity)
        guard newCount == 0 || pg_dpotrf(Flag.lower, Int32(newCount), elements, Int32(capacity)) == 0 else { return false }
        count = newCount
        return true
    }

    private func grow() {
        let wider = capacity * 2
        let room = UnsafeMutablePointer<Double>.allocate(capacity: diagonalOnly ? wider : wider * wider)
        if diagonalOnly {
            memcpy(room, elements, count * 8)
        } else {
            for column in 0..<count { memcpy(room + column * wider, elements + column * capacity, count * 8) }
        }
        elements.deallocate()
        (elements, capacity) = (room, wider)
    }
}

/// The letters of BLAS.
enum Flag {
    static let upper: CChar = 85
    static let lower: CChar = 76
    static let plain: CChar = 78
    static let transposed: CChar = 84
}

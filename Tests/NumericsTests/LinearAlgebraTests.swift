import Glibc
import XCTest

@testable import Numerics

/// Identities of the factorisations, over many small sizes.
final class LinearAlgebraTests: XCTestCase {
    /// A fixed, well-spread pattern without a generator.
    private func pattern(_ m: Int, _ n: Int, _ shift: Double = 0) -> Matrix {
        Matrix(rows: m, columns: n, elements: (0..<m * n).map { (Double($0 * 7919 % 101) - 50 + shift) / 37 })
    }

    private func distance(_ a: Matrix, _ b: Matrix) -> Double { (a - b).elements.map(abs).max() ?? 0 }

    func testProductsAgreeWithTheDefinition() {
        for (m, k, n) in [(1, 1, 1), (3, 2, 4), (5, 9, 2), (17, 8, 17)] {
            let (a, b) = (pattern(m, k), pattern(k, n, 3))
            var expected = Matrix(rows: m, columns: n)
            for i in 0..<m { for j in 0..<n { expected[i, j] = (0..<k).reduce(0) { $0 + a[i, $1] * b[$1, j] } } }
            XCTAssertLessThan(distance(a.times(b), expected), 1e-13)
            XCTAssertLessThan(distance(a.transposed.times(b, transposingSelf: true), expected), 1e-13)
            XCTAssertLessThan(distance(a.times(b.transposed, transposingOther: true), expected), 1e-13)
            XCTAssertLessThan(distance(a.gram, a.transposed.times(a)), 1e-13)
            for (x, y) in zip(a.times(b.column(0)), expected.column(0)) { XCTAssertEqual(x, y, accuracy: 1e-13) }
        }
    }

    func testCholeskyReconstructsSolvesAndInverts() throws {
        for n in 1...12 {
            let a = pattern(n + 3, n).gram + Matrix.identity(n)
            let cholesky = try XCTUnwrap(Cholesky(a))
            XCTAssertLessThan(distance(cholesky.factor.times(cholesky.factor, transposingOther: true), a), 1e-12)
            XCTAssertLessThan(distance(a.times(cholesky.inverse), .identity(n)), 1e-11)
            XCTAssertLessThan(distance(a.times(cholesky.solve(pattern(n, 2))), pattern(n, 2)), 1e-11)
            let eigen = try XCTUnwrap(SymmetricEigen(a))
            XCTAssertEqual(cholesky.logDeterminant, eigen.values.reduce(0) { $0 + log($1) }, accuracy: 1e-10)
            XCTAssertLessThan(distance(eigen.reconstruct(), a), 1e-11)
            XCTAssertEqual(eigen.values, eigen.values.sorted())
        }
    }

    func testNearSingularAndIndefiniteMatricesAreRefused() {
        XCTAssertNil(Cholesky(Matrix(rows: [[1, 2], [2, 1]])), "indefinite")
        XCTAssertNil(Cholesky(Matrix(rows: [[1, 1], [1, 1 + 0x1p-52]])), "condition 2⁵²")
        XCTAssertNotNil(Cholesky(Matrix(rows: [[1, 1], [1, 1 + 1e-12]])))
        XCTAssertNil(Cholesky(Matrix(rows: [[.nan]])))
        XCTAssertNil(SymmetricEigen(Matrix(rows: [[.infinity]])))
    }

    func testLeastSquaresLeaveAnOrthogonalResidual() throws {
        let a = pattern(20, 4)
        let b = pattern(20, 1, 11).elements
        let qr = QR(a)
        XCTAssertLessThan(distance(qr.q.times(qr.r), a), 1e-13)
        XCTAssertLessThan(distance(qr.q.gram, .identity(4)), 1e-13)
        let x = try XCTUnwrap(qr.leastSquares(b))
        let residual = zip(b, a.times(x)).map { $0 - $1 }
        for value in a.times(residual, transposed: true) { XCTAssertEqual(value, 0, accuracy: 1e-12) }
        XCTAssertNil(QR(Matrix(columns: [[1, 2, 3], [2, 4, 6]])).leastSquares([1, 2, 3]), "dependent columns")
    }
}

// OpenBLAS with its LAPACK, opened at run time: column-major doubles, 32-bit indices, one thread, one kernel set.
//
// Opened instead of linked because what decides the bits of a result must be fixed before the library's own start code runs: the
// number of threads and the kernel set (by default it picks one for the processor it finds, and sums in another order on the next
// machine). It also keeps a program that needs no matrix from paying for the library's start.
#pragma once
#include <stddef.h>

// Opens the library once; later calls return the first answer. 0, or -1 with the reason in `message`.
int pg_la_load(char *message, size_t size);

// Everything below requires that pg_la_load returned 0. Flags are the letters of BLAS: 'N' 'T', 'U' 'L', 'L' 'R'.
double pg_ddot(int n, const double *x, const double *y);
void pg_daxpy(int n, double a, const double *x, double *y);
// y = a·op(A)·x + b·y
void pg_dgemv(char trans, int m, int n, double a, const double *A, int lda, const double *x, double b, double *y);
// y = a·A·x + b·y, A symmetric with `uplo` filled
void pg_dsymv(char uplo, int n, double a, const double *A, int lda, const double *x, double b, double *y);
// C = a·op(A)·op(B) + b·C
void pg_dgemm(char transA, char transB, int m, int n, int k, double a, const double *A, int lda, const double *B, int ldb, double b,
              double *C, int ldc);
// C = a·op(A)·op(A)ᵀ + b·C, of which `uplo` is written
void pg_dsyrk(char uplo, char trans, int n, int k, double a, const double *A, int lda, double b, double *C, int ldc);
// B = op(A)⁻¹·B (side 'L') or B·op(A)⁻¹ (side 'R'), A triangular with a diagonal of its own
void pg_dtrsm(char side, char uplo, char trans, int m, int n, const double *A, int lda, double *B, int ldb);
// x = op(A)⁻¹·x, A triangular with a diagonal of its own
void pg_dtrsv(char uplo, char trans, int n, const double *A, int lda, double *x);
// (x, y) = (c·x + s·y, c·y − s·x)
void pg_drot(int n, double *x, double *y, double c, double s);
// Return LAPACK's INFO.
int pg_dpotrf(char uplo, int n, double *A, int lda);
int pg_dpotri(char uplo, int n, double *A, int lda);
int pg_dpocon(char uplo, int n, const double *A, int lda, double norm1, double *rcond, double *work3n, int *iwork);
// Eigenvalues ascending into w; eigenvectors over A where `vectors`. Work is the caller's; lwork −1 asks for its size in work[0].
int pg_dsyevd(int vectors, char uplo, int n, double *A, int lda, double *w, double *work, int lwork, int *iwork, int liwork);
int pg_dgeqrf(int m, int n, double *A, int lda, double *tau, double *work, int lwork);
int pg_dorgqr(int m, int n, int k, double *A, int lda, const double *tau, double *work, int lwork);
int pg_dormqr(char side, char trans, int m, int n, int k, const double *A, int lda, const double *tau, double *C, int ldc,
              double *work, int lwork);
int pg_dgesv(int n, int nrhs, double *A, int lda, int *pivots, double *B, int ldb);

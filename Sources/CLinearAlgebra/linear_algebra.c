#include "pg_linear_algebra.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUTINES(X)                                                                                                                \
    X(double, ddot, (const int *, const double *, const int *, const double *, const int *))                                       \
    X(void, daxpy, (const int *, const double *, const double *, const int *, double *, const int *))                              \
    X(void, dgemv,                                                                                                                 \
      (const char *, const int *, const int *, const double *, const double *, const int *, const double *, const int *,           \
       const double *, double *, const int *, size_t))                                                                             \
    X(void, dsymv,                                                                                                                 \
      (const char *, const int *, const double *, const double *, const int *, const double *, const int *, const double *,        \
       double *, const int *, size_t))                                                                                             \
    X(void, dgemm,                                                                                                                 \
      (const char *, const char *, const int *, const int *, const int *, const double *, const double *, const int *,             \
       const double *, const int *, const double *, double *, const int *, size_t, size_t))                                        \
    X(void, dsyrk,                                                                                                                 \
      (const char *, const char *, const int *, const int *, const double *, const double *, const int *, const double *,          \
       double *, const int *, size_t, size_t))                                                                                     \
    X(void, dtrsm,                                                                                                                 \
      (const char *, const char *, const char *, const char *, const int *, const int *, const double *, const double *,           \
       const int *, double *, const int *, size_t, size_t, size_t, size_t))                                                        \
    X(void, dtrsv, (const char *, const char *, const char *, const int *, const double *, const int *, double *, const int *, size_t, size_t, size_t)) \
    X(void, drot, (const int *, double *, const int *, double *, const int *, const double *, const double *))                     \
    X(void, dpotrf, (const char *, const int *, double *, const int *, int *, size_t))                                             \
    X(void, dpotri, (const char *, const int *, double *, const int *, int *, size_t))                                             \
    X(void, dpocon,                                                                                                                \
      (const char *, const int *, const double *, const int *, const double *, double *, double *, int *, int *, size_t))          \
    X(void, dsyevd,                                                                                                                \
      (const char *, const char *, const int *, double *, const int *, double *, double *, const int *, int *, const int *, int *, \
       size_t, size_t))                                                                                                            \
    X(void, dgeqrf, (const int *, const int *, double *, const int *, double *, double *, const int *, int *))                     \
    X(void, dorgqr,                                                                                                                \
      (const int *, const int *, const int *, double *, const int *, const double *, double *, const int *, int *))                \
    X(void, dormqr,                                                                                                                \
      (const char *, const char *, const int *, const int *, const int *, const double *, const int *, const double *, double *,   \
       const int *, double *, const int *, int *, size_t, size_t))                                                                 \
    X(void, dgesv, (const int *, const int *, double *, const int *, int *, double *, const int *, int *))

#define DECLARE(result, name, parameters) static result(*name##_) parameters;
ROUTINES(DECLARE)

static char failure[256];
static pthread_once_t once = PTHREAD_ONCE_INIT;
static const int one = 1;

// Sets a variable for the time that the library reads it, and returns what was there.
static char *swap_variable(const char *name, const char *value) {
    const char *now = getenv(name);
    char *before = now ? strdup(now) : NULL;
    if (value) setenv(name, value, 1);
    else unsetenv(name);
    return before;
}

static void load(void) {
    char *threads = swap_variable("OPENBLAS_NUM_THREADS", "1");
#if defined(__x86_64__)
    const char *kernels = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? "Haswell" : "Nehalem";
#else
    const char *kernels = "ARMV8";
#endif
    char *core = swap_variable("OPENBLAS_CORETYPE", kernels);
    void *library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
    if (!library) library = dlopen("libopenblas.so", RTLD_NOW | RTLD_LOCAL);
    free(swap_variable("OPENBLAS_NUM_THREADS", threads));
    free(swap_variable("OPENBLAS_CORETYPE", core));
    free(threads);
    free(core);
    if (!library) {
        snprintf(failure, sizeof failure, "OpenBLAS cannot be opened (%.150s); scripts/setup installs it", dlerror());
        return;
    }
#define FIND(result, name, parameters)                                                                                             \
    name##_ = (result(*) parameters)dlsym(library, #name "_");                                                                     \
    if (!name##_) {                                                                                                                \
        snprintf(failure, sizeof failure, "this OpenBLAS has no routine '%s_'; scripts/setup installs one with LAPACK", #name);    \
        return;                                                                                                                    \
    }
    ROUTINES(FIND)
    void (*set_threads)(int) = (void (*)(int))dlsym(library, "openblas_set_num_threads");
    if (set_threads) set_threads(1);
}

int pg_la_load(char *message, size_t size) {
    pthread_once(&once, load);
    if (!failure[0]) return 0;
    if (size) snprintf(message, size, "%s", failure);
    return -1;
}

double pg_ddot(int n, const double *x, const double *y) { return ddot_(&n, x, &one, y, &one); }
void pg_daxpy(int n, double a, const double *x, double *y) { daxpy_(&n, &a, x, &one, y, &one); }

void pg_dgemv(char trans, int m, int n, double a, const double *A, int lda, const double *x, double b, double *y) {
    dgemv_(&trans, &m, &n, &a, A, &lda, x, &one, &b, y, &one, 1);
}
void pg_dsymv(char uplo, int n, double a, const double *A, int lda, const double *x, double b, double *y) {
    dsymv_(&uplo, &n, &a, A, &lda, x, &one, &b, y, &one, 1);
}
void pg_dgemm(char transA, char transB, int m, int n, int k, double a, const double *A, int lda, const double *B, int ldb, double b,
              double *C, int ldc) {
    dgemm_(&transA, &transB, &m, &n, &k, &a, A, &lda, B, &ldb, &b, C, &ldc, 1, 1);
}
void pg_dsyrk(char uplo, char trans, int n, int k, double a, const double *A, int lda, double b, double *C, int ldc) {
    dsyrk_(&uplo, &trans, &n, &k, &a, A, &lda, &b, C, &ldc, 1, 1);
}
void pg_dtrsm(char side, char uplo, char trans, int m, int n, const double *A, int lda, double *B, int ldb) {
    double unit = 1;
    char diagonal = 'N';
    dtrsm_(&side, &uplo, &trans, &diagonal, &m, &n, &unit, A, &lda, B, &ldb, 1, 1, 1, 1);
}
void pg_dtrsv(char uplo, char trans, int n, const double *A, int lda, double *x) {
    char diagonal = 'N';
    dtrsv_(&uplo, &trans, &diagonal, &n, A, &lda, x, &one, 1, 1, 1);
}
void pg_drot(int n, double *x, double *y, double c, double s) { drot_(&n, x, &one, y, &one, &c, &s); }
int pg_dpotrf(char uplo, int n, double *A, int lda) {
    int info = 0;
    dpotrf_(&uplo, &n, A, &lda, &info, 1);
    return info;
}
int pg_dpotri(char uplo, int n, double *A, int lda) {
    int info = 0;
    dpotri_(&uplo, &n, A, &lda, &info, 1);
    return info;
}
int pg_dpocon(char uplo, int n, const double *A, int lda, double norm1, double *rcond, double *work3n, int *iwork) {
    int info = 0;
    dpocon_(&uplo, &n, A, &lda, &norm1, rcond, work3n, iwork, &info, 1);
    return info;
}
int pg_dsyevd(int vectors, char uplo, int n, double *A, int lda, double *w, double *work, int lwork, int *iwork, int liwork) {
    int info = 0;
    char job = vectors ? 'V' : 'N';
    dsyevd_(&job, &uplo, &n, A, &lda, w, work, &lwork, iwork, &liwork, &info, 1, 1);
    return info;
}
int pg_dgeqrf(int m, int n, double *A, int lda, double *tau, double *work, int lwork) {
    int info = 0;
    dgeqrf_(&m, &n, A, &lda, tau, work, &lwork, &info);
    return info;
}
int pg_dorgqr(int m, int n, int k, double *A, int lda, const double *tau, double *work, int lwork) {
    int info = 0;
    dorgqr_(&m, &n, &k, A, &lda, tau, work, &lwork, &info);
    return info;
}
int pg_dormqr(char side, char trans, int m, int n, int k, const double *A, int lda, const double *tau, double *C, int ldc,
              double *work, int lwork) {
    int info = 0;
    dormqr_(&side, &trans, &m, &n, &k, A, &lda, tau, C, &ldc, work, &lwork, &info, 1, 1);
    return info;
}
int pg_dgesv(int n, int nrhs, double *A, int lda, int *pivots, double *B, int ldb) {
    int info = 0;
    dgesv_(&n, &nrhs, A, &lda, pivots, B, &ldb, &info);
    return info;
}

#include "pg_highs.h"

#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROUTINES(X)                                                                                                                \
    X(void *, create, (void))                                                                                                      \
    X(void, destroy, (void *))                                                                                                     \
    X(int, versionMajor, (void))                                                                                                   \
    X(int, getSizeofHighsInt, (const void *))                                                                                      \
    X(int, setBoolOptionValue, (void *, const char *, int))                                                                        \
    X(int, setIntOptionValue, (void *, const char *, int))                                                                         \
    X(int, setDoubleOptionValue, (void *, const char *, double))                                                                   \
    X(int, setStringOptionValue, (void *, const char *, const char *))                                                             \
    X(int, passLp,                                                                                                                 \
      (void *, int, int, int, int, int, double, const double *, const double *, const double *, const double *, const double *,    \
       const int *, const int *, const double *))                                                                                  \
    X(int, passMip,                                                                                                                \
      (void *, int, int, int, int, int, double, const double *, const double *, const double *, const double *, const double *,    \
       const int *, const int *, const double *, const int *))                                                                     \
    X(int, addRow, (void *, double, double, int, const int *, const double *))                                                     \
    X(int, changeColBounds, (void *, int, double, double))                                                                         \
    X(int, changeRowBounds, (void *, int, double, double))                                                                         \
    X(int, run, (void *))                                                                                                          \
    X(int, getModelStatus, (const void *))                                                                                         \
    X(int, getSolution, (const void *, double *, double *, double *, double *))                                                    \
    X(int, getIntInfoValue, (const void *, const char *, int *))                                                                   \
    X(int, getDoubleInfoValue, (const void *, const char *, double *))

#define DECLARE(result, name, parameters) static result(*Highs_##name) parameters;
ROUTINES(DECLARE)

static char failure[512];
static pthread_once_t once = PTHREAD_ONCE_INIT;

// The library's path in `path`; 0 where there is none.
static int find(char *path, size_t size) {
    const char *member = "highs/libhighs.so.1";
    const char *deps = getenv("PERIGEE_DEPS");
    if (deps && *deps) {
        snprintf(path, size, "%s/%s", deps, member);
        return access(path, R_OK) == 0;
    }
    char folder[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", folder, sizeof folder - 1);
    if (length <= 0) return 0;
    folder[length] = 0;
    for (char *slash = strrchr(folder, '/'); slash && slash != folder; slash = strrchr(folder, '/')) {
        *slash = 0;
        snprintf(path, size, "%s/.deps/%s", folder, member);
        if (access(path, R_OK) == 0) return 1;
    }
    return 0;
}

static void load(void) {
    char path[PATH_MAX + 64];
    if (!find(path, sizeof path)) {
        const char *deps = getenv("PERIGEE_DEPS");
        snprintf(failure, sizeof failure,
                 "linear programs need the HiGHS library, which was not found below %.200s; run scripts/setup, which fetches it "
                 "(without --without-wheels), or name the folder that holds highs/libhighs.so.1 in PERIGEE_DEPS",
                 deps && *deps ? deps : "a folder '.deps' above the executable");
        return;
    }
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        snprintf(failure, sizeof failure, "HiGHS cannot be opened (%.300s); scripts/setup fetches it", dlerror());
        return;
    }
#define FIND(result, name, parameters)                                                                                             \
    Highs_##name = (result(*) parameters)dlsym(library, "Highs_" #name);                                                           \
    if (!Highs_##name) {                                                                                                           \
        snprintf(failure, sizeof failure, "%.300s has no routine 'Highs_%s'; scripts/setup fetches one that has", path, #name);    \
        return;                                                                                                                    \
    }
    ROUTINES(FIND)
    void *model = Highs_create();
    int integer = model ? Highs_getSizeofHighsInt(model) : 0;
    if (model) Highs_destroy(model);
    if (Highs_versionMajor() != 1 || integer != 4)
        snprintf(failure, sizeof failure,
                 "%.200s is HiGHS %d with integers of %d bytes; 1.x with 4 is expected, as scripts/setup fetches", path,
                 Highs_versionMajor(), integer);
}

int pg_highs_load(char *message, size_t size) {
    pthread_once(&once, load);
    if (!failure[0]) return 0;
    if (size) snprintf(message, size, "%s", failure);
    return -1;
}

pg_highs *pg_highs_create(void) {
    void *model = Highs_create();
    if (!model) return NULL;
    Highs_setBoolOptionValue(model, "output_flag", 0);
    Highs_setIntOptionValue(model, "threads", 1);
    Highs_setStringOptionValue(model, "parallel", "off");
    Highs_setIntOptionValue(model, "random_seed", 0);
    return model;
}
void pg_highs_destroy(pg_highs *model) { Highs_destroy(model); }
int pg_highs_set_bool(pg_highs *model, const char *option, int value) { return Highs_setBoolOptionValue(model, option, value); }
int pg_highs_set_int(pg_highs *model, const char *option, int value) { return Highs_setIntOptionValue(model, option, value); }
int pg_highs_set_double(pg_highs *model, const char *option, double value) {
    return Highs_setDoubleOptionValue(model, option, value);
}
int pg_highs_set_string(pg_highs *model, const char *option, const char *value) {
    return Highs_setStringOptionValue(model, option, value);
}
int pg_highs_pass(pg_highs *model, int columns, int rows, int nonzeros, const double *cost, const double *lower,
                  const double *upper, const double *row_lower, const double *row_upper, const int *start, const int *index,
                  const double *value, const int *integrality) {
    const int row_wise = 2, minimise = 1;
    if (!integrality)
        return Highs_passLp(model, columns, rows, nonzeros, row_wise, minimise, 0, cost, lower, upper, row_lower, row_upper, start,
                            index, value);
    return Highs_passMip(model, columns, rows, nonzeros, row_wise, minimise, 0, cost, lower, upper, row_lower, row_upper, start,
                         index, value, integrality);
}
int pg_highs_add_row(pg_highs *model, double lower, double upper, int nonzeros, const int *index, const double *value) {
    return Highs_addRow(model, lower, upper, nonzeros, index, value);
}
int pg_highs_set_bounds(pg_highs *model, int column, double lower, double upper) {
    return Highs_changeColBounds(model, column, lower, upper);
}
int pg_highs_set_row_bounds(pg_highs *model, int row, double lower, double upper) {
    return Highs_changeRowBounds(model, row, lower, upper);
}
int pg_highs_run(pg_highs *model) { return Highs_run(model); }
int pg_highs_status(const pg_highs *model) { return Highs_getModelStatus(model); }
int pg_highs_solution(const pg_highs *model, double *column_value, double *column_dual, double *row_value, double *row_dual) {
    return Highs_getSolution(model, column_value, column_dual, row_value, row_dual);
}
int pg_highs_info_int(const pg_highs *model, const char *name, int *value) { return Highs_getIntInfoValue(model, name, value); }
int pg_highs_info_double(const pg_highs *model, const char *name, double *value) {
    return Highs_getDoubleInfoValue(model, name, value);
}

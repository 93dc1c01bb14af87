// HiGHS 1.x (linear and mixed-integer programs), opened at run time from where `scripts/setup` unpacked it: 32-bit indices, one
// thread, a fixed seed, no output, no clock, so that results have the same bytes on every run.
#pragma once
#include <stddef.h>

// Opens `highs/libhighs.so.1` below $PERIGEE_DEPS or else below the nearest `.deps` in a folder above the executable's; never
// from the working directory, where whoever can write could have his code run. Once: later calls return the first answer. 0, or
// -1 with the reason in `message`.
int pg_highs_load(char *message, size_t size);

// Everything below requires that pg_highs_load returned 0. Statuses: 0 ok, 1 warning, -1 error.
typedef struct pg_highs pg_highs;

pg_highs *pg_highs_create(void);
void pg_highs_destroy(pg_highs *model);
int pg_highs_set_bool(pg_highs *model, const char *option, int value);
int pg_highs_set_int(pg_highs *model, const char *option, int value);
int pg_highs_set_double(pg_highs *model, const char *option, double value);
int pg_highs_set_string(pg_highs *model, const char *option, const char *value);
// Minimise cost·x, lower ≤ x ≤ upper, row_lower ≤ Ax ≤ row_upper; A row by row; integrality 1 for whole variables, or NULL.
int pg_highs_pass(pg_highs *model, int columns, int rows, int nonzeros, const double *cost, const double *lower,
                  const double *upper, const double *row_lower, const double *row_upper, const int *start, const int *index,
                  const double *value, const int *integrality);
int pg_highs_add_row(pg_highs *model, double lower, double upper, int nonzeros, const int *index, const double *value);
int pg_highs_set_bounds(pg_highs *model, int column, double lower, double upper);
int pg_highs_set_row_bounds(pg_highs *model, int row, double lower, double upper);
int pg_highs_run(pg_highs *model);
// 7 optimal, 8 infeasible, 9 unbounded or infeasible, 10 unbounded, 14 iteration limit, 16 solution limit.
int pg_highs_status(const pg_highs *model);
int pg_highs_solution(const pg_highs *model, double *column_value, double *column_dual, double *row_value, double *row_dual);
int pg_highs_info_int(const pg_highs *model, const char *name, int *value);
int pg_highs_info_double(const pg_highs *model, const char *name, double *value);

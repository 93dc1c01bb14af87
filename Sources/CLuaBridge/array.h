// Vectors and matrices of a script: one userdata each, its doubles behind the header, its memory under the script's cap.
#pragma once
#include "bind.h"

typedef struct {
    int32_t rows, columns;
    bool is_matrix;
    double data[];
} pg_array;

// Pushes an array with uninitialised elements. Raises where it would be too large.
pg_array *pg_push_array(lua_State *L, int64_t rows, int64_t columns, bool is_matrix);
// The array at a stack index, or NULL.
pg_array *pg_to_array(lua_State *L, int index);
// Gives the array at `index` the names on top of the stack (a sequence of texts), and pops them.
void pg_name_array(lua_State *L, int index);
// Pushes the names, or nil.
void pg_push_array_names(lua_State *L, int index);
void pg_open_arrays(lua_State *L);
// vector, matrix, stats, risk, optimize, regime; false for any other name.
bool pg_push_native(lua_State *L, const char *name);

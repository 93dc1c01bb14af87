// What passes between a script and the host's libraries (stats, risk, optimize, regime): trees of plain values, and arrays of
// doubles that stay in native memory. An array is handed over by its address, in both directions; nothing is copied element by
// element through Lua.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef enum { PG_NODE_NIL, PG_NODE_NUMBER, PG_NODE_BOOLEAN, PG_NODE_TEXT, PG_NODE_VECTOR, PG_NODE_MATRIX, PG_NODE_TABLE } pg_node_kind;

// A value, or a table whose `count` children follow it in prefix order.
typedef struct {
    pg_node_kind kind;
    const char *key;      // of a table's child; NULL where it has a position instead
    size_t key_length;
    double number;        // also 0 or 1 of a boolean
    const char *text;
    size_t length;
    const double *data;   // of arrays, column-major
    int32_t rows, columns;
    int32_t count;        // children of a table; names of an array's columns (vector: elements), which follow as texts
} pg_node;

// Calls `name` ("stats.mean") with `count` argument nodes of which `roots` are arguments. Returns the number of result nodes in
// `*results`, which stay valid until the next call, or −1 after writing an error. With `roots` −1 it says whether there is such a
// function: 0, or −1 with a hint.
typedef int (*pg_native_function)(void *host, const char *name, const pg_node *arguments, int count, int roots, const pg_node **results, char *error, size_t error_capacity);

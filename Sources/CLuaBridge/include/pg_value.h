#pragma once
#include "pg_bind.h"
// Values that leave a script or come into it as bytes: its state, the arguments and results of its functions.
//
// A value is a tag byte and what follows it, little-endian: nil 0 · false 1 · true 2 · integer 3, 8 bytes · number 4, the 8 bytes of
// the double · text 5, a 32-bit length, UTF-8 · table 6, a 32-bit count, then keys and values in the order of the sandbox's pairs
// (numbers, texts by bytes, false, true) · vector 7 and matrix 8, 32-bit rows and columns, the doubles column by column, a 32-bit
// count of names, each as after tag 5. Equal values have equal bytes.
//
// Refused, with the path to what is wrong: functions, other userdata, metatables, cycles, texts that are not UTF-8, keys that are
// not numbers, texts or booleans, tables nested deeper than 32, more than 1 MiB.

enum { PG_VALUE_DEPTH = 32, PG_VALUE_BYTES = 1 << 20 };

typedef enum {
    PG_TAG_NIL, PG_TAG_FALSE, PG_TAG_TRUE, PG_TAG_INTEGER, PG_TAG_NUMBER, PG_TAG_TEXT, PG_TAG_TABLE, PG_TAG_VECTOR, PG_TAG_MATRIX
} pg_tag;

// Bytes that belong to the script and stay until its next export or pg_value_release.
typedef struct {
    const uint8_t *bytes;
    size_t length;
} pg_bytes;
void pg_value_release(pg_script *script);

// ctx.state. A table that is reachable by two ways is refused: it would be two tables afterwards.
pg_status pg_state_export(pg_script *script, pg_bytes *state);
pg_status pg_state_import(pg_script *script, const uint8_t *bytes, size_t length);

// The value of a global of the script, nil where there is none. Functions in it become {function = number, line = where}.
pg_status pg_value_global(pg_script *script, const char *name, pg_bytes *value);

typedef struct {
    const char *name;      // of a global function, for errors also where `function` is given
    int64_t function;      // number of a function met by pg_value_global; 0: by name
    const uint8_t *bytes;  // of `count` arguments, one after the other
    size_t length;
    int count;
    bool makes_state;      // the result, a table, becomes ctx.state where all goes well; nothing else of ctx.state is kept
} pg_value_call_request;
// Calls a function under the budget and writes its first result.
pg_status pg_value_call(pg_script *script, const pg_value_call_request *request, pg_bytes *result);

// Global functions that the script has defined, in no order.
typedef void (*pg_function_visitor)(void *context, const char *name, int line);
void pg_value_functions(pg_script *script, pg_function_visitor visit, void *context);

// Gives the script `exchange(name, value)`: hands the value's bytes to the host and returns what the host answers. The answer stays
// valid until the next call. Returns false after writing an error text.
typedef bool (*pg_exchange_function)(void *host, const char *name, pg_bytes value, pg_bytes *answer, char *error, size_t error_capacity);
void pg_bind_exchange(pg_script *script, pg_exchange_function exchange);
// Makes the script a policy: it has the libraries, `param` and of ctx the state and random stream; no series, prices or orders.
void pg_bind_policy(pg_script *script);
// Declarations are over; callbacks are not looked for.
void pg_bind_close(pg_script *script);

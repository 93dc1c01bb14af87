// What a strategy script may say and see: series, parameters, triggers, callbacks, intents, its context.
//
// The host describes the market and the account by pointers; the script's intents collect in a buffer that the host drains.
// Functions given by the host return a status and an error text; the bridge raises after they have returned.
#pragma once
#include "pg_native.h"
#include "pg_sandbox.h"

typedef enum { PG_NIL, PG_NUMBER, PG_INTEGER, PG_BOOLEAN, PG_TEXT, PG_SERIES, PG_SOURCE } pg_kind;

typedef struct {
    pg_kind kind;
    double number;     // also 0 or 1 of a boolean
    int64_t integer;
    int32_t id;        // of a series or a source
    const char *text;  // of PG_TEXT; valid during the call
    size_t length;
} pg_value;

enum { PG_LOOKUP_UNKNOWN = 0, PG_LOOKUP_FUNCTION = 1, PG_LOOKUP_VALUE = 2 };

typedef struct {
    // What a name means while a script declares. Writes a suggestion to `hint` for an unknown one where `capacity` is above 0.
    int (*lookup)(void *host, const char *name, char *hint, size_t capacity);
    // Declares `name(arguments…)`, or reads the value `name` when there are none to pass. Returns the number of results, or −1
    // after writing an error text.
    int (*declare)(void *host, const char *name, const pg_value *arguments, int count, pg_value *results, int capacity, char *error, size_t error_capacity, int line);
    // Feeds a streaming indicator; `outputs` receives NaN while it warms up. Returns the number of outputs.
    int (*stream)(void *host, int32_t id, const double *inputs, int count, double *outputs, int capacity, char *error, size_t error_capacity);
    // The libraries; NULL where there are none.
    pg_native_function native;
} pg_host_functions;

pg_status pg_bind(pg_script *script, const pg_host_functions *functions);

typedef enum { PG_ON_START, PG_ON_BAR, PG_ON_STEP, PG_ON_FILL, PG_ON_ORDER, PG_ON_TIMER, PG_ON_STOP, PG_ON_PARAMS, PG_CALLBACK_COUNT } pg_callback_kind;

// After the chunk has run: finds the callbacks and triggers. Callbacks are numbered as above, triggers follow from PG_CALLBACK_COUNT on.
pg_status pg_bind_collect(pg_script *script);
int pg_bind_trigger_count(const pg_script *script);
bool pg_bind_has_callback(const pg_script *script, int callback);
int pg_bind_callback_line(const pg_script *script, int callback);
// Resolves a builtin name now, as if the script had read it at its top; for prices that only callbacks read.
pg_status pg_bind_touch(pg_script *script, const char *name);
// Parameter names of a callback, −1 … count; a variadic one has none.
int pg_bind_parameter_count(const pg_script *script, int callback);
const char *pg_bind_parameter_name(pg_script *script, int callback, int index);

// Series that the script holds in globals, or in upvalues of its callbacks (then `name` is NULL).
typedef void (*pg_series_visitor)(void *context, const char *name, int32_t series);
pg_status pg_bind_visit_series(pg_script *script, pg_series_visitor visit, void *context);

typedef enum {
    PG_ARG_COLUMN, PG_ARG_POSITION, PG_ARG_CASH, PG_ARG_EQUITY, PG_ARG_ENTRY_PRICE, PG_ARG_CTX, PG_ARG_SYMBOL, PG_ARG_TIME, PG_ARG_BAR,
    PG_ARG_VALUE, PG_ARG_PAYLOAD,
} pg_argument_kind;
enum { PG_MAX_ARGUMENTS = 32 };
// `index`: the column's slot, or that of a value set by pg_bind_value. `is_checked`: skip the call where the number is not finite.
void pg_bind_argument(pg_script *script, int callback, int argument, pg_argument_kind kind, int32_t index, bool is_checked);
// Keeps a number, boolean or text to be handed to callbacks; returns its index, or −1 when out of memory.
int32_t pg_bind_value(pg_script *script, const pg_value *value);

typedef struct {
    int32_t step;
    int32_t trigger;  // trigger index | symbol << 16
} pg_firing;

enum { PG_FILL_COLUMNS = 5 };

// The market and account. Every pointer stays valid while the script runs. Arrays are by symbol.
typedef struct {
    int32_t symbol_count;
    const char *const *symbols;
    int64_t step_count;
    const int64_t *step_times;
    const int32_t *const *latest_rows;  // NULL entry: rows are steps
    const double *const *closes;
    const int64_t *const *times;
    const void *const *fills;           // [symbol * PG_FILL_COLUMNS + i]: columns of 8 bytes that a fill reads besides the close
    const int64_t *ready_rows;          // first row at which callbacks of the symbol may run
    const double *cash, *positions, *entry_prices;
    int32_t column_count;
    const double *const *columns;       // [symbol * column_count + slot]
    const int32_t *slots;               // by series id; −1: not kept
    int32_t series_count;
    const pg_firing *firings;
    int64_t firing_count;
} pg_market;
pg_status pg_bind_market(pg_script *script, const pg_market *market);

// Runs the callbacks of steps from..<to in turn, stopping after the first step that leaves intents or fails. Returns the step after the last.
int64_t pg_bind_run(pg_script *script, int64_t from, int64_t to, pg_status *status);

// A payload: named fields for on_fill and on_order, or one value under the name "" for on_timer.
typedef struct {
    const char *name;
    pg_value value;
} pg_field;
pg_status pg_bind_call(pg_script *script, int callback, int64_t step, int32_t symbol, const pg_field *fields, int field_count);

typedef struct {
    uint8_t kind, side, type, time_in_force, flags, trail_is_rate;
    int32_t symbol, line;
    int64_t handle, target;
    double quantity, limit_price, stop_price, trail, take_profit, stop_loss;
    int64_t expires, interval;
} pg_intent;
const pg_intent *pg_bind_intents(const pg_script *script);
int pg_bind_intent_count(const pg_script *script);
void pg_bind_clear_intents(pg_script *script);
// The name of a timer by the index that its intent carries in `target`.
const char *pg_bind_timer_name(const pg_script *script, int64_t index);

// Calls of callbacks left out because an argument was not a finite number.
uint64_t pg_bind_skipped(const pg_script *script);
uint64_t pg_bind_calls(const pg_script *script);

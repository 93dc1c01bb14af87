// State of the binding, shared by its files.
#pragma once
#include "sandbox.h"
#include "pg_bind.h"
#include "pg_value.h"

enum { PG_MAX_TRIGGERS = 1024, PG_MAX_INTENTS = 20000, PG_MAX_TIMERS = 256, PG_SERIES_META = 1 };

// Stack slots that a callback needs on top of what stays: its arguments, the function, a payload and what makes one.
enum { PG_CALL_SLOTS = PG_MAX_ARGUMENTS + 16 };

typedef struct {
    uint8_t kind, is_checked;
    int32_t index;
} pg_argument;

typedef struct {
    int slot;  // of the function on the main stack; 0: none
    int line;
    int parameter_count;
    int argument_count;
    bool has_checks;
    pg_argument arguments[PG_MAX_ARGUMENTS];
} pg_callback;

typedef enum { PG_PHASE_IDLE, PG_PHASE_DECLARE, PG_PHASE_RUN } pg_phase;

struct pg_binding {
    pg_host_functions functions;
    pg_phase phase;
    pg_callback *callbacks;  // PG_CALLBACK_COUNT + triggers
    int trigger_count;
    int ctx_slot, first_symbol_slot, first_value_slot, value_count;
    pg_market market;
    bool has_market;
    // Where the script stands.
    int64_t step;
    int32_t symbol;          // −1 in a callback over all symbols
    int64_t *rows;           // newest complete row by symbol
    int64_t firing;          // next of market.firings
    pg_intent *intents;
    int intent_count, intent_capacity;
    int64_t next_handle;
    char *timer_names[PG_MAX_TIMERS];
    int timer_count;
    uint64_t skipped, calls;
    bool is_policy;
    pg_exchange_function exchange;  // of tests; NULL elsewhere
};

void pg_bind_free(pg_script *s);
double pg_bind_equity(const pg_binding *b);
// Intent functions, series metatables and the context, by name; false where it is none of them.
bool pg_push_intent_function(lua_State *L, const char *name);
bool pg_push_declaration(lua_State *L, const char *name);
void pg_open_series(lua_State *L);
void pg_push_context(lua_State *L);
// Every name that the functions above know, ended by NULL.
extern const char *const pg_intent_names[];
extern const char *const pg_declaration_names[];
void pg_require_phase(lua_State *L, pg_phase phase, const char *what);
int pg_declare(lua_State *L, const char *name, int first, int count);
void pg_push_value(lua_State *L, const pg_value *value);
int pg_current_line(lua_State *L);
// The symbol index of a text; raises with the known ones where there is none of that name.
int32_t pg_find_symbol(lua_State *L, const char *name);

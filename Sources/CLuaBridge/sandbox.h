// What the C files of the bridge share. Swift never sees this.
#pragma once
#include <lua5.4/lua.h>
#include <lua5.4/lauxlib.h>
#include <lua5.4/lualib.h>
#include "pg_sandbox.h"
#include <pthread.h>
#include <signal.h>

typedef struct pg_thread pg_thread;
typedef struct pg_binding pg_binding;

// Fixed slots of the main stack: the message handler, the environment, the library of builtins, the compiled chunk.
enum { PG_SLOT_HANDLER = 1, PG_SLOT_ENV, PG_SLOT_BUILTINS, PG_SLOT_CHUNK, PG_SLOT_FREE };

// Pushes the builtin `name` and returns 1, or returns 0 after leaving a suggestion (or "") in `hint`.
typedef int (*pg_resolver)(lua_State *L, pg_script *s, const char *name, char *hint, size_t capacity);

struct pg_script {
    lua_State *L;
    void *host;
    pg_limits limits;
    size_t used, peak;
    uint64_t allocations, fail_at;
    volatile sig_atomic_t killed;
    pg_thread *thread;     // set while a call runs
    pg_script *outer;      // the script whose call this one runs inside
    uint64_t rng[4];
    pg_log_fn log;
    pg_resolver resolver;
    pg_binding *binding;
    bool has_chunk;
    pg_error error;
};

struct pg_thread {
    volatile uint64_t epoch;       // odd while a call runs; bumped by the running thread only
    volatile uint64_t kill_epoch;  // the epoch that the watchdog wants stopped
    pg_script *volatile current;
    volatile uint64_t budget_ns;
    pthread_t id;
    uint64_t seen_epoch, seen_since;
    pg_thread *next;
};

pg_script *pg_self(lua_State *L);

// watchdog.c
pg_thread *pg_thread_self(void);
void pg_disarm(pg_script *s);
void pg_arm(pg_script *s);

// A call into the script begins and ends. Plain stores: the watchdog only reads them, the signal handler runs on this thread.
static inline void pg_enter(pg_script *s, pg_thread *t) {
    s->thread = t;
    s->outer = t->current;
    t->current = s;
    t->budget_ns = s->limits.callback_budget_ns;
    t->epoch += t->epoch & 1 ? 2 : 1;
    if (s->limits.instruction_limit) pg_arm(s);
}
static inline void pg_leave(pg_script *s, pg_thread *t) {
    t->current = s->outer;
    t->epoch += s->outer ? 2 : 1;
    if (s->outer) t->budget_ns = s->outer->limits.callback_budget_ns;
    if (s->killed) pg_disarm(s);
}
// The next call of a loop of calls into the same script: restarts its budget.
static inline void pg_next(pg_script *s, pg_thread *t) {
    t->epoch += 2;
    if (s->limits.instruction_limit) pg_arm(s);
}

// Calls the function and `arguments` on top of the stack. Only non-raising pushes may precede it.
static inline int pg_pcall(pg_script *s, int arguments, int results) {
    return lua_pcall(s->L, arguments, results, PG_SLOT_HANDLER);
}
// Turns the status of a failed pg_pcall into the script's error, pops the error object, and returns the pg_status.
pg_status pg_fail(pg_script *s, int lua_status);
// Runs `f` with `ud` as its light userdata argument, under protection and budget.
pg_status pg_protected(pg_script *s, lua_CFunction f, void *ud);

// Raises where the script is being killed: for the loops of library functions.
static inline void pg_poll(lua_State *L, pg_script *s) {
    if (s->killed) luaL_error(L, "stopped: the callback ran over its time budget");
}
// Raises unless a library call of `items` elements is allowed.
void pg_check_items(lua_State *L, pg_script *s, lua_Integer items, const char *what);

// Text of any value without addresses; pushes it.
const char *pg_tolstring(lua_State *L, int index, size_t *length);

uint64_t pg_random_bits(pg_script *s);
double pg_random_unit(pg_script *s);
lua_Integer pg_random_integer(pg_script *s, lua_Integer low, lua_Integer high);
double pg_random_normal(pg_script *s);
void pg_random_seed(pg_script *s, uint64_t seed);

// Replaces the table on top by a read-only view of it.
void pg_protect_table(lua_State *L, const char *name);

int pg_open_base(lua_State *L);
int pg_open_string(lua_State *L);
int pg_open_table(lua_State *L);
int pg_open_math(lua_State *L);

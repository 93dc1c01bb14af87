// What the C files of the bridge share. Swift never sees this.
#pragma once
#include <lua5.4/lua.h>
#include <lua5.4/lauxlib.h>
#include <lua5.4/lualib.h>
#include "pg_sandbox.h"
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>

typedef struct pg_thread pg_thread;
typedef struct pg_frame pg_frame;
typedef struct pg_binding pg_binding;

// Fixed slots of the main stack: the message handler, the environment, the library of builtins, the compiled chunk.
enum { PG_SLOT_HANDLER = 1, PG_SLOT_ENV, PG_SLOT_BUILTINS, PG_SLOT_CHUNK, PG_SLOT_FREE };

// Pushes the builtin `name` and returns 1, or returns 0 after leaving a suggestion (or "") in `hint`. `hint` is NULL where a script
// assigns to the name: 1 says then that it may not.
typedef int (*pg_resolver)(lua_State *L, pg_script *s, const char *name, char *hint, size_t capacity);

typedef enum { PG_NOT_KILLED, PG_KILLED_BY_TIME, PG_KILLED_BY_COUNT } pg_kill;

struct pg_script {
    lua_State *L;
    void *host;
    pg_limits limits;
    size_t used, peak;
    void *state_block;               // the first block, which holds Lua's global state
    size_t state_size;
    uint64_t allocations, fail_at;
    bool fails_retry;                // the collector's second attempt at a failed allocation fails as well
    volatile sig_atomic_t killed;    // a pg_kill
    bool is_stop_recorded;           // the error already says where the kill met the script
    uint64_t instructions_left;
    pg_frame *frame;                 // of the call that runs; NULL between calls
    uint64_t rng[4];
    pg_log_fn log;
    pg_resolver resolver;
    pg_binding *binding;
    bool has_chunk;
    int memory_line;                 // where memory ran out last; 0 unknown
    bool is_memory_deep;             // inside thousands of calls
    char memory_source[256];
    pg_error error;
};

// A running call. Its thread writes, the watchdog reads. Calls nest where a script's host function calls another script.
struct pg_frame {
    _Atomic(uint64_t) epoch;         // differs for each call on the thread; 0: none
    _Atomic(uint64_t) budget_ns;
    _Atomic(uint64_t) kill_epoch;    // the call that the watchdog wants stopped; written by the watchdog
    pg_script *volatile script;      // for the thread and its signal handler
    uint64_t seen_epoch, seen_since; // the watchdog's own
};

enum { PG_MAX_DEPTH = 8 };

struct pg_thread {
    pg_frame frames[PG_MAX_DEPTH];
    int depth;
    uint64_t last_epoch;
    pthread_t id;
    pg_thread *next;
};

pg_script *pg_self(lua_State *L);

// alloc.c
void *pg_allocate(void *ud, void *pointer, size_t old_size, size_t new_size);

// sandbox_weak.c
int pg_make_weakness_inert(lua_State *L);

// error.c
int pg_message_handler(lua_State *L);
// Raises nothing: writes the syntax error on top of the stack and pops it.
pg_status pg_fail_to_load(pg_script *s, const char *chunkname);
void pg_describe_stop(lua_State *L, pg_script *s);

// watchdog.c
pg_thread *pg_thread_self(void);
void pg_disarm(pg_script *s);
void pg_arm(pg_script *s);
_Noreturn void pg_stop(lua_State *L, pg_script *s);

// More nested calls than the thread has frames share the last one: the outermost of those is then not watched.
static inline pg_frame *pg_frame_at(pg_thread *t, int depth) {
    return &t->frames[depth < PG_MAX_DEPTH ? depth : PG_MAX_DEPTH - 1];
}

// Whether a call into the script may begin: none is running and its stack has room. Sets the error otherwise.
bool pg_may_begin(pg_script *s);

// A call into the script begins and ends. Relaxed stores, which are plain ones: the watchdog only reads them, and the signal
// handler runs on this thread, so the compiler's order is enough. The epoch is set last and cleared first.
static inline void pg_enter(pg_script *s, pg_thread *t) {
    pg_frame *f = pg_frame_at(t, t->depth++);
    atomic_store_explicit(&f->epoch, 0, memory_order_relaxed);
    atomic_signal_fence(memory_order_seq_cst);
    s->frame = f;
    f->script = s;
    atomic_store_explicit(&f->budget_ns, s->limits.callback_budget_ns, memory_order_relaxed);
    atomic_signal_fence(memory_order_seq_cst);
    atomic_store_explicit(&f->epoch, ++t->last_epoch, memory_order_relaxed);
    if (s->limits.instruction_limit) pg_arm(s);
}
static inline void pg_leave(pg_script *s, pg_thread *t) {
    pg_frame *f = pg_frame_at(t, --t->depth);
    atomic_store_explicit(&f->epoch, 0, memory_order_relaxed);
    atomic_signal_fence(memory_order_seq_cst);
    s->frame = NULL;
    if (s->killed) pg_disarm(s);
}
// The next call of a loop of calls into the same script: restarts its budget.
static inline void pg_next(pg_script *s, pg_thread *t) {
    atomic_store_explicit(&s->frame->epoch, ++t->last_epoch, memory_order_relaxed);
    atomic_signal_fence(memory_order_seq_cst);
    if (s->limits.instruction_limit) pg_arm(s);
}

// Calls the function and `arguments` on top of the stack. Only non-raising pushes may precede it.
static inline int pg_pcall(pg_script *s, int arguments, int results) {
    return lua_pcall(s->L, arguments, results, PG_SLOT_HANDLER);
}
// Turns the status of a failed pg_pcall into the script's error, pops the error object, and returns the pg_status.
pg_status pg_fail(pg_script *s, int lua_status);
// Runs `f` with `ud` as its light userdata argument, under protection and budget. PG_ERR_INTERNAL inside a call into the same
// script: the fixed slots are those of the outermost frame.
pg_status pg_protected(pg_script *s, lua_CFunction f, void *ud);

// Raises where the script is being killed: for the loops of library functions.
static inline void pg_poll(lua_State *L, pg_script *s) {
    if (s->killed) pg_stop(L, s);
}
// Collects garbage where `bytes` more would not fit: buffers of the library are not retried by the collector.
void pg_reserve(lua_State *L, size_t bytes);
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

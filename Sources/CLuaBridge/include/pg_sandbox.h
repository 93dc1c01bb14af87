// The sandbox: one Lua state per script, bounded in memory, time and reach.
//
// Every function here does its Lua work under protection and returns a status, so no Lua error ever crosses a Swift frame. A
// script belongs to one thread at a time. A call into a script from inside a call of the same script is PG_ERR_INTERNAL.
// Lua 5.4 is not visible through this header.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct pg_script pg_script;

typedef enum {
    PG_OK = 0,
    PG_ERR_SYNTAX,
    PG_ERR_RUNTIME,
    PG_ERR_MEMORY,
    PG_ERR_BUDGET,
    PG_ERR_INTERNAL,
} pg_status;

typedef struct {
    size_t memory_bytes;         // of everything the script holds
    uint64_t callback_budget_ns; // wall clock of one call; 0 = none. It can only abort, never change a result.
    uint64_t match_steps;        // work of one pattern search
    uint64_t call_items;         // elements one library call may touch
    uint64_t instruction_limit;  // of one call, counted; 0 = off. Deterministic, but slows loops about twofold.
    uint64_t seed;               // of math.random and ctx.rng
} pg_limits;

pg_limits pg_limits_standard(void);

// The last error, in memory outside the Lua heap: it survives running out of memory.
typedef struct {
    pg_status status;
    int line;            // 0 where unknown
    char source[256];    // chunk name of the line
    char message[1024];  // begins with source:line: where known
    char traceback[4096];
} pg_error;

// NULL when the memory limit is too small to hold the libraries, or the machine is out of memory.
pg_script *pg_script_new(const pg_limits *limits, void *host);
// Returns the bytes that the script did not give back, which is 0.
size_t pg_script_free(pg_script *script);
void *pg_script_host(const pg_script *script);
const pg_error *pg_script_error(const pg_script *script);

typedef struct {
    size_t used, peak, limit;
    uint64_t allocations;
} pg_memory;
pg_memory pg_script_memory(const pg_script *script);
void pg_script_set_memory_limit(pg_script *script, size_t bytes);
void pg_script_set_budget(pg_script *script, uint64_t nanoseconds);
// Makes the nth growing allocation from now fail, and the attempt that follows its garbage collection; 0 turns it off. For tests
// of out-of-memory at every allocation.
void pg_script_fail_allocation(pg_script *script, uint64_t nth);

// Compiles text (never bytecode). `chunkname` begins with '=' or '@'. Runs nothing.
pg_status pg_script_load(pg_script *script, const char *source, size_t length, const char *chunkname);
// Runs the chunk compiled last.
pg_status pg_script_run(pg_script *script);
// Calls the global function `name` without arguments; a missing function is PG_ERR_RUNTIME.
pg_status pg_script_call_global(pg_script *script, const char *name);

// Names the compiled chunk reads or writes as globals: those of a function after those of the functions in it, each in the order
// of the code. Returns false where the scan is not possible.
typedef void (*pg_global_visitor)(void *context, const char *name, int line, bool is_write);
bool pg_script_globals(pg_script *script, pg_global_visitor visit, void *context);
// The same for the functions of the chunk alone: what can be read after it has run.
bool pg_script_function_globals(pg_script *script, pg_global_visitor visit, void *context);

// Receives the text of print and log. `line` is that of the script.
typedef void (*pg_log_fn)(void *host, const char *text, size_t length, int line);
void pg_script_set_log(pg_script *script, pg_log_fn log);

// Reads a global as text, number or boolean for tests and tools: writes its text to `buffer`, returns false where it is nil.
bool pg_script_global_text(pg_script *script, const char *name, char *buffer, size_t capacity);

// Nanoseconds of a steady clock; for measurements.
uint64_t pg_monotonic_ns(void);

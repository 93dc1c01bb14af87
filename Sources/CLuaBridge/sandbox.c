// Life of a script: its state, its memory, its errors, its environment.
#include "bind.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

pg_limits pg_limits_standard(void) {
    return (pg_limits){
        .memory_bytes = 64u << 20,
        .callback_budget_ns = 1000000000,
        .match_steps = 5000000,
        .call_items = 5000000,
        .instruction_limit = 0,
        .seed = 1,
    };
}

static void *allocate(void *ud, void *pointer, size_t old_size, size_t new_size) {
    pg_script *s = ud;
    size_t old = pointer ? old_size : 0;
    if (new_size == 0) {
        s->used -= old;
        free(pointer);
        return NULL;
    }
    if (new_size > old) {
        if (s->used + (new_size - old) > s->limits.memory_bytes) return NULL;
        s->allocations++;
        if (s->fail_at && --s->fail_at == 0) return NULL;
    }
    void *moved = realloc(pointer, new_size);
    if (!moved) return NULL;
    s->used += new_size - old;
    if (s->used > s->peak) s->peak = s->used;
    return moved;
}

pg_script *pg_self(lua_State *L) {
    void *ud;
    lua_getallocf(L, &ud);
    return ud;
}

// Appends formatted text to a fixed buffer; returns the new length.
static size_t append(char *buffer, size_t capacity, size_t at, const char *format, ...) __attribute__((format(printf, 4, 5)));
static size_t append(char *buffer, size_t capacity, size_t at, const char *format, ...) {
    if (at >= capacity) return at;
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(buffer + at, capacity - at, format, arguments);
    va_end(arguments);
    return n < 0 ? at : at + (size_t)n;
}

static void write_traceback(lua_State *L, pg_error *e) {
    size_t at = 0;
    lua_Debug ar;
    for (int level = 0; level < 24 && lua_getstack(L, level, &ar); level++) {
        if (!lua_getinfo(L, "Sln", &ar)) break;
        if (*ar.what == 'C' && !ar.name) continue;
        if (ar.currentline > 0) {
            if (e->line == 0) {
                e->line = ar.currentline;
                snprintf(e->source, sizeof e->source, "%s", ar.short_src);
            }
            at = append(e->traceback, sizeof e->traceback, at, "  %s:%d: in ", ar.short_src, ar.currentline);
        } else {
            at = append(e->traceback, sizeof e->traceback, at, "  [host]: in ");
        }
        if (ar.name && *ar.namewhat) at = append(e->traceback, sizeof e->traceback, at, "%s '%s'\n", ar.namewhat, ar.name);
        else if (*ar.what == 'm') at = append(e->traceback, sizeof e->traceback, at, "main chunk\n");
        else at = append(e->traceback, sizeof e->traceback, at, "function at line %d\n", ar.linedefined);
    }
}

// Writes the error object at `index` as text, without allocating or calling anything.
static void write_message(lua_State *L, int index, char *buffer, size_t capacity) {
    switch (lua_type(L, index)) {
    case LUA_TSTRING: snprintf(buffer, capacity, "%s", lua_tostring(L, index)); break;
    case LUA_TNUMBER:
        if (lua_isinteger(L, index)) snprintf(buffer, capacity, "%lld", (long long)lua_tointeger(L, index));
        else snprintf(buffer, capacity, "%.14g", lua_tonumber(L, index));
        break;
    case LUA_TNIL: snprintf(buffer, capacity, "error raised with nil: pass error() a text"); break;
    default: snprintf(buffer, capacity, "error raised with a %s: pass error() a text", luaL_typename(L, index)); break;
    }
}

static void take_error(lua_State *L, pg_error *e, int index) {
    e->line = 0;
    e->source[0] = e->traceback[0] = 0;
    write_traceback(L, e);
    char text[sizeof e->message];
    write_message(L, index, text, sizeof text);
    bool is_located = e->line > 0 && strncmp(text, e->source, strlen(e->source)) == 0;
    if (is_located || e->line == 0) snprintf(e->message, sizeof e->message, "%s", text);
    else snprintf(e->message, sizeof e->message, "%.200s:%d: %.780s", e->source, e->line, text);
    // Where the text itself names a line, that is the line of the error: error("…", 2) points at the caller.
    if (is_located) {
        int line = 0;
        if (sscanf(text + strlen(e->source), ":%d:", &line) == 1 && line > 0) e->line = line;
    }
}

// Runs where the error is raised, with the stack still standing.
static int message_handler(lua_State *L) {
    take_error(L, &pg_self(L)->error, 1);
    return 1;
}

pg_status pg_fail(pg_script *s, int lua_status) {
    lua_State *L = s->L;
    pg_error *e = &s->error;
    if (s->killed) {
        e->status = PG_ERR_BUDGET;
    } else if (lua_status == LUA_ERRMEM) {
        e->status = PG_ERR_MEMORY;
        e->line = 0;
        e->source[0] = e->traceback[0] = 0;
        snprintf(e->message, sizeof e->message, "the script ran out of memory: its limit is %zu MiB", s->limits.memory_bytes >> 20);
    } else if (lua_status == LUA_ERRERR) {
        e->status = PG_ERR_RUNTIME;
        snprintf(e->message, sizeof e->message, "an error was raised while handling an error (endless recursion?)");
    } else {
        e->status = PG_ERR_RUNTIME;
    }
    lua_settop(L, -2);
    return e->status;
}

pg_status pg_protected(pg_script *s, lua_CFunction f, void *ud) {
    lua_State *L = s->L;
    pg_thread *t = pg_thread_self();
    pg_enter(s, t);
    lua_pushcfunction(L, f);
    lua_pushlightuserdata(L, ud);
    int status = pg_pcall(s, 1, 0);
    pg_status result = status == LUA_OK ? PG_OK : pg_fail(s, status);
    pg_leave(s, t);
    return result;
}

void pg_check_items(lua_State *L, pg_script *s, lua_Integer items, const char *what) {
    if (items > 0 && (uint64_t)items > s->limits.call_items)
        luaL_error(L, "%s: %I elements are more than the limit of %I in one call", what, (LUAI_UACINT)items, (LUAI_UACINT)s->limits.call_items);
}

static int refuse_write(lua_State *L) {
    return luaL_error(L, "'%s' is read-only: keep your own values in your own table", lua_tostring(L, lua_upvalueindex(1)));
}

void pg_protect_table(lua_State *L, const char *name) {
    lua_createtable(L, 0, 0);
    lua_createtable(L, 0, 3);
    lua_rotate(L, -3, -1);
    lua_setfield(L, -2, "__index");
    lua_pushstring(L, name);
    lua_pushcclosure(L, refuse_write, 1);
    lua_setfield(L, -2, "__newindex");
    lua_pushliteral(L, "read-only");
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
}

// A name that the script has not declared: a builtin made on first use, or an error that suggests the right name.
static int resolve_builtin(lua_State *L) {
    pg_script *s = pg_self(L);
    if (lua_type(L, 2) != LUA_TSTRING) return 0;
    const char *name = lua_tostring(L, 2);
    char hint[200] = "";
    if (s->resolver && s->resolver(L, s, name, hint, sizeof hint)) {
        lua_pushvalue(L, 2);
        lua_pushvalue(L, -2);
        lua_rawset(L, 1);
        return 1;
    }
    return luaL_error(L, "undeclared name '%s'%s%s", name, *hint ? ": " : "", hint);
}

static int assign_global(lua_State *L) {
    pg_script *s = pg_self(L);
    if (lua_type(L, 2) == LUA_TSTRING) {
        lua_pushvalue(L, 2);
        lua_rawget(L, lua_upvalueindex(1));
        char hint[200];
        bool is_builtin = !lua_isnil(L, -1) || (s->resolver && s->resolver(L, s, lua_tostring(L, 2), hint, sizeof hint));
        if (is_builtin) return luaL_error(L, "'%s' is a name of the host: choose another", lua_tostring(L, 2));
        lua_settop(L, 3);
    }
    lua_rawset(L, 1);
    return 0;
}

static void make_builtins(lua_State *L) {
    lua_createtable(L, 0, 48);
    lua_pushvalue(L, -1);
    pg_open_base(L);
    lua_pop(L, 1);
    pg_open_string(L);
    lua_setfield(L, -2, "string");
    pg_open_table(L);
    lua_setfield(L, -2, "table");
    pg_open_math(L);
    lua_setfield(L, -2, "math");
    lua_pushcfunction(L, luaopen_utf8);
    lua_call(L, 0, 1);
    pg_protect_table(L, "utf8");
    lua_setfield(L, -2, "utf8");
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, resolve_builtin);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
}

// Leaves the fixed slots on the stack of the state.
static int set_up(lua_State *L) {
    lua_settop(L, 0);
    lua_createtable(L, 0, 8);
    make_builtins(L);
    lua_createtable(L, 0, 3);
    lua_pushvalue(L, 2);
    lua_setfield(L, -2, "__index");
    lua_pushvalue(L, 2);
    lua_pushcclosure(L, assign_global, 1);
    lua_setfield(L, -2, "__newindex");
    lua_pushliteral(L, "locked");
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, 1);
    return 2;
}

pg_script *pg_script_new(const pg_limits *limits, void *host) {
    pg_script *s = calloc(1, sizeof *s);
    if (!s) return NULL;
    s->limits = *limits;
    s->host = host;
    pg_random_seed(s, limits->seed);
    s->L = lua_newstate(allocate, s);
    if (!s->L) {
        free(s);
        return NULL;
    }
    lua_pushcfunction(s->L, message_handler);
    lua_pushcfunction(s->L, set_up);
    if (lua_pcall(s->L, 0, 2, 0) != LUA_OK) {
        pg_script_free(s);
        return NULL;
    }
    lua_pushnil(s->L);
    pg_arm(s);
    return s;
}

void pg_script_free(pg_script *s) {
    if (!s) return;
    // Closing frees and never grows; no finalizer of a script can run, for there are none.
    lua_sethook(s->L, NULL, 0, 0);
    lua_close(s->L);
    pg_bind_free(s);
    free(s);
}

void *pg_script_host(const pg_script *s) { return s->host; }
const pg_error *pg_script_error(const pg_script *s) { return &s->error; }
pg_memory pg_script_memory(const pg_script *s) { return (pg_memory){s->used, s->peak, s->limits.memory_bytes, s->allocations}; }
void pg_script_set_memory_limit(pg_script *s, size_t bytes) { s->limits.memory_bytes = bytes; }
void pg_script_set_budget(pg_script *s, uint64_t nanoseconds) { s->limits.callback_budget_ns = nanoseconds; }
void pg_script_fail_allocation(pg_script *s, uint64_t nth) { s->fail_at = nth; }
void pg_script_set_log(pg_script *s, pg_log_fn log) { s->log = log; }

pg_status pg_script_load(pg_script *s, const char *source, size_t length, const char *chunkname) {
    lua_State *L = s->L;
    s->has_chunk = false;
    int status = luaL_loadbufferx(L, source, length, chunkname, "t");
    if (status == LUA_OK) {
        lua_pushvalue(L, PG_SLOT_ENV);
        lua_setupvalue(L, -2, 1);
        lua_replace(L, PG_SLOT_CHUNK);
        s->has_chunk = true;
        return PG_OK;
    }
    pg_error *e = &s->error;
    if (status == LUA_ERRMEM) return pg_fail(s, status);
    e->status = PG_ERR_SYNTAX;
    e->line = 0;
    e->traceback[0] = 0;
    write_message(L, -1, e->message, sizeof e->message);
    snprintf(e->source, sizeof e->source, "%s", chunkname + 1);
    const char *colon = strstr(e->message, e->source);
    if (colon) sscanf(colon + strlen(e->source), ":%d:", &e->line);
    lua_settop(L, -2);
    return PG_ERR_SYNTAX;
}


pg_status pg_script_run(pg_script *s) {
    if (!s->has_chunk) return PG_ERR_INTERNAL;
    lua_State *L = s->L;
    pg_thread *t = pg_thread_self();
    pg_enter(s, t);
    lua_pushvalue(L, PG_SLOT_CHUNK);
    int status = pg_pcall(s, 0, 0);
    pg_status result = status == LUA_OK ? PG_OK : pg_fail(s, status);
    pg_leave(s, t);
    return result;
}

typedef struct {
    pg_script *script;
    const char *name;
    char *buffer;
    size_t capacity;
    bool found;
} global_request;

static int call_global(lua_State *L) {
    global_request *r = lua_touserdata(L, 1);
    lua_pushstring(L, r->name);
    lua_rawget(L, lua_upvalueindex(1));
    lua_call(L, 0, 0);
    return 0;
}

static int global_text(lua_State *L) {
    global_request *r = lua_touserdata(L, 1);
    lua_pushstring(L, r->name);
    lua_rawget(L, lua_upvalueindex(1));
    r->found = !lua_isnil(L, -1);
    snprintf(r->buffer, r->capacity, "%s", pg_tolstring(L, -1, NULL));
    return 0;
}

// Runs a C function that finds the environment in its first upvalue.
static int with_env(lua_State *L) {
    lua_CFunction f = (lua_CFunction)lua_touserdata(L, 2);
    lua_pushvalue(L, 3);
    lua_pushcclosure(L, f, 1);
    lua_pushvalue(L, 1);
    lua_call(L, 1, 0);
    return 0;
}

static pg_status protected_with_env(pg_script *s, lua_CFunction f, global_request *r) {
    lua_State *L = s->L;
    pg_thread *t = pg_thread_self();
    pg_enter(s, t);
    lua_pushcfunction(L, with_env);
    lua_pushlightuserdata(L, r);
    lua_pushlightuserdata(L, (void *)f);
    lua_pushvalue(L, PG_SLOT_ENV);
    int status = pg_pcall(s, 3, 0);
    pg_status result = status == LUA_OK ? PG_OK : pg_fail(s, status);
    pg_leave(s, t);
    return result;
}

pg_status pg_script_call_global(pg_script *s, const char *name) {
    global_request r = {s, name, NULL, 0, false};
    return protected_with_env(s, call_global, &r);
}

bool pg_script_global_text(pg_script *s, const char *name, char *buffer, size_t capacity) {
    global_request r = {s, name, buffer, capacity, false};
    if (capacity > 0) buffer[0] = 0;
    return protected_with_env(s, global_text, &r) == PG_OK && r.found;
}

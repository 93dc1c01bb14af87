// Life of a script: its state, its environment, its calls.
#include "value.h"
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

pg_script *pg_self(lua_State *L) {
    void *ud;
    lua_getallocf(L, &ud);
    return ud;
}

// The function and its arguments are on the stack.
static pg_status call_protected(pg_script *s, int arguments) {
    pg_thread *t = pg_thread_self();
    pg_enter(s, t);
    int status = pg_pcall(s, arguments, 0);
    pg_status result = status == LUA_OK ? PG_OK : pg_fail(s, status);
    pg_leave(s, t);
    return result;
}

// Whether a call may begin; otherwise writes the error.
bool pg_may_begin(pg_script *s) {
    if (!s->frame && lua_checkstack(s->L, 8)) return true;
    pg_error *e = &s->error;
    *e = (pg_error){.status = s->frame ? PG_ERR_INTERNAL : PG_ERR_MEMORY};
    const char *text = s->frame ? "the script is running already" : "out of memory: no room for the call";
    snprintf(e->message, sizeof e->message, "%s", text);
    return false;
}

pg_status pg_protected(pg_script *s, lua_CFunction f, void *ud) {
    if (!pg_may_begin(s)) return s->error.status;
    lua_pushcfunction(s->L, f);
    lua_pushlightuserdata(s->L, ud);
    return call_protected(s, 1);
}

pg_status pg_protected_with_env(pg_script *s, lua_CFunction f, void *ud) {
    if (!pg_may_begin(s)) return s->error.status;
    lua_pushcfunction(s->L, f);
    lua_pushlightuserdata(s->L, ud);
    lua_pushvalue(s->L, PG_SLOT_ENV);
    return call_protected(s, 2);
}

void pg_check_items(lua_State *L, pg_script *s, lua_Integer items, const char *what) {
    if (items <= 0 || (uint64_t)items <= s->limits.call_items) return;
    LUAI_UACINT given = items, most = (LUAI_UACINT)s->limits.call_items;
    luaL_error(L, "%s: %I elements are more than the limit of %I in one call", what, given, most);
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
        bool is_builtin = !lua_isnil(L, -1) || (s->resolver && s->resolver(L, s, lua_tostring(L, 2), NULL, 0));
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
    pg_make_weakness_inert(L);
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
    s->L = lua_newstate(pg_allocate, s);
    if (!s->L) {
        free(s);
        return NULL;
    }
    lua_pushcfunction(s->L, pg_message_handler);
    lua_pushcfunction(s->L, set_up);
    if (lua_pcall(s->L, 0, 2, 0) != LUA_OK) {
        pg_script_free(s);
        return NULL;
    }
    lua_pushnil(s->L);
    pg_arm(s);
    return s;
}

size_t pg_script_free(pg_script *s) {
    if (!s) return 0;
    // Closing frees and never grows; no finalizer of a script can run, for there are none.
    lua_sethook(s->L, NULL, 0, 0);
    lua_close(s->L);
    pg_bind_free(s);
    pg_value_release(s);
    size_t left = s->used;
    free(s);
    return left;
}

void *pg_script_host(const pg_script *s) { return s->host; }
const pg_error *pg_script_error(const pg_script *s) { return &s->error; }
void pg_script_set_budget(pg_script *s, uint64_t nanoseconds) { s->limits.callback_budget_ns = nanoseconds; }
void pg_script_set_log(pg_script *s, pg_log_fn log) { s->log = log; }

typedef struct {
    pg_script *script;
    const char *at;
    size_t left;
    bool was_cut;
} source_reader;

// Hands the source over in blocks: the compiler runs no hooks, so a stop reaches it here.
static const char *read_block(lua_State *L, void *ud, size_t *size) {
    (void)L;
    source_reader *r = ud;
    if (r->script->killed) r->was_cut = true;
    if (r->was_cut || r->left == 0) return NULL;
    const char *block = r->at;
    *size = r->left < 4096 ? r->left : 4096;
    r->at += *size;
    r->left -= *size;
    return block;
}

pg_status pg_script_load(pg_script *s, const char *source, size_t length, const char *chunkname) {
    if (!pg_may_begin(s)) return s->error.status;
    lua_State *L = s->L;
    s->has_chunk = false;
    s->memory_line = 0;
    if (length >= 3 && memcmp(source, "\xEF\xBB\xBF", 3) == 0) {
        source += 3;
        length -= 3;
    }
    source_reader r = {s, source, length, false};
    pg_thread *t = pg_thread_self();
    pg_enter(s, t);
    int status = lua_load(L, read_block, &r, chunkname, "t");
    if (r.was_cut) pg_describe_stop(L, s);
    pg_status result;
    if (r.was_cut || status == LUA_ERRMEM) {
        result = pg_fail(s, status);
    } else if (status != LUA_OK) {
        result = pg_fail_to_load(s, chunkname);
    } else {
        lua_pushvalue(L, PG_SLOT_ENV);
        lua_setupvalue(L, -2, 1);
        lua_replace(L, PG_SLOT_CHUNK);
        s->has_chunk = true;
        result = PG_OK;
    }
    pg_leave(s, t);
    return result;
}

pg_status pg_script_run(pg_script *s) {
    if (!pg_may_begin(s)) return s->error.status;
    if (!s->has_chunk) {
        s->error = (pg_error){.status = PG_ERR_INTERNAL, .message = "no script is loaded"};
        return PG_ERR_INTERNAL;
    }
    lua_pushvalue(s->L, PG_SLOT_CHUNK);
    return call_protected(s, 0);
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
    lua_rawget(L, 2);
    lua_call(L, 0, 0);
    return 0;
}

static int global_text(lua_State *L) {
    global_request *r = lua_touserdata(L, 1);
    lua_pushstring(L, r->name);
    lua_rawget(L, 2);
    r->found = !lua_isnil(L, -1);
    snprintf(r->buffer, r->capacity, "%s", pg_tolstring(L, -1, NULL));
    return 0;
}

pg_status pg_script_call_global(pg_script *s, const char *name) {
    global_request r = {s, name, NULL, 0, false};
    return pg_protected_with_env(s, call_global, &r);
}

bool pg_script_global_text(pg_script *s, const char *name, char *buffer, size_t capacity) {
    global_request r = {s, name, buffer, capacity, false};
    if (capacity > 0) buffer[0] = 0;
    return pg_protected_with_env(s, global_text, &r) == PG_OK && r.found;
}

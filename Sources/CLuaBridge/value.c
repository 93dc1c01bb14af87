// What crosses as bytes: the state, calls of a script's functions, its globals.
#include "value.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void pg_value_release(pg_script *s) {
    free(s->value_bytes);
    s->value_bytes = NULL;
    s->value_length = s->value_capacity = 0;
}

static pg_status answer(pg_script *s, pg_status status, pg_bytes *bytes) {
    *bytes = status == PG_OK ? (pg_bytes){s->value_bytes, s->value_length} : (pg_bytes){NULL, 0};
    return status;
}

static int export_state(lua_State *L) {
    pg_push_state(L);
    pg_write_value(L, -1, "ctx.state", PG_VALUE_ONE_OWNER);
    return 0;
}

pg_status pg_state_export(pg_script *s, pg_bytes *state) { return answer(s, pg_protected(s, export_state, NULL), state); }

static int import_state(lua_State *L) {
    const pg_bytes *state = lua_touserdata(L, 1);
    pg_push_state(L);
    pg_read_values(L, state->bytes, state->length, 1);
    if (!lua_istable(L, -1)) return luaL_error(L, "ctx.state must be a table: the stored value is a %s", luaL_typename(L, -1));
    pg_set_state(L);
    return 0;
}

pg_status pg_state_import(pg_script *s, const uint8_t *bytes, size_t length) {
    pg_bytes state = {bytes, length};
    return pg_protected(s, import_state, &state);
}

typedef struct {
    const char *name;
    const pg_value_call_request *call;
} request;

static int write_global(lua_State *L) {
    const char *name = ((request *)lua_touserdata(L, 1))->name;
    lua_pushstring(L, name);
    lua_rawget(L, 2);
    pg_write_value(L, -1, name, PG_VALUE_KEEP_FUNCTIONS);
    return 0;
}

pg_status pg_value_global(pg_script *s, const char *name, pg_bytes *value) {
    request r = {.name = name};
    return answer(s, pg_protected_with_env(s, write_global, &r), value);
}

static int call_function(lua_State *L) {
    const pg_value_call_request *c = ((request *)lua_touserdata(L, 1))->call;
    if (c->function > 0) {
        pg_push_kept_function(L, c->function);
    } else {
        lua_pushstring(L, c->name);
        lua_rawget(L, 2);
    }
    if (!lua_isfunction(L, -1)) return luaL_error(L, "there is no function '%s'", c->name);
    luaL_checkstack(L, c->count + 8, c->name);
    pg_read_values(L, c->bytes, c->length, c->count);
    lua_call(L, c->count, 1);
    if (c->makes_state && !lua_istable(L, -1))
        return luaL_error(L, "%s(…) returned %s: expected the new state, a table", c->name, luaL_typename(L, -1));
    lua_pushfstring(L, "%s(…)", c->name);
    lua_insert(L, -2);
    pg_write_value(L, -1, lua_tostring(L, -2), c->makes_state ? PG_VALUE_ONE_OWNER : 0);
    if (c->makes_state) pg_set_state(L);
    return 0;
}

static char before_key;

// Migration starts from an empty state; the one before stays at hand, so that a failure can put it back.
static int put_state_aside(lua_State *L) {
    pg_push_state(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &before_key);
    lua_newtable(L);
    pg_set_state(L);
    return 0;
}

pg_status pg_value_call(pg_script *s, const pg_value_call_request *call, pg_bytes *result) {
    request r = {.call = call};
    if (!call->makes_state) return answer(s, pg_protected_with_env(s, call_function, &r), result);
    pg_status status = pg_protected(s, put_state_aside, NULL);
    if (status != PG_OK) return answer(s, status, result);
    status = pg_protected_with_env(s, call_function, &r);
    // Both entries of the registry exist, so nothing here allocates and nothing can raise.
    if (status != PG_OK) {
        lua_rawgetp(s->L, LUA_REGISTRYINDEX, &before_key);
        pg_set_state(s->L);
    }
    lua_pushnil(s->L);
    lua_rawsetp(s->L, LUA_REGISTRYINDEX, &before_key);
    return answer(s, status, result);
}

void pg_value_functions(pg_script *s, pg_function_visitor visit, void *context) {
    lua_State *L = s->L;
    if (!pg_may_begin(s)) return;
    lua_pushnil(L);
    while (lua_next(L, PG_SLOT_ENV)) {
        lua_Debug ar;
        if (lua_type(L, -2) != LUA_TSTRING || !lua_isfunction(L, -1) || lua_iscfunction(L, -1)) {
            lua_settop(L, -2);
            continue;
        }
        lua_getinfo(L, ">S", &ar);
        visit(context, lua_tostring(L, -1), ar.linedefined);
    }
}

static int exchange(lua_State *L) {
    pg_script *s = pg_self(L);
    const char *name = luaL_checkstring(L, 1);
    lua_settop(L, 2);
    pg_write_value(L, 2, name, 0);
    pg_bytes value = {s->value_bytes, s->value_length}, result = {NULL, 0};
    char error[1000] = "";
    if (!s->binding->exchange(s->host, name, value, &result, error, sizeof error)) return luaL_error(L, "%s", error);
    pg_read_values(L, result.bytes, result.length, 1);
    return 1;
}

void pg_bind_exchange(pg_script *s, pg_exchange_function function) { s->binding->exchange = function; }

bool pg_push_exchange(lua_State *L, const char *name) {
    if (!pg_self(L)->binding->exchange || strcmp(name, "exchange") != 0) return false;
    lua_pushcfunction(L, exchange);
    return true;
}

void pg_bind_policy(pg_script *s) { s->binding->is_policy = true; }
void pg_bind_close(pg_script *s) { s->binding->phase = PG_PHASE_IDLE; }

// The declaring half of the language: series with their operators, sources, parameters, triggers, streaming indicators.
#include "bind.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char series_meta[] = "perigee.series";
static const char source_meta[] = "perigee.source";
static const char stream_meta[] = "perigee.stream";

typedef struct {
    int32_t id;
} handle;

static int32_t to_handle(lua_State *L, int index, const char *meta) {
    handle *h = luaL_testudata(L, index, meta);
    return h ? h->id : -1;
}

static void push_handle(lua_State *L, int32_t id, const char *meta) {
    handle *h = lua_newuserdatauv(L, sizeof *h, 0);
    h->id = id;
    luaL_setmetatable(L, meta);
}

void pg_push_value(lua_State *L, const pg_value *v) {
    switch (v->kind) {
    case PG_NIL: lua_pushnil(L); break;
    case PG_NUMBER: lua_pushnumber(L, v->number); break;
    case PG_INTEGER: lua_pushinteger(L, v->integer); break;
    case PG_BOOLEAN: lua_pushboolean(L, v->number != 0); break;
    case PG_TEXT: lua_pushlstring(L, v->text, v->length); break;
    case PG_SERIES: push_handle(L, v->id, series_meta); break;
    case PG_SOURCE: push_handle(L, v->id, source_meta); break;
    }
}

// Reads a Lua value; raises for one that the host cannot take.
static pg_value to_value(lua_State *L, int index, const char *name, int position) {
    pg_value v = {.kind = PG_NIL};
    switch (lua_type(L, index)) {
    case LUA_TNIL: case LUA_TNONE: break;
    case LUA_TBOOLEAN:
        v.kind = PG_BOOLEAN;
        v.number = lua_toboolean(L, index);
        break;
    case LUA_TNUMBER:
        v.number = lua_tonumber(L, index);
        v.kind = lua_isinteger(L, index) ? PG_INTEGER : PG_NUMBER;
        v.integer = lua_tointeger(L, index);
        break;
    case LUA_TSTRING:
        v.kind = PG_TEXT;
        v.text = lua_tolstring(L, index, &v.length);
        break;
    default:
        if ((v.id = to_handle(L, index, series_meta)) >= 0) v.kind = PG_SERIES;
        else if ((v.id = to_handle(L, index, source_meta)) >= 0) v.kind = PG_SOURCE;
        else luaL_error(L, "%s: argument %d is a %s: expected a series or a number", name, position, luaL_typename(L, index));
    }
    return v;
}

enum { MAX_DECLARED = 24 };

// Hands `count` values from stack index `first` to the host; pushes the results and returns their number.
int pg_declare(lua_State *L, const char *name, int first, int count) {
    pg_script *s = pg_self(L);
    pg_require_phase(L, PG_PHASE_DECLARE, name);
    pg_value arguments[MAX_DECLARED], results[MAX_DECLARED];
    if (count > MAX_DECLARED) return luaL_error(L, "%s: too many arguments (%d, at most %d)", name, count, MAX_DECLARED);
    for (int i = 0; i < count; i++) arguments[i] = to_value(L, first + i, name, i + 1);
    char error[600] = "";
    int n = s->binding->functions.declare(s->host, name, arguments, count, results, MAX_DECLARED, error, sizeof error, pg_current_line(L));
    if (n < 0) return luaL_error(L, "%s", error);
    luaL_checkstack(L, n + 4, name);
    for (int i = 0; i < n; i++) pg_push_value(L, &results[i]);
    return n;
}

int pg_declare_named(lua_State *L) { return pg_declare(L, lua_tostring(L, lua_upvalueindex(1)), 1, lua_gettop(L)); }

// An operator on series. Inside a callback series are no numbers: say how to get one.
static int operate(lua_State *L) {
    const char *name = lua_tostring(L, lua_upvalueindex(1));
    if (pg_self(L)->binding->phase != PG_PHASE_DECLARE)
        return luaL_error(L, "a series is not a number inside a callback: add its name to the callback's parameters, or read it as name[0]");
    int count = strcmp(name, "neg") == 0 || strcmp(name, "bnot") == 0 ? 1 : 2;
    return pg_declare(L, name, 1, count);
}

static int compare(lua_State *L) {
    if (pg_self(L)->binding->phase != PG_PHASE_DECLARE)
        return luaL_error(L, "a series is not a number inside a callback: add its name to the callback's parameters, or read it as name[0]");
    return luaL_error(L, "series cannot be compared with < or > at the top of a script: use above(a, b) and below(a, b) in a trigger, or compare the numbers inside a callback");
}

static int read_lag(lua_State *L, int32_t id, lua_Integer lag) {
    pg_binding *b = pg_self(L)->binding;
    if (b->symbol < 0) return luaL_error(L, "series[%I]: no symbol here: use ctx.value(series, symbol, lag)", (LUAI_UACINT)lag);
    int32_t slot = id < b->market.series_count ? b->market.slots[id] : -1;
    if (slot < 0) return luaL_error(L, "this series is not kept: assign it to a global name at the top of the script");
    int64_t row = b->rows[b->symbol] + lag;
    if (row < 0) return lua_pushnil(L), 1;
    pg_require_kept(L, row, b->symbol);
    lua_pushnumber(L, b->market.columns[(int64_t)b->symbol * b->market.column_count + slot][row]);
    return 1;
}

static int series_index(lua_State *L) {
    int32_t id = to_handle(L, 1, series_meta);
    if (lua_type(L, 2) != LUA_TNUMBER || !lua_isinteger(L, 2))
        return luaL_error(L, "a series is indexed by whole bars: series[0] is now, series[-1] one bar ago");
    lua_Integer lag = lua_tointeger(L, 2);
    if (lag > 0) return luaL_error(L, "series[%I] would read the future: series[0] is now, series[-1] one bar ago", (LUAI_UACINT)lag);
    if (pg_self(L)->binding->phase == PG_PHASE_RUN) return read_lag(L, id, lag);
    lua_settop(L, 1);
    lua_pushinteger(L, -lag);
    return pg_declare(L, "lag", 1, 2);
}

static int no_assignment(lua_State *L) { return luaL_error(L, "a series cannot be assigned to: it is computed by the host"); }

static int source_index(lua_State *L) {
    luaL_checkstring(L, 2);
    lua_settop(L, 2);
    return pg_declare(L, "field", 1, 2);
}

static int declare_param(lua_State *L) {
    const char *name = luaL_checkstring(L, 1);
    int type = lua_type(L, 2);
    if (type != LUA_TNUMBER && type != LUA_TBOOLEAN)
        return luaL_error(L, "param '%s': the default is a %s: expected a number or a boolean", name, luaL_typename(L, 2));
    static const char *const keys[] = {"min", "max", "step", "doc", NULL};
    lua_settop(L, 3);
    if (!lua_isnil(L, 3)) {
        if (!lua_istable(L, 3)) return luaL_error(L, "param '%s': the third argument is a %s: expected {min = …, max = …}", name, luaL_typename(L, 3));
        lua_pushnil(L);
        while (lua_next(L, 3)) {
            lua_settop(L, -2);
            bool is_known = false;
            for (int i = 0; keys[i] && lua_type(L, -1) == LUA_TSTRING; i++) is_known |= strcmp(lua_tostring(L, -1), keys[i]) == 0;
            if (!is_known) return luaL_error(L, "param '%s': unknown field '%s': expected min, max, step or doc", name, pg_tolstring(L, -1, NULL));
        }
    }
    for (int i = 0; keys[i]; i++) {
        if (lua_isnil(L, 3)) lua_pushnil(L);
        else lua_getfield(L, 3, keys[i]);
    }
    lua_remove(L, 3);
    return pg_declare(L, "param", 1, 6);
}

static int declare_trigger(lua_State *L) {
    const char *name = lua_tostring(L, lua_upvalueindex(1));
    pg_script *s = pg_self(L);
    pg_binding *b = s->binding;
    pg_require_phase(L, PG_PHASE_DECLARE, name);
    if (to_handle(L, 1, series_meta) < 0)
        return luaL_error(L, "%s: the first argument is a %s: expected a condition such as cross_above(fast, slow)", name, luaL_typename(L, 1));
    if (!lua_isfunction(L, 2)) return luaL_error(L, "%s: the second argument is a %s: expected a function", name, luaL_typename(L, 2));
    if (b->trigger_count >= PG_MAX_TRIGGERS) return luaL_error(L, "%s: more than %d triggers", name, PG_MAX_TRIGGERS);
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &b->trigger_count) == LUA_TNIL) {
        lua_newtable(L);
        lua_pushvalue(L, -1);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &b->trigger_count);
    }
    lua_pushvalue(L, 2);
    lua_rawseti(L, -2, b->trigger_count + 1);
    pg_declare(L, name, 1, 1);
    b->trigger_count++;
    return 0;
}

// stream.sma(10): an indicator that the script feeds itself.
static int stream_index(lua_State *L) {
    luaL_checkstring(L, 2);
    lua_pushvalue(L, 2);
    extern int pg_declare_stream(lua_State *);
    lua_pushcclosure(L, pg_declare_stream, 1);
    return 1;
}

int pg_declare_stream(lua_State *L) {
    int n = lua_gettop(L);
    lua_pushliteral(L, "stream");
    lua_insert(L, 1);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_replace(L, 1);
    int results = pg_declare(L, "stream", 1, n + 1);
    if (results != 1) return luaL_error(L, "stream: no such indicator");
    push_handle(L, (int32_t)lua_tointeger(L, -1), stream_meta);
    return 1;
}

static int stream_update(lua_State *L) {
    pg_script *s = pg_self(L);
    int32_t id = to_handle(L, 1, stream_meta);
    if (id < 0) return luaL_error(L, "update: call it with a colon, as in average:update(close)");
    double inputs[8], outputs[8];
    int n = lua_gettop(L) - 1;
    if (n > 8) return luaL_error(L, "update: too many inputs");
    for (int i = 0; i < n; i++) inputs[i] = luaL_checknumber(L, i + 2);
    char error[300];
    int results = s->binding->functions.stream(s->host, id, inputs, n, outputs, 8, error, sizeof error);
    if (results < 0) return luaL_error(L, "%s", error);
    for (int i = 0; i < results; i++) {
        if (isnan(outputs[i])) lua_pushnil(L);
        else lua_pushnumber(L, outputs[i]);
    }
    return results;
}

static const char *const operators[][2] = {
    {"__add", "add"}, {"__sub", "sub"}, {"__mul", "mul"}, {"__div", "div"},  {"__mod", "mod"}, {"__pow", "pow"},
    {"__unm", "neg"}, {"__band", "all"}, {"__bor", "any"}, {"__bnot", "bnot"}, {NULL, NULL},
};

static void make_meta(lua_State *L, const char *meta, const char *shown) {
    luaL_newmetatable(L, meta);
    lua_pushstring(L, shown);
    lua_setfield(L, -2, "__name");
    lua_pushliteral(L, "locked");
    lua_setfield(L, -2, "__metatable");
    lua_pushcfunction(L, no_assignment);
    lua_setfield(L, -2, "__newindex");
}

void pg_open_series(lua_State *L) {
    make_meta(L, series_meta, "series");
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, series_meta);
    for (int i = 0; operators[i][0]; i++) {
        lua_pushstring(L, operators[i][1]);
        lua_pushcclosure(L, operate, 1);
        lua_setfield(L, -2, operators[i][0]);
    }
    lua_pushcfunction(L, compare);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "__lt");
    lua_setfield(L, -2, "__le");
    lua_pushcfunction(L, series_index);
    lua_setfield(L, -2, "__index");
    make_meta(L, source_meta, "source");
    lua_pushcfunction(L, source_index);
    lua_setfield(L, -2, "__index");
    make_meta(L, stream_meta, "stream");
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, stream_update);
    lua_setfield(L, -2, "update");
    lua_setfield(L, -2, "__index");
    lua_settop(L, 0);
}

const char *const pg_declaration_names[] = {"param", "on", "whenever", "stream", NULL};

bool pg_push_declaration(lua_State *L, const char *name) {
    if (strcmp(name, "param") == 0) {
        lua_pushcfunction(L, declare_param);
    } else if (strcmp(name, "on") == 0 || strcmp(name, "whenever") == 0) {
        lua_pushstring(L, name);
        lua_pushcclosure(L, declare_trigger, 1);
    } else if (strcmp(name, "stream") == 0) {
        lua_newtable(L);
        lua_createtable(L, 0, 3);
        lua_pushcfunction(L, stream_index);
        lua_setfield(L, -2, "__index");
        lua_pushcfunction(L, no_assignment);
        lua_setfield(L, -2, "__newindex");
        lua_pushliteral(L, "locked");
        lua_setfield(L, -2, "__metatable");
        lua_setmetatable(L, -2);
    } else {
        return false;
    }
    return true;
}

typedef struct {
    pg_series_visitor visit;
    void *context;
} visit_request;

// Visits series in a table of globals, then in the upvalues of the callbacks on the main stack. Raises nothing: it only reads.
pg_status pg_bind_visit_series(pg_script *s, pg_series_visitor visit, void *context) {
    lua_State *L = s->L;
    pg_binding *b = s->binding;
    if (!lua_checkstack(L, 8)) return PG_ERR_MEMORY;
    lua_pushnil(L);
    while (lua_next(L, PG_SLOT_ENV)) {
        if (lua_type(L, -1) == LUA_TUSERDATA && lua_type(L, -2) == LUA_TSTRING && lua_getmetatable(L, -1)) {
            lua_rawgetp(L, LUA_REGISTRYINDEX, series_meta);
            if (lua_rawequal(L, -1, -2)) visit(context, lua_tostring(L, -4), ((handle *)lua_touserdata(L, -3))->id);
            lua_settop(L, -3);
        }
        lua_settop(L, -2);
    }
    for (int i = 0; i < PG_CALLBACK_COUNT + b->trigger_count; i++) {
        int slot = b->callbacks[i].slot;
        for (int n = 1; slot && lua_getupvalue(L, slot, n); n++) {
            if (lua_type(L, -1) == LUA_TUSERDATA && lua_getmetatable(L, -1)) {
                lua_rawgetp(L, LUA_REGISTRYINDEX, series_meta);
                if (lua_rawequal(L, -1, -2)) visit(context, NULL, ((handle *)lua_touserdata(L, -3))->id);
                lua_settop(L, -3);
            }
            lua_settop(L, -2);
        }
    }
    return PG_OK;
}

// The column of a series for a symbol at a row; for ctx.value and ctx.history.
const double *pg_series_column(lua_State *L, int index, int32_t symbol) {
    pg_binding *b = pg_self(L)->binding;
    int32_t id = to_handle(L, index, series_meta);
    if (id < 0) luaL_error(L, "argument %d is a %s: expected a series", index, luaL_typename(L, index));
    int32_t slot = id < b->market.series_count ? b->market.slots[id] : -1;
    if (slot < 0) luaL_error(L, "this series is not kept: assign it to a global name at the top of the script");
    return b->market.columns[(int64_t)symbol * b->market.column_count + slot];
}

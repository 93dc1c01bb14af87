// The binding's life: which names exist, which callbacks a script has, what they are handed.
#include "array.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const callback_names[PG_CALLBACK_COUNT] = {
    "on_start", "on_bar", "on_step", "on_fill", "on_order", "on_timer", "on_stop", "on_params",
};

static int resolve(lua_State *L, pg_script *s, const char *name, char *hint, size_t capacity) {
    if (pg_push_intent_function(L, name) || pg_push_declaration(L, name)) return 1;
    // Without a hint the question is whether a script may take the name: those of the libraries it may, and does without them then.
    if (hint && pg_push_native(L, name)) return 1;
    if (strcmp(name, "ctx") == 0) {
        pg_push_context(L);
        return 1;
    }
    for (int i = 0; i < PG_CALLBACK_COUNT; i++)
        if (strcmp(name, callback_names[i]) == 0) return 0;
    pg_binding *b = s->binding;
    switch (b->functions.lookup(s->host, name, hint, capacity)) {
    case PG_LOOKUP_FUNCTION: {
        extern int pg_declare_named(lua_State *);
        lua_pushstring(L, name);
        lua_pushcclosure(L, pg_declare_named, 1);
        return 1;
    }
    case PG_LOOKUP_VALUE: return pg_declare(L, name, 1, 0) > 0;
    default: return 0;
    }
}

void pg_require_phase(lua_State *L, pg_phase phase, const char *what) {
    pg_phase now = pg_self(L)->binding->phase;
    if (now == phase) return;
    if (phase == PG_PHASE_DECLARE)
        luaL_error(L, "%s: series, parameters and triggers are declared at the top of the script, not inside a callback", what);
    luaL_error(L, "%s: orders are placed inside callbacks, not while the script loads", what);
}

int pg_current_line(lua_State *L) {
    lua_Debug ar;
    for (int level = 1; lua_getstack(L, level, &ar); level++)
        if (lua_getinfo(L, "l", &ar) && ar.currentline > 0) return ar.currentline;
    return 0;
}

int32_t pg_find_symbol(lua_State *L, const char *name) {
    const pg_market *m = &pg_self(L)->binding->market;
    for (int32_t i = 0; i < m->symbol_count; i++)
        if (strcmp(m->symbols[i], name) == 0) return i;
    luaL_Buffer known;
    luaL_buffinit(L, &known);
    for (int32_t i = 0; i < m->symbol_count && i < 20; i++) {
        if (i > 0) luaL_addstring(&known, ", ");
        luaL_addstring(&known, m->symbols[i]);
    }
    luaL_pushresult(&known);
    return luaL_error(L, "unknown symbol '%s': the data has %s", name, lua_tostring(L, -1));
}

static int open_binding(lua_State *L) {
    pg_open_series(L);
    pg_open_arrays(L);
    return 0;
}

pg_status pg_bind(pg_script *s, const pg_host_functions *functions) {
    pg_binding *b = calloc(1, sizeof *b);
    if (!b) return PG_ERR_MEMORY;
    b->functions = *functions;
    b->phase = PG_PHASE_DECLARE;
    b->callbacks = calloc(PG_CALLBACK_COUNT, sizeof *b->callbacks);
    b->symbol = -1;
    b->next_handle = 1;
    s->binding = b;
    s->resolver = resolve;
    return b->callbacks ? pg_protected(s, open_binding, NULL) : PG_ERR_MEMORY;
}

void pg_bind_free(pg_script *s) {
    pg_binding *b = s->binding;
    if (!b) return;
    for (int i = 0; i < b->timer_count; i++) free(b->timer_names[i]);
    free(b->callbacks);
    free(b->rows);
    free(b->intents);
    free(b);
    s->binding = NULL;
}

static void describe(pg_script *s, int index) {
    pg_callback *c = &s->binding->callbacks[index];
    lua_State *L = s->L;
    lua_Debug ar;
    c->slot = lua_gettop(L);
    lua_pushvalue(L, c->slot);
    lua_getinfo(L, ">Su", &ar);
    c->line = ar.linedefined;
    c->parameter_count = ar.nparams;
}

pg_status pg_bind_collect(pg_script *s) {
    pg_binding *b = s->binding;
    lua_State *L = s->L;
    int needed = PG_CALLBACK_COUNT + b->trigger_count + PG_CALL_SLOTS;
    pg_callback *grown = realloc(b->callbacks, (size_t)(PG_CALLBACK_COUNT + b->trigger_count) * sizeof *grown);
    if (!grown || !lua_checkstack(L, needed)) return PG_ERR_MEMORY;
    b->callbacks = grown;
    memset(grown, 0, (size_t)(PG_CALLBACK_COUNT + b->trigger_count) * sizeof *grown);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &b->trigger_count);  // NULL until a trigger exists
    int triggers = lua_gettop(L);
    for (int i = 0; i < b->trigger_count; i++) {
        lua_rawgeti(L, triggers, i + 1);
        describe(s, PG_CALLBACK_COUNT + i);
    }
    // Walks the environment instead of looking names up: making the key string could raise.
    for (int i = 0; i < PG_CALLBACK_COUNT; i++) {
        lua_pushnil(L);
        while (lua_next(L, PG_SLOT_ENV)) {
            bool is_it = lua_type(L, -2) == LUA_TSTRING && strcmp(lua_tostring(L, -2), callback_names[i]) == 0;
            if (is_it && lua_isfunction(L, -1)) {
                lua_replace(L, -2);
                describe(s, i);
                break;
            }
            lua_settop(L, -2);
        }
    }
    b->ctx_slot = 0;
    b->phase = PG_PHASE_IDLE;
    return PG_OK;
}

static int touch(lua_State *L) {
    lua_pushstring(L, lua_touserdata(L, 2));
    lua_gettable(L, 1);
    return 0;
}

pg_status pg_bind_touch(pg_script *s, const char *name) {
    lua_State *L = s->L;
    if (!pg_may_begin(s)) return s->error.status;
    pg_thread *t = pg_thread_self();
    pg_enter(s, t);
    lua_pushcfunction(L, touch);
    lua_pushvalue(L, PG_SLOT_BUILTINS);
    lua_pushlightuserdata(L, (void *)name);
    int status = pg_pcall(s, 2, 0);
    pg_status result = status == LUA_OK ? PG_OK : pg_fail(s, status);
    pg_leave(s, t);
    return result;
}

int pg_bind_trigger_count(const pg_script *s) { return s->binding->trigger_count; }
bool pg_bind_has_callback(const pg_script *s, int callback) { return s->binding->callbacks[callback].slot != 0; }
int pg_bind_callback_line(const pg_script *s, int callback) { return s->binding->callbacks[callback].line; }
int pg_bind_parameter_count(const pg_script *s, int callback) { return s->binding->callbacks[callback].parameter_count; }

const char *pg_bind_parameter_name(pg_script *s, int callback, int index) {
    lua_pushvalue(s->L, s->binding->callbacks[callback].slot);
    const char *name = lua_getlocal(s->L, NULL, index + 1);
    lua_settop(s->L, -2);  // the function itself, which its slot keeps alive
    return name;
}

void pg_bind_argument(pg_script *s, int callback, int argument, pg_argument_kind kind, int32_t index, bool is_checked) {
    pg_callback *c = &s->binding->callbacks[callback];
    if (argument < 0 || argument >= PG_MAX_ARGUMENTS) return;
    c->arguments[argument] = (pg_argument){(uint8_t)kind, is_checked, index};
    if (argument >= c->argument_count) c->argument_count = argument + 1;
    c->has_checks |= is_checked;
}

typedef struct {
    const pg_value *value;
} value_request;

static int make_value(lua_State *L) {
    pg_push_value(L, ((value_request *)lua_touserdata(L, 1))->value);
    return 1;
}

static int make_context(lua_State *L) {
    pg_push_context(L);
    return 1;
}

// Leaves the single result of `f` on the main stack.
static pg_status make_on_stack(pg_script *s, lua_CFunction f, void *ud) {
    lua_State *L = s->L;
    if (!pg_may_begin(s)) return s->error.status;
    if (!lua_checkstack(L, PG_CALL_SLOTS)) return PG_ERR_MEMORY;
    pg_thread *t = pg_thread_self();
    pg_enter(s, t);
    lua_pushcfunction(L, f);
    lua_pushlightuserdata(L, ud);
    int status = pg_pcall(s, 1, 1);
    pg_status result = status == LUA_OK ? PG_OK : pg_fail(s, status);
    pg_leave(s, t);
    return result;
}

int32_t pg_bind_value(pg_script *s, const pg_value *value) {
    value_request r = {value};
    if (make_on_stack(s, make_value, &r) != PG_OK) return -1;
    return lua_gettop(s->L);
}

pg_status pg_bind_market(pg_script *s, const pg_market *market) {
    pg_binding *b = s->binding;
    b->market = *market;
    b->has_market = true;
    b->firing = 0;
    free(b->rows);
    b->rows = malloc((size_t)(market->symbol_count > 0 ? market->symbol_count : 1) * sizeof *b->rows);
    if (!b->rows) return PG_ERR_MEMORY;
    for (int32_t i = 0; i < market->symbol_count; i++) b->rows[i] = -1;
    if (b->ctx_slot) return PG_OK;
    pg_status status = make_on_stack(s, make_context, NULL);
    b->ctx_slot = lua_gettop(s->L);
    for (int32_t i = 0; status == PG_OK && i < market->symbol_count; i++) {
        pg_value text = {.kind = PG_TEXT, .text = market->symbols[i], .length = strlen(market->symbols[i])};
        value_request r = {&text};
        status = make_on_stack(s, make_value, &r);
        if (i == 0) b->first_symbol_slot = lua_gettop(s->L);
    }
    return status;
}

const pg_intent *pg_bind_intents(const pg_script *s) { return s->binding->intents; }
int pg_bind_intent_count(const pg_script *s) { return s->binding->intent_count; }
void pg_bind_clear_intents(pg_script *s) { s->binding->intent_count = 0; }
uint64_t pg_bind_skipped(const pg_script *s) { return s->binding->skipped; }
uint64_t pg_bind_calls(const pg_script *s) { return s->binding->calls; }

const char *pg_bind_timer_name(const pg_script *s, int64_t index) {
    const pg_binding *b = s->binding;
    return index >= 0 && index < b->timer_count ? b->timer_names[index] : "";
}

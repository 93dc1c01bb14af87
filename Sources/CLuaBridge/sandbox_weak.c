// Makes __mode mean nothing, so that no table is weak.
//
// Refusing the field in setmetatable is not enough: a script can add it to a metatable that is in use already. Weak tables make
// what a script sees depend on the collector, and ephemerons chained against the order of the collector cost it quadratic time in
// one pass that no hook interrupts: 45,000 of them held a state for a minute. Lua finds the field through a table of names in its
// global state, whose block is the first that lua_newstate asks for. There the name is replaced by a long string: names of fields
// are compared by address with short ones, so it equals none. Where the table is not found exactly once, no script is made.
#include "sandbox.h"

static const char anchor;

enum { NAMES = 4 };

static bool is_run_of_names(const void *const *at, const void *const *names) {
    for (int i = 0; i < NAMES; i++)
        if (at[i] != names[i]) return false;
    return true;
}

int pg_make_weakness_inert(lua_State *L) {
    pg_script *s = pg_self(L);
    static const char *const events[NAMES] = {"__index", "__newindex", "__gc", "__mode"};
    const void *names[NAMES];
    for (int i = 0; i < NAMES; i++) {
        lua_pushstring(L, events[i]);
        names[i] = lua_topointer(L, -1);
    }
    lua_pushliteral(L, "a name of more than forty characters, which no field of a table can have");
    const void *inert = lua_topointer(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &anchor);
    const void **block = s->state_block, **found = NULL;
    size_t words = s->state_size / sizeof *block;
    for (size_t i = 0; i + NAMES <= words; i++) {
        if (!is_run_of_names(block + i, names)) continue;
        if (found) return luaL_error(L, "the names of metamethods were found twice");
        found = block + i;
    }
    if (!found) return luaL_error(L, "the names of metamethods were not found");
    found[NAMES - 1] = inert;
    lua_settop(L, -1 - NAMES);
    return 0;
}

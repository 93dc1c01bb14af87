// The basic functions of a script: those of Lua whose results depend on addresses, hash seeds or hidden state are replaced.
#include "sandbox.h"
#include <stdio.h>
#include <string.h>

const char *pg_tolstring(lua_State *L, int index, size_t *length) {
    index = lua_absindex(L, index);
    if (luaL_callmeta(L, index, "__tostring")) {
        if (!lua_isstring(L, -1)) luaL_error(L, "'__tostring' must return a string");
        return lua_tolstring(L, -1, length);
    }
    switch (lua_type(L, index)) {
    case LUA_TNUMBER: {
        char text[64];
        if (lua_isinteger(L, index)) snprintf(text, sizeof text, "%lld", (long long)lua_tointeger(L, index));
        else {
            int n = snprintf(text, sizeof text, "%.14g", lua_tonumber(L, index));
            if (strspn(text, "-0123456789") == (size_t)n) strcpy(text + n, ".0");
        }
        lua_pushstring(L, text);
        break;
    }
    case LUA_TSTRING: lua_pushvalue(L, index); break;
    case LUA_TBOOLEAN: lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false"); break;
    case LUA_TNIL: lua_pushliteral(L, "nil"); break;
    default:
        // No address: it differs from run to run. Exactly one value is left, whatever a script stored under __name.
        if (luaL_getmetafield(L, index, "__name") == LUA_TNIL) lua_pushnil(L);
        if (lua_type(L, -1) != LUA_TSTRING) {
            lua_settop(L, -2);
            lua_pushstring(L, luaL_typename(L, index));
        }
        break;
    }
    return lua_tolstring(L, -1, length);
}

static int base_tostring(lua_State *L) {
    luaL_checkany(L, 1);
    pg_tolstring(L, 1, NULL);
    return 1;
}

static int base_print(lua_State *L) {
    pg_script *s = pg_self(L);
    int n = lua_gettop(L);
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    for (int i = 1; i <= n; i++) {
        if (i > 1) luaL_addchar(&b, '\t');
        pg_tolstring(L, i, NULL);
        luaL_addvalue(&b);
    }
    luaL_pushresult(&b);
    size_t length;
    const char *text = lua_tolstring(L, -1, &length);
    if (length > 2000) length = 2000;
    lua_Debug ar;
    int line = lua_getstack(L, 1, &ar) && lua_getinfo(L, "l", &ar) ? ar.currentline : 0;
    if (s->log) s->log(s->host, text, length, line);
    return 0;
}

// The rank of a key's type in the order of iteration; keys without an order are refused.
static int key_rank(lua_State *L, int index) {
    switch (lua_type(L, index)) {
    case LUA_TNUMBER: return 0;
    case LUA_TSTRING: return 1;
    case LUA_TBOOLEAN: return 2;
    default:
        return luaL_error(L, "pairs: a %s as a key has no order that is the same in every run: use numbers or strings as keys", luaL_typename(L, index));
    }
}

static bool key_less(lua_State *L, int a, int b) {
    int ra = key_rank(L, a), rb = key_rank(L, b);
    if (ra != rb) return ra < rb;
    if (ra == 2) return !lua_toboolean(L, a) && lua_toboolean(L, b);
    if (ra == 1) {
        size_t la, lb;
        const char *sa = lua_tolstring(L, a, &la), *sb = lua_tolstring(L, b, &lb);
        int c = memcmp(sa, sb, la < lb ? la : lb);
        return c != 0 ? c < 0 : la < lb;
    }
    return lua_compare(L, a, b, LUA_OPLT);
}

// Sifts element `root` of the heap in the table at `heap` down; elements 1…n.
static void sift(lua_State *L, int heap, lua_Integer root, lua_Integer n) {
    for (;;) {
        lua_Integer child = 2 * root;
        if (child > n) return;
        lua_rawgeti(L, heap, child);
        if (child < n) {
            lua_rawgeti(L, heap, child + 1);
            if (key_less(L, -2, -1)) {
                child++;
                lua_remove(L, -2);
            } else {
                lua_settop(L, -2);
            }
        }
        lua_rawgeti(L, heap, root);
        if (!key_less(L, -1, -2)) {
            lua_settop(L, -3);
            return;
        }
        lua_rawseti(L, heap, child);
        lua_rawseti(L, heap, root);
        root = child;
    }
}

// Keys of a short table are compared outside of Lua, which is several times faster. They stay in the list, and so alive, meanwhile.
enum { MOST_SHORT = 2048 };

typedef struct {
    union {
        lua_Integer integer;  // also of a boolean
        double number;
        const char *text;
    };
    size_t length;
    uint16_t position;
    uint8_t type, is_integer;
} short_key;

static short_key short_key_at(lua_State *L, int index, lua_Integer position) {
    short_key k = {.position = (uint16_t)position, .type = (uint8_t)key_rank(L, index), .is_integer = (uint8_t)lua_isinteger(L, index)};
    if (k.type == 1) k.text = lua_tolstring(L, index, &k.length);
    else if (k.type == 2) k.integer = lua_toboolean(L, index);
    else if (k.is_integer) k.integer = lua_tointeger(L, index);
    else k.number = lua_tonumber(L, index);
    return k;
}

// A float that is a key has no equal integer.
static bool integer_is_below(lua_Integer i, double x) {
    if (x >= 0x1p63) return true;
    return x >= -0x1p63 && i <= (lua_Integer)__builtin_floor(x);
}

static bool short_key_less(const short_key *a, const short_key *b) {
    if (a->type != b->type) return a->type < b->type;
    if (a->type == 1) {
        int c = memcmp(a->text, b->text, a->length < b->length ? a->length : b->length);
        return c != 0 ? c < 0 : a->length < b->length;
    }
    if (a->type == 2 || (a->is_integer && b->is_integer)) return a->integer < b->integer;
    if (a->is_integer) return integer_is_below(a->integer, b->number);
    return b->is_integer ? !integer_is_below(b->integer, a->number) : a->number < b->number;
}

static void sift_short(short_key *keys, size_t root, size_t n) {
    short_key moved = keys[root];
    for (size_t child = 2 * root + 1; child < n; child = 2 * root + 1) {
        if (child + 1 < n && short_key_less(&keys[child], &keys[child + 1])) child++;
        if (!short_key_less(&moved, &keys[child])) break;
        keys[root] = keys[child];
        root = child;
    }
    keys[root] = moved;
}

// Puts the n keys of the list at `list` in order.
static void sort_short(lua_State *L, int list, lua_Integer n) {
    short_key keys[MOST_SHORT];
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, list, i);
        keys[i - 1] = short_key_at(L, -1, i);
        lua_settop(L, -2);
    }
    for (size_t i = (size_t)n / 2; i-- > 0;) sift_short(keys, i, (size_t)n);
    for (size_t i = (size_t)n; i-- > 1;) {
        short_key largest = keys[0];
        keys[0] = keys[i];
        keys[i] = largest;
        sift_short(keys, 0, i);
    }
    // The list is rearranged along the cycles of the permutation; a position of 0 marks a place that is done.
    for (lua_Integer start = 1; start <= n; start++) {
        if (keys[start - 1].position == 0) continue;
        lua_rawgeti(L, list, start);
        lua_Integer at = start;
        for (;;) {
            lua_Integer from = keys[at - 1].position;
            keys[at - 1].position = 0;
            if (from == start) break;
            lua_rawgeti(L, list, from);
            lua_rawseti(L, list, at);
            at = from;
        }
        lua_rawseti(L, list, at);
    }
}

lua_Integer pg_push_sorted_keys(lua_State *L, int index) {
    pg_script *s = pg_self(L);
    lua_newtable(L);
    int keys = lua_gettop(L);
    lua_Integer n = 0;
    bool is_sorted = true;
    lua_pushnil(L);
    while (lua_next(L, index)) {
        lua_settop(L, -2);
        key_rank(L, -1);
        if (n > 0 && is_sorted) {
            lua_rawgeti(L, keys, n);
            is_sorted = key_less(L, -1, -2);
            lua_settop(L, -2);
        }
        lua_pushvalue(L, -1);
        lua_rawseti(L, keys, ++n);
        if ((n & 1023) == 0) pg_poll(L, s);
    }
    if (is_sorted) return n;
    if (n <= MOST_SHORT) {
        sort_short(L, keys, n);
        return n;
    }
    for (lua_Integer i = n / 2; i >= 1; i--) sift(L, keys, i, n);
    for (lua_Integer i = n; i > 1; i--) {
        lua_rawgeti(L, keys, 1);
        lua_rawgeti(L, keys, i);
        lua_rawseti(L, keys, 1);
        lua_rawseti(L, keys, i);
        sift(L, keys, 1, i - 1);
        if ((i & 1023) == 0) pg_poll(L, s);
    }
    return n;
}

// Upvalues: the keys, their number, the position, the table. The arguments are the script's to choose, so they are not looked at.
static int pairs_step(lua_State *L) {
    lua_Integer n = lua_tointeger(L, lua_upvalueindex(2));
    lua_Integer i = lua_tointeger(L, lua_upvalueindex(3));
    while (i < n) {
        lua_rawgeti(L, lua_upvalueindex(1), ++i);
        lua_pushvalue(L, -1);
        lua_rawget(L, lua_upvalueindex(4));
        if (!lua_isnil(L, -1)) {
            lua_pushinteger(L, i);
            lua_replace(L, lua_upvalueindex(3));
            return 2;
        }
        lua_settop(L, -3);
        if ((i & 1023) == 0) pg_poll(L, pg_self(L));
    }
    lua_pushinteger(L, i);
    lua_replace(L, lua_upvalueindex(3));
    lua_pushnil(L);
    return 1;
}

static int base_pairs(lua_State *L) {
    luaL_checkany(L, 1);
    if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
        lua_pushvalue(L, 1);
        lua_call(L, 1, 3);
        return 3;
    }
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    lua_Integer n = pg_push_sorted_keys(L, 1);
    lua_pushinteger(L, n);
    lua_pushinteger(L, 0);
    lua_pushvalue(L, 1);
    lua_pushcclosure(L, pairs_step, 4);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

// The first key, or the one after a key, in the order of pairs. Linear: meant for `next(t) == nil` and short tables.
static int base_next(lua_State *L) {
    pg_script *s = pg_self(L);
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 2);
    bool has_previous = !lua_isnil(L, 2);
    if (has_previous) key_rank(L, 2);
    lua_pushnil(L);
    lua_pushnil(L);
    lua_Integer n = 0;
    while (lua_next(L, 1)) {
        lua_settop(L, -2);
        key_rank(L, -1);
        bool is_after = !has_previous || key_less(L, 2, -1);
        if (is_after && (lua_isnil(L, 3) || key_less(L, -1, 3))) {
            lua_pushvalue(L, -1);
            lua_replace(L, 3);
        }
        if ((++n & 1023) == 0) pg_poll(L, s);
    }
    lua_settop(L, 3);
    if (lua_isnil(L, 3)) return 1;
    lua_pushvalue(L, 3);
    lua_rawget(L, 1);
    return 2;
}

static void refuse_field(lua_State *L, const char *field, const char *why) {
    lua_pushstring(L, field);
    lua_rawget(L, 2);
    if (!lua_isnil(L, -1)) luaL_error(L, "setmetatable: '%s' is not available in scripts: %s", field, why);
    lua_settop(L, 2);
}

static int base_setmetatable(lua_State *L) {
    int type = lua_type(L, 2);
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
    lua_settop(L, 2);
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) return luaL_error(L, "cannot change a protected metatable");
    if (type == LUA_TTABLE) {
        refuse_field(L, "__gc", "a finalizer would run at a moment nobody decides");
        refuse_field(L, "__close", "it would run while a script is being stopped");
        refuse_field(L, "__mode", "a weak table changes with the garbage collector");
    }
    lua_setmetatable(L, 1);
    return 1;
}

static int base_getmetatable(lua_State *L) {
    luaL_checkany(L, 1);
    if (!lua_getmetatable(L, 1)) {
        lua_pushnil(L);
        return 1;
    }
    luaL_getmetafield(L, 1, "__metatable");
    return 1;
}

static int base_rawset(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checkany(L, 3);
    lua_settop(L, 3);
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) return luaL_error(L, "rawset: the table is read-only");
    lua_rawset(L, 1);
    return 1;
}

// A kill passes through: the hook that raised it stays armed, so the next instruction raises again.
static int finish_pcall(lua_State *L, int status, lua_KContext extra) {
    if (status != LUA_OK && status != LUA_YIELD) {
        lua_pushboolean(L, 0);
        lua_pushvalue(L, -2);
        return 2;
    }
    return lua_gettop(L) - (int)extra;
}

static int base_pcall(lua_State *L) {
    luaL_checkany(L, 1);
    lua_pushboolean(L, 1);
    lua_insert(L, 1);
    int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_pcall);
    pg_poll(L, pg_self(L));
    return finish_pcall(L, status, 0);
}

// Stands between xpcall and the script's handler: while a script is being stopped hooks are off where the error is raised, and a
// handler that loops could not be stopped a second time.
static int guarded_handler(lua_State *L) {
    if (pg_self(L)->killed) return 1;
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, 1, 1);
    return 1;
}

static int base_xpcall(lua_State *L) {
    int n = lua_gettop(L);
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_pushvalue(L, 2);
    lua_pushcclosure(L, guarded_handler, 1);
    lua_replace(L, 2);
    lua_pushboolean(L, 1);
    lua_pushvalue(L, 1);
    lua_rotate(L, 3, 2);
    int status = lua_pcallk(L, n - 2, LUA_MULTRET, 2, 2, finish_pcall);
    pg_poll(L, pg_self(L));
    return finish_pcall(L, status, 2);
}

static const luaL_Reg replaced[] = {
    {"tostring", base_tostring}, {"print", base_print},           {"log", base_print},
    {"pairs", base_pairs},       {"next", base_next},             {"setmetatable", base_setmetatable},
    {"rawset", base_rawset},     {"getmetatable", base_getmetatable}, {"pcall", base_pcall},
    {"xpcall", base_xpcall},     {NULL, NULL},
};

static const char *const kept[] = {
    "assert", "error", "ipairs", "select", "tonumber", "type", "rawequal", "rawlen", "rawget", "_VERSION", NULL,
};

int pg_open_base(lua_State *L) {
    int target = lua_gettop(L);
    lua_newtable(L);
    // luaopen_base writes into the table of globals: give it one of its own and take what is allowed.
    lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_insert(L, -2);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_pushcfunction(L, luaopen_base);
    lua_call(L, 0, 1);
    for (const char *const *name = kept; *name; name++) {
        lua_getfield(L, -1, *name);
        lua_setfield(L, target, *name);
    }
    lua_settop(L, -2);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    luaL_setfuncs(L, replaced, 0);
    return 1;
}

// table, with every loop bounded and a stable sort.
#include "sandbox.h"

static lua_Integer length_of(lua_State *L, int index, const char *what) {
    luaL_checktype(L, index, LUA_TTABLE);
    lua_Integer n = luaL_len(L, index);
    pg_check_items(L, pg_self(L), n, what);
    return n;
}

static int table_insert(lua_State *L) {
    lua_Integer end = length_of(L, 1, "table.insert") + 1;
    switch (lua_gettop(L)) {
    case 2: lua_seti(L, 1, end); return 0;
    case 3: {
        lua_Integer position = luaL_checkinteger(L, 2);
        luaL_argcheck(L, (lua_Unsigned)position - 1u < (lua_Unsigned)end, 2, "position out of bounds");
        for (lua_Integer i = end; i > position; i--) {
            lua_geti(L, 1, i - 1);
            lua_seti(L, 1, i);
            if ((i & 1023) == 0) pg_poll(L, pg_self(L));
        }
        lua_seti(L, 1, position);
        return 0;
    }
    default: return luaL_error(L, "table.insert takes a table, an optional position and a value");
    }
}

static int table_remove(lua_State *L) {
    lua_Integer size = length_of(L, 1, "table.remove");
    lua_Integer position = luaL_optinteger(L, 2, size);
    if (position != size)
        luaL_argcheck(L, (lua_Unsigned)position - 1u <= (lua_Unsigned)size, 2, "position out of bounds");
    lua_geti(L, 1, position);
    for (; position < size; position++) {
        lua_geti(L, 1, position + 1);
        lua_seti(L, 1, position);
        if ((position & 1023) == 0) pg_poll(L, pg_self(L));
    }
    lua_pushnil(L);
    lua_seti(L, 1, position);
    return 1;
}

static int table_move(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_Integer from = luaL_checkinteger(L, 2), end = luaL_checkinteger(L, 3), to = luaL_checkinteger(L, 4);
    int target = lua_isnoneornil(L, 5) ? 1 : 5;
    luaL_checktype(L, target, LUA_TTABLE);
    if (end >= from) {
        luaL_argcheck(L, from > 0 || end < LUA_MAXINTEGER + from, 3, "too many elements to move");
        lua_Integer n = end - from + 1;
        pg_check_items(L, pg_self(L), n, "table.move");
        luaL_argcheck(L, to <= LUA_MAXINTEGER - n + 1, 4, "destination wrap around");
        bool ascending = to > end || to <= from || target != 1;
        for (lua_Integer k = 0; k < n; k++) {
            lua_Integer i = ascending ? k : n - 1 - k;
            lua_geti(L, 1, from + i);
            lua_seti(L, target, to + i);
            if ((k & 1023) == 0) pg_poll(L, pg_self(L));
        }
    }
    lua_pushvalue(L, target);
    return 1;
}

static int table_concat(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    size_t separator_length;
    const char *separator = luaL_optlstring(L, 2, "", &separator_length);
    lua_Integer first = luaL_optinteger(L, 3, 1);
    lua_Integer last = lua_isnoneornil(L, 4) ? length_of(L, 1, "table.concat") : luaL_checkinteger(L, 4);
    if (last >= first && (lua_Unsigned)last - (lua_Unsigned)first >= pg_self(L)->limits.call_items)
        return luaL_error(L, "table.concat: more elements than the limit of %I in one call", (LUAI_UACINT)pg_self(L)->limits.call_items);
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    for (lua_Integer i = first; first <= last; i++) {
        lua_geti(L, 1, i);
        if (!lua_isstring(L, -1))
            return luaL_error(L, "table.concat: element %I is a %s: expected a string or a number", (LUAI_UACINT)i, luaL_typename(L, -1));
        luaL_addvalue(&b);
        // Compared before the step: the last index may be the greatest integer.
        if (i == last) break;
        luaL_addlstring(&b, separator, separator_length);
        if ((i & 1023) == 0) pg_poll(L, pg_self(L));
    }
    luaL_pushresult(&b);
    return 1;
}

static int table_pack(lua_State *L) {
    int n = lua_gettop(L);
    lua_createtable(L, n, 1);
    lua_insert(L, 1);
    for (int i = n; i >= 1; i--) lua_rawseti(L, 1, i);
    lua_pushinteger(L, n);
    lua_setfield(L, 1, "n");
    return 1;
}

static int table_unpack(lua_State *L) {
    lua_Integer first = luaL_optinteger(L, 2, 1);
    lua_Integer last = lua_isnoneornil(L, 3) ? luaL_len(L, 1) : luaL_checkinteger(L, 3);
    if (first > last) return 0;
    lua_Unsigned n = (lua_Unsigned)last - (lua_Unsigned)first;
    if (n >= 100000 || !lua_checkstack(L, (int)(++n))) return luaL_error(L, "table.unpack: too many results to unpack");
    for (; first < last; first++) lua_geti(L, 1, first);
    lua_geti(L, 1, last);
    return (int)n;
}

// Whether the value on top belongs before the one below it.
static bool belongs_before(lua_State *L, int comparator) {
    if (!comparator) return lua_compare(L, -1, -2, LUA_OPLT);
    lua_pushvalue(L, comparator);
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -4);
    lua_call(L, 2, 1);
    bool result = lua_toboolean(L, -1);
    lua_settop(L, -2);
    return result;
}

// Merges [low, middle) and [middle, high) of the table at `from` into `to`; of equals the left comes first.
static void merge(lua_State *L, pg_script *s, int from, int to, lua_Integer low, lua_Integer middle, lua_Integer high, int comparator) {
    lua_Integer left = low, right = middle;
    for (lua_Integer k = low; k < high; k++) {
        // Each time: comparing two long strings can take milliseconds.
        pg_poll(L, s);
        bool take_right;
        if (left >= middle) take_right = true;
        else if (right >= high) take_right = false;
        else {
            lua_rawgeti(L, from, left);
            lua_rawgeti(L, from, right);
            take_right = belongs_before(L, comparator);
            lua_settop(L, -3);
        }
        lua_rawgeti(L, from, take_right ? right++ : left++);
        lua_rawseti(L, to, k);
    }
}

// Bottom-up merge sort on copies: a comparator that raises leaves the table as it was, one that contradicts itself gives some
// order and no harm.
static int table_sort(lua_State *L) {
    pg_script *s = pg_self(L);
    lua_Integer n = length_of(L, 1, "table.sort");
    if (n < 2) return 0;
    int comparator = 0;
    if (!lua_isnoneornil(L, 2)) {
        luaL_checktype(L, 2, LUA_TFUNCTION);
        comparator = 2;
    }
    lua_settop(L, 2);
    lua_createtable(L, (int)n, 0);
    lua_createtable(L, (int)n, 0);
    int from = 3, to = 4;
    for (lua_Integer i = 1; i <= n; i++) {
        lua_geti(L, 1, i);
        lua_rawseti(L, from, i);
    }
    for (lua_Integer width = 1; width < n; width *= 2) {
        for (lua_Integer low = 1; low <= n; low += 2 * width) {
            lua_Integer middle = low + width > n + 1 ? n + 1 : low + width;
            lua_Integer high = low + 2 * width > n + 1 ? n + 1 : low + 2 * width;
            merge(L, s, from, to, low, middle, high, comparator);
        }
        int swap = from;
        from = to;
        to = swap;
    }
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, from, i);
        lua_seti(L, 1, i);
    }
    return 0;
}

static const luaL_Reg functions[] = {
    {"concat", table_concat}, {"insert", table_insert}, {"move", table_move}, {"pack", table_pack},
    {"remove", table_remove}, {"sort", table_sort},     {"unpack", table_unpack}, {NULL, NULL},
};

int pg_open_table(lua_State *L) {
    lua_createtable(L, 0, 7);
    luaL_setfuncs(L, functions, 0);
    pg_protect_table(L, "table");
    return 1;
}

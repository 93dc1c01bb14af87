// Windows over the past as native arrays: ctx.window, ctx.returns.
#include "array.h"
#include <math.h>
#include <string.h>

const double *pg_series_column(lua_State *L, int index, int32_t symbol);
int32_t pg_symbol_argument(lua_State *L, int index);
void pg_require_market(lua_State *L, const char *field);

// ctx.window(series, bars, symbol): the newest last, or nil while there are not that many values.
int pg_context_window(lua_State *L) {
    pg_require_market(L, "window");
    pg_binding *b = pg_self(L)->binding;
    lua_Integer count = luaL_checkinteger(L, 2);
    luaL_argcheck(L, count >= 1, 2, "the number of bars is 1 or more");
    int32_t symbol = pg_symbol_argument(L, 3);
    const double *column = pg_series_column(L, 1, symbol);
    int64_t row = b->step < 0 ? -1 : b->rows[symbol], first = row - count + 1;
    if (first < 0 || !isfinite(column[first])) return lua_pushnil(L), 1;
    pg_array *v = pg_push_array(L, count, 1, false);
    memcpy(v->data, column + first, (size_t)count * sizeof(double));
    return 1;
}

// The symbols of a table of names, or all; their number.
static int32_t symbols_argument(lua_State *L, int index, int32_t *symbols) {
    pg_binding *b = pg_self(L)->binding;
    if (lua_isnoneornil(L, index)) {
        for (int32_t i = 0; i < b->market.symbol_count; i++) symbols[i] = i;
        return b->market.symbol_count;
    }
    luaL_checktype(L, index, LUA_TTABLE);
    lua_Integer count = (lua_Integer)lua_rawlen(L, index);
    luaL_argcheck(L, count >= 1 && count <= b->market.symbol_count, index, "expected names of symbols, each once");
    for (lua_Integer i = 1; i <= count; i++) {
        if (lua_rawgeti(L, index, i) != LUA_TSTRING) luaL_error(L, "ctx.returns: symbol %I is a %s: expected a name", (LUAI_UACINT)i, luaL_typename(L, -1));
        symbols[i - 1] = pg_find_symbol(L, lua_tostring(L, -1));
        lua_settop(L, -2);
    }
    return (int32_t)count;
}

static double close_at(const pg_market *m, int32_t symbol, int64_t step) {
    int64_t row = m->latest_rows[symbol] ? m->latest_rows[symbol][step] : step;
    return row < 0 ? NAN : m->closes[symbol][row];
}

// ctx.returns(bars, symbols): one row a step, one column a symbol, the newest last; nil while a price is missing.
int pg_context_returns(lua_State *L) {
    pg_require_market(L, "returns");
    pg_binding *b = pg_self(L)->binding;
    const pg_market *m = &b->market;
    lua_Integer count = luaL_checkinteger(L, 1);
    luaL_argcheck(L, count >= 1, 1, "the number of bars is 1 or more");
    lua_settop(L, 2);
    int32_t *symbols = lua_newuserdatauv(L, (size_t)(m->symbol_count + 1) * sizeof *symbols, 0);
    int32_t columns = symbols_argument(L, 2, symbols);
    int64_t first = b->step - count;
    if (first < 0) return lua_pushnil(L), 1;
    pg_array *a = pg_push_array(L, count, columns, true);
    for (int32_t j = 0; j < columns; j++) {
        double before = close_at(m, symbols[j], first);
        for (int64_t i = 0; i < count; i++) {
            double now = close_at(m, symbols[j], first + 1 + i), change = now / before - 1;
            if (!isfinite(change) || before <= 0) return lua_pushnil(L), 1;
            a->data[(int64_t)j * count + i] = change;
            before = now;
        }
    }
    lua_createtable(L, columns, 0);
    for (int32_t j = 0; j < columns; j++) {
        lua_pushstring(L, m->symbols[symbols[j]]);
        lua_rawseti(L, -2, j + 1);
    }
    pg_name_array(L, -2);
    return 1;
}

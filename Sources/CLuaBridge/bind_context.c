// ctx: where the script stands, what it holds, what it remembers.
#include "bind.h"
#include <stdio.h>
#include <string.h>

const double *pg_series_column(lua_State *L, int index, int32_t symbol);

int pg_context_window(lua_State *L);
int pg_context_returns(lua_State *L);

static char state_key, rng_key, methods_key;

static pg_binding *binding(lua_State *L) { return pg_self(L)->binding; }

// Civil date of days since 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms").
static void civil(int64_t days, int *year, int *month, int *day) {
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t doe = days - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    *day = (int)(doy - (153 * mp + 2) / 5 + 1);
    *month = (int)(mp < 10 ? mp + 3 : mp - 9);
    *year = (int)(yoe + era * 400 + (*month <= 2));
}

static int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a ^ b) < 0); }

enum { F_TIME, F_DATE, F_YEAR, F_MONTH, F_DAY, F_WEEKDAY, F_HOUR, F_MINUTE, F_SECOND, F_SYMBOL, F_SYMBOLS, F_POSITION, F_CASH, F_EQUITY, F_ENTRY, F_STATE, F_RNG, F_BAR, F_STEP, F_COUNT };
static const char *const fields[F_COUNT] = {
    "time", "date", "year", "month", "day", "weekday", "hour", "minute", "second", "symbol", "symbols", "position", "cash", "equity",
    "entry_price", "state", "rng", "bar", "step",
};

void pg_require_market(lua_State *L, const char *field) {
    if (!binding(L)->has_market || binding(L)->phase != PG_PHASE_RUN)
        luaL_error(L, "ctx.%s: there is no market while the script loads: use it inside a callback", field);
}

static int push_clock(lua_State *L, int field) {
    pg_binding *b = binding(L);
    int64_t now = b->step < 0 ? b->market.step_times[0] : b->market.step_times[b->step];
    if (field == F_TIME) return lua_pushinteger(L, now), 1;
    int64_t second = floor_divide(now, 1000000000), day_number = floor_divide(second, 86400), in_day = second - day_number * 86400;
    int year, month, day;
    civil(day_number, &year, &month, &day);
    switch (field) {
    case F_DATE: {
        char text[32];
        snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
        lua_pushstring(L, text);
        return 1;
    }
    case F_YEAR: lua_pushinteger(L, year); return 1;
    case F_MONTH: lua_pushinteger(L, month); return 1;
    case F_DAY: lua_pushinteger(L, day); return 1;
    case F_WEEKDAY: lua_pushinteger(L, ((day_number + 3) % 7 + 7) % 7 + 1); return 1;
    case F_HOUR: lua_pushinteger(L, in_day / 3600); return 1;
    case F_MINUTE: lua_pushinteger(L, in_day / 60 % 60); return 1;
    default: lua_pushinteger(L, in_day % 60); return 1;
    }
}

static int push_field(lua_State *L, int field) {
    pg_binding *b = binding(L);
    const pg_market *m = &b->market;
    if (field == F_STATE) return lua_rawgetp(L, LUA_REGISTRYINDEX, &state_key), 1;
    if (field == F_RNG) return lua_rawgetp(L, LUA_REGISTRYINDEX, &rng_key), 1;
    pg_require_market(L, fields[field]);
    switch (field) {
    case F_SYMBOL:
        if (b->symbol < 0) lua_pushnil(L);
        else lua_pushstring(L, m->symbols[b->symbol]);
        return 1;
    case F_SYMBOLS:
        lua_createtable(L, m->symbol_count, 0);
        for (int32_t i = 0; i < m->symbol_count; i++) {
            lua_pushstring(L, m->symbols[i]);
            lua_rawseti(L, -2, i + 1);
        }
        return 1;
    case F_POSITION: lua_pushnumber(L, b->symbol < 0 ? 0 : m->positions[b->symbol]); return 1;
    case F_CASH: lua_pushnumber(L, *m->cash); return 1;
    case F_EQUITY: lua_pushnumber(L, b->step < 0 ? *m->cash : pg_bind_equity(b)); return 1;
    case F_ENTRY: lua_pushnumber(L, b->symbol < 0 ? 0 : m->entry_prices[b->symbol]); return 1;
    case F_BAR: lua_pushinteger(L, b->symbol < 0 || b->step < 0 ? 0 : b->rows[b->symbol] + 1); return 1;
    case F_STEP: lua_pushinteger(L, b->step + 1); return 1;
    default: return push_clock(L, field);
    }
}

int32_t pg_symbol_argument(lua_State *L, int index) {
    pg_binding *b = binding(L);
    if (lua_isnoneornil(L, index)) {
        if (b->symbol < 0) luaL_error(L, "name the symbol: this callback is for all of them");
        return b->symbol;
    }
    return pg_find_symbol(L, luaL_checkstring(L, index));
}

static int method_position_of(lua_State *L) {
    pg_require_market(L, "position_of");
    lua_pushnumber(L, binding(L)->market.positions[pg_symbol_argument(L, 1)]);
    return 1;
}

static int method_entry_price_of(lua_State *L) {
    pg_require_market(L, "entry_price_of");
    lua_pushnumber(L, binding(L)->market.entry_prices[pg_symbol_argument(L, 1)]);
    return 1;
}

static int method_price(lua_State *L) {
    pg_require_market(L, "price");
    pg_binding *b = binding(L);
    int32_t symbol = pg_symbol_argument(L, 1);
    int64_t row = b->step < 0 ? -1 : b->rows[symbol];
    if (row < 0) lua_pushnil(L);
    else lua_pushnumber(L, b->market.closes[symbol][row]);
    return 1;
}

static int check_lag(lua_State *L, int index) {
    lua_Integer lag = luaL_optinteger(L, index, 0);
    if (lag > 0) luaL_error(L, "a lag of %I would read the future: 0 is now, -1 one bar ago", (LUAI_UACINT)lag);
    return lag < -2000000000 ? -2000000000 : (int)lag;
}

// ctx.value(series, symbol, lag)
static int method_value(lua_State *L) {
    pg_require_market(L, "value");
    pg_binding *b = binding(L);
    int32_t symbol = pg_symbol_argument(L, 2);
    int64_t row = (b->step < 0 ? -1 : b->rows[symbol]) + check_lag(L, 3);
    const double *column = pg_series_column(L, 1, symbol);
    // NaN is "not there yet": nil makes arithmetic on it an error instead of a false comparison.
    if (row < 0 || column[row] != column[row]) lua_pushnil(L);
    else lua_pushnumber(L, column[row]);
    return 1;
}

// ctx.history(series, count, symbol): the newest last; shorter near the start.
static int method_history(lua_State *L) {
    pg_require_market(L, "history");
    pg_binding *b = binding(L);
    lua_Integer count = luaL_checkinteger(L, 2);
    luaL_argcheck(L, count >= 1, 2, "the number of bars is 1 or more");
    int32_t symbol = pg_symbol_argument(L, 3);
    const double *column = pg_series_column(L, 1, symbol);
    int64_t row = b->step < 0 ? -1 : b->rows[symbol];
    int64_t first = row - count + 1 < 0 ? 0 : row - count + 1;
    pg_check_items(L, pg_self(L), row - first + 1, "ctx.history");
    lua_createtable(L, (int)(row - first + 1), 0);
    for (int64_t i = first; i <= row; i++) {
        lua_pushnumber(L, column[i]);
        lua_rawseti(L, -2, i - first + 1);
    }
    return 1;
}

static int rng_uniform(lua_State *L) {
    double low = luaL_optnumber(L, 2, 0), high = luaL_optnumber(L, 3, 1);
    lua_pushnumber(L, low + (high - low) * pg_random_unit(pg_self(L)));
    return 1;
}

static int rng_normal(lua_State *L) {
    double mean = luaL_optnumber(L, 2, 0), deviation = luaL_optnumber(L, 3, 1);
    lua_pushnumber(L, mean + deviation * pg_random_normal(pg_self(L)));
    return 1;
}

static int rng_integer(lua_State *L) {
    lua_Integer low = luaL_checkinteger(L, 2), high = luaL_checkinteger(L, 3);
    luaL_argcheck(L, low <= high, 3, "interval is empty");
    lua_pushinteger(L, pg_random_integer(pg_self(L), low, high));
    return 1;
}

static int context_index(lua_State *L) {
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) == LUA_TNUMBER) return push_field(L, (int)lua_tointeger(L, -1));
    if (!lua_isnil(L, -1)) return 1;
    return luaL_error(L, "ctx has no field '%s': it has time, date, symbol, symbols, position, cash, equity, entry_price, state, rng, bar, step, price, value, history, window, returns, position_of, log", pg_tolstring(L, 2, NULL));
}

static int context_assign(lua_State *L) {
    if (lua_type(L, 2) == LUA_TSTRING && strcmp(lua_tostring(L, 2), "state") == 0) {
        luaL_checktype(L, 3, LUA_TTABLE);
        lua_pushvalue(L, 3);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &state_key);
        return 0;
    }
    return luaL_error(L, "ctx is read-only: keep values in ctx.state");
}

static const luaL_Reg methods[] = {
    {"position_of", method_position_of}, {"entry_price_of", method_entry_price_of}, {"price", method_price},
    {"value", method_value},             {"history", method_history},
    {"window", pg_context_window},       {"returns", pg_context_returns},           {NULL, NULL},
};
static const luaL_Reg rng_methods[] = {{"uniform", rng_uniform}, {"normal", rng_normal}, {"integer", rng_integer}, {NULL, NULL}};

static void make_context(lua_State *L) {
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &state_key);
    luaL_newlib(L, rng_methods);
    pg_protect_table(L, "ctx.rng");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &rng_key);
    lua_newtable(L);
    lua_createtable(L, 0, 4);
    luaL_newlib(L, methods);
    for (int i = 0; i < F_COUNT; i++) {
        lua_pushinteger(L, i);
        lua_setfield(L, -2, fields[i]);
    }
    lua_pushcclosure(L, context_index, 1);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, context_assign);
    lua_setfield(L, -2, "__newindex");
    lua_pushliteral(L, "locked");
    lua_setfield(L, -2, "__metatable");
    lua_pushliteral(L, "ctx");
    lua_setfield(L, -2, "__name");
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &methods_key);
}

// The same object each time.
void pg_push_context(lua_State *L) {
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &methods_key) != LUA_TNIL) return;
    lua_settop(L, -2);
    make_context(L);
}

// The acting half of the language: what a script wants. Nothing here does anything but write an intent into the buffer.
#include "bind.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { K_ORDER, K_TARGET_QUANTITY, K_TARGET_VALUE, K_TARGET_PERCENT, K_CLOSE, K_CANCEL, K_CANCEL_ALL, K_MODIFY, K_TIMER };
enum { T_MARKET, T_LIMIT, T_STOP, T_STOP_LIMIT, T_TRAILING };
enum { TIF_DAY, TIF_GTC, TIF_IOC, TIF_FOK, TIF_GTD };
enum { FLAG_POST_ONLY = 1, FLAG_REDUCE_ONLY = 2 };

// Room for one more intent, with every field at "not given".
static pg_intent *new_intent(lua_State *L, const char *what) {
    pg_require_phase(L, PG_PHASE_RUN, what);
    pg_binding *b = pg_self(L)->binding;
    if (b->intent_count >= PG_MAX_INTENTS) luaL_error(L, "%s: more than %d orders in one callback", what, PG_MAX_INTENTS);
    if (b->intent_count == b->intent_capacity) {
        int capacity = b->intent_capacity ? b->intent_capacity * 2 : 16;
        pg_intent *grown = realloc(b->intents, (size_t)capacity * sizeof *grown);
        if (!grown) luaL_error(L, "%s: out of memory", what);
        b->intents = grown;
        b->intent_capacity = capacity;
    }
    pg_intent *i = &b->intents[b->intent_count];
    *i = (pg_intent){
        .time_in_force = TIF_GTC, .symbol = b->symbol, .limit_price = INFINITY, .stop_price = INFINITY, .trail = INFINITY,
        .take_profit = INFINITY, .stop_loss = INFINITY, .expires = INT64_MAX, .line = pg_current_line(L),
    };
    return i;
}

// The intent stands; its order is known by the number returned. A bracket's exits take the next two numbers.
static int finish(lua_State *L, pg_intent *i) {
    pg_binding *b = pg_self(L)->binding;
    i->handle = b->next_handle;
    b->next_handle += i->take_profit != INFINITY || i->stop_loss != INFINITY ? 3 : 1;
    b->intent_count++;
    lua_pushinteger(L, i->handle);
    return 1;
}

static const char *const order_keys[] = {
    "symbol", "limit", "stop", "trail", "trail_percent", "tif", "expires", "post_only", "reduce_only", "take_profit", "stop_loss", NULL,
};

static void check_keys(lua_State *L, int table, const char *const *keys, const char *what) {
    lua_pushnil(L);
    while (lua_next(L, table)) {
        lua_settop(L, -2);
        bool is_known = false;
        for (int i = 0; keys[i] && lua_type(L, -1) == LUA_TSTRING; i++) is_known |= strcmp(lua_tostring(L, -1), keys[i]) == 0;
        if (is_known) continue;
        luaL_Buffer known;
        lua_pushstring(L, pg_tolstring(L, -1, NULL));
        int name = lua_gettop(L);
        luaL_buffinit(L, &known);
        for (int i = 0; keys[i]; i++) {
            if (i > 0) luaL_addstring(&known, ", ");
            luaL_addstring(&known, keys[i]);
        }
        luaL_pushresult(&known);
        luaL_error(L, "%s: unknown option '%s': expected %s", what, lua_tostring(L, name), lua_tostring(L, -1));
    }
}

// A number under `key`, or infinity where it is absent. Infinity given by the script becomes NaN, so that it is refused later.
static double number_option(lua_State *L, int table, const char *key, const char *what) {
    if (lua_getfield(L, table, key) == LUA_TNIL) {
        lua_settop(L, -2);
        return INFINITY;
    }
    if (lua_type(L, -1) != LUA_TNUMBER) luaL_error(L, "%s: option '%s' is a %s: expected a number", what, key, luaL_typename(L, -1));
    double x = lua_tonumber(L, -1);
    lua_settop(L, -2);
    return isinf(x) ? NAN : x;
}

static bool flag_option(lua_State *L, int table, const char *key) {
    lua_getfield(L, table, key);
    bool value = lua_toboolean(L, -1);
    lua_settop(L, -2);
    return value;
}

static uint8_t time_in_force(lua_State *L, int table, const char *what) {
    static const char *const names[] = {"day", "gtc", "ioc", "fok", "gtd"};
    if (lua_getfield(L, table, "tif") == LUA_TNIL) {
        lua_settop(L, -2);
        return TIF_GTC;
    }
    const char *text = lua_tostring(L, -1);
    for (uint8_t i = 0; text && i < 5; i++) {
        if (strcasecmp(text, names[i]) == 0) {
            lua_settop(L, -2);
            return i;
        }
    }
    luaL_error(L, "%s: tif is '%s': expected DAY, GTC, IOC, FOK or GTD", what, pg_tolstring(L, -1, NULL));
    return 0;
}

static void read_expiry(lua_State *L, int table, pg_intent *i, const char *what) {
    if (lua_getfield(L, table, "expires") != LUA_TNIL) {
        if (!lua_isinteger(L, -1)) luaL_error(L, "%s: expires is a %s: expected a whole number of nanoseconds such as ctx.time + 5 * 86400 * 10^9 // 1", what, luaL_typename(L, -1));
        i->expires = lua_tointeger(L, -1);
        i->time_in_force = TIF_GTD;
    }
    lua_settop(L, -2);
    if (i->time_in_force == TIF_GTD && i->expires == INT64_MAX) luaL_error(L, "%s: tif GTD needs expires, a time in nanoseconds", what);
}

static void read_prices(lua_State *L, int table, pg_intent *i, const char *what) {
    i->limit_price = number_option(L, table, "limit", what);
    i->stop_price = number_option(L, table, "stop", what);
    double trail = number_option(L, table, "trail", what), percent = number_option(L, table, "trail_percent", what);
    i->take_profit = number_option(L, table, "take_profit", what);
    i->stop_loss = number_option(L, table, "stop_loss", what);
    bool has_limit = i->limit_price != INFINITY, has_stop = i->stop_price != INFINITY;
    bool trails = trail != INFINITY || percent != INFINITY;
    if (trails && (has_limit || has_stop)) luaL_error(L, "%s: a trailing stop takes neither limit nor stop", what);
    if (trail != INFINITY && percent != INFINITY) luaL_error(L, "%s: give either trail (in price) or trail_percent (a fraction), not both", what);
    i->trail = trail != INFINITY ? trail : percent;
    i->trail_is_rate = percent != INFINITY;
    i->type = trails ? T_TRAILING : has_limit && has_stop ? T_STOP_LIMIT : has_limit ? T_LIMIT : has_stop ? T_STOP : T_MARKET;
}

// The last argument: nothing, a symbol, or a table of options.
static void read_options(lua_State *L, int index, pg_intent *i, const char *what) {
    switch (lua_type(L, index)) {
    case LUA_TNONE: case LUA_TNIL: break;
    case LUA_TSTRING: i->symbol = pg_find_symbol(L, lua_tostring(L, index)); break;
    case LUA_TTABLE:
        check_keys(L, index, order_keys, what);
        if (lua_getfield(L, index, "symbol") != LUA_TNIL) i->symbol = pg_find_symbol(L, luaL_checkstring(L, -1));
        lua_settop(L, -2);
        i->time_in_force = time_in_force(L, index, what);
        read_expiry(L, index, i, what);
        read_prices(L, index, i, what);
        if (flag_option(L, index, "post_only")) i->flags |= FLAG_POST_ONLY;
        if (flag_option(L, index, "reduce_only")) i->flags |= FLAG_REDUCE_ONLY;
        break;
    default: luaL_error(L, "%s: the options are a %s: expected a table such as {limit = 101.5, tif = \"DAY\"} or a symbol", what, luaL_typename(L, index));
    }
    if (i->symbol < 0) luaL_error(L, "%s: name the symbol, as in {symbol = \"SPY\"}: this callback is for all of them", what);
}

static double quantity_argument(lua_State *L, const char *what) {
    if (lua_type(L, 1) != LUA_TNUMBER) luaL_error(L, "%s: the quantity is a %s: expected a number", what, luaL_typename(L, 1));
    return lua_tonumber(L, 1);
}

static int place(lua_State *L, const char *what, int kind, int side) {
    double quantity = quantity_argument(L, what);
    pg_intent *i = new_intent(L, what);
    i->kind = (uint8_t)kind;
    i->side = (uint8_t)side;
    i->quantity = quantity;
    // Most calls have no options: nothing more to read.
    if (lua_gettop(L) > 1 || i->symbol < 0) read_options(L, 2, i, what);
    if (kind != K_ORDER && i->type != T_MARKET) return luaL_error(L, "%s: a target is reached by a market order: use buy or sell with limit or stop", what);
    return finish(L, i);
}

static int intent_buy(lua_State *L) { return place(L, "buy", K_ORDER, 0); }
static int intent_sell(lua_State *L) { return place(L, "sell", K_ORDER, 1); }
static int intent_target_quantity(lua_State *L) { return place(L, "target_quantity", K_TARGET_QUANTITY, 0); }
static int intent_target_value(lua_State *L) { return place(L, "target_value", K_TARGET_VALUE, 0); }
static int intent_target_percent(lua_State *L) { return place(L, "target_percent", K_TARGET_PERCENT, 0); }

static int intent_bracket(lua_State *L) {
    double quantity = quantity_argument(L, "bracket");
    pg_intent *i = new_intent(L, "bracket");
    i->kind = K_ORDER;
    i->side = quantity < 0;
    i->quantity = fabs(quantity);
    read_options(L, 2, i, "bracket");
    if (i->take_profit == INFINITY && i->stop_loss == INFINITY)
        return luaL_error(L, "bracket: give take_profit, stop_loss or both, as in bracket(10, {take_profit = 110, stop_loss = 95})");
    return finish(L, i);
}

static int intent_close(lua_State *L) {
    pg_intent *i = new_intent(L, "close_position");
    i->kind = K_CLOSE;
    read_options(L, 1, i, "close_position");
    if (i->type != T_MARKET) return luaL_error(L, "close_position: it is a market order: use sell with limit or stop and reduce_only");
    return finish(L, i);
}

static int64_t handle_argument(lua_State *L, const char *what) {
    if (!lua_isinteger(L, 1)) luaL_error(L, "%s: the order is a %s: expected the number that buy or sell returned", what, luaL_typename(L, 1));
    return lua_tointeger(L, 1);
}

static int intent_cancel(lua_State *L) {
    int64_t target = handle_argument(L, "cancel");
    pg_intent *i = new_intent(L, "cancel");
    i->kind = K_CANCEL;
    i->target = target;
    if (i->symbol < 0) i->symbol = 0;
    pg_self(L)->binding->intent_count++;
    return 0;
}

static int intent_cancel_all(lua_State *L) {
    pg_binding *b = pg_self(L)->binding;
    int32_t first = b->symbol, last = b->symbol;
    if (!lua_isnoneornil(L, 1)) first = last = pg_find_symbol(L, luaL_checkstring(L, 1));
    else if (b->symbol < 0) first = 0, last = b->market.symbol_count - 1;
    for (int32_t symbol = first; symbol <= last; symbol++) {
        pg_intent *i = new_intent(L, "cancel_all");
        i->kind = K_CANCEL_ALL;
        i->symbol = symbol;
        b->intent_count++;
    }
    return 0;
}

static int intent_modify(lua_State *L) {
    static const char *const keys[] = {"quantity", "limit", "stop", NULL};
    int64_t target = handle_argument(L, "modify");
    luaL_checktype(L, 2, LUA_TTABLE);
    check_keys(L, 2, keys, "modify");
    pg_intent *i = new_intent(L, "modify");
    i->kind = K_MODIFY;
    i->target = target;
    if (i->symbol < 0) i->symbol = 0;
    double quantity = number_option(L, 2, "quantity", "modify");
    // Zero says "as it is" to the host; a script that gives zero means an order of nothing, which is refused as negative is.
    i->quantity = quantity == INFINITY ? 0 : quantity == 0 ? -1 : quantity;
    i->limit_price = number_option(L, 2, "limit", "modify");
    i->stop_price = number_option(L, 2, "stop", "modify");
    pg_self(L)->binding->intent_count++;
    return 0;
}

// Nanoseconds of "90s", "5m", "1h", "1d", "1w", or of a number of seconds.
static int64_t duration_argument(lua_State *L, int index) {
    if (lua_type(L, index) == LUA_TNUMBER) {
        double seconds = lua_tonumber(L, index);
        if (!(seconds > 0 && seconds < 1e9)) luaL_error(L, "timer: %f seconds: expected a positive number", seconds);
        return (int64_t)(seconds * 1e9);
    }
    const char *text = luaL_checkstring(L, index);
    char *unit;
    double count = strtod(text, &unit);
    double seconds = strcmp(unit, "s") == 0 ? 1 : strcmp(unit, "m") == 0 ? 60 : strcmp(unit, "h") == 0 ? 3600 : strcmp(unit, "d") == 0 ? 86400 : strcmp(unit, "w") == 0 ? 604800 : 0;
    if (seconds == 0 || !(count > 0) || count * seconds > 1e9) luaL_error(L, "timer: '%s' is no duration: expected forms are \"90s\", \"5m\", \"1h\", \"1d\", \"1w\"", text);
    return (int64_t)(count * seconds * 1e9);
}

// timer(name, delay, interval)
static int intent_timer(lua_State *L) {
    pg_binding *b = pg_self(L)->binding;
    const char *name = luaL_checkstring(L, 1);
    int64_t delay = duration_argument(L, 2);
    int64_t interval = lua_isnoneornil(L, 3) ? 0 : duration_argument(L, 3);
    int index = 0;
    while (index < b->timer_count && strcmp(b->timer_names[index], name) != 0) index++;
    if (index == PG_MAX_TIMERS) return luaL_error(L, "timer: more than %d names", PG_MAX_TIMERS);
    pg_intent *i = new_intent(L, "timer");
    if (index == b->timer_count) {
        if (!(b->timer_names[index] = strdup(name))) return luaL_error(L, "timer: out of memory");
        b->timer_count++;
    }
    i->kind = K_TIMER;
    i->target = index;
    if (i->symbol < 0) i->symbol = 0;
    int64_t now = b->market.step_times[b->step < 0 ? 0 : b->step];
    i->expires = now + delay;
    i->interval = interval;
    b->intent_count++;
    return 0;
}

static const luaL_Reg functions[] = {
    {"buy", intent_buy}, {"sell", intent_sell}, {"target_quantity", intent_target_quantity}, {"target_value", intent_target_value},
    {"target_percent", intent_target_percent}, {"close_position", intent_close}, {"bracket", intent_bracket}, {"cancel", intent_cancel},
    {"cancel_all", intent_cancel_all}, {"modify", intent_modify}, {"timer", intent_timer}, {NULL, NULL},
};

const char *const pg_intent_names[] = {
    "buy", "sell", "target_quantity", "target_value", "target_percent", "close_position", "bracket", "cancel", "cancel_all", "modify", "timer", NULL,
};

bool pg_push_intent_function(lua_State *L, const char *name) {
    for (const luaL_Reg *f = functions; f->name; f++) {
        if (strcmp(f->name, name) == 0) {
            lua_pushcfunction(L, f->func);
            return true;
        }
    }
    return false;
}

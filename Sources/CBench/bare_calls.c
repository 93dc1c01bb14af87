#include "cbench.h"

#include <lua5.4/lauxlib.h>
#include <lua5.4/lua.h>
#include <time.h>

static int set_position(lua_State *L) {
    double *position = lua_touserdata(L, lua_upvalueindex(1));
    *position = lua_tonumber(L, 1);
    return 0;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

double cb_bare_calls(const char *source, const double *fast, const double *slow, int64_t calls) {
    lua_State *L = luaL_newstate();
    if (!L) return -1;
    double position = 0, elapsed = -1;
    lua_pushlightuserdata(L, &position);
    lua_pushcclosure(L, set_position, 1);
    lua_setglobal(L, "target_percent");
    if (luaL_loadstring(L, source) == LUA_OK && lua_pcall(L, 0, 0, 0) == LUA_OK) {
        lua_getglobal(L, "on_bar");
        int function = lua_gettop(L);
        double start = now();
        for (int64_t i = 0; i < calls; i++) {
            lua_pushvalue(L, function);
            lua_pushnumber(L, fast[i]);
            lua_pushnumber(L, slow[i]);
            lua_pushnumber(L, position);
            if (lua_pcall(L, 3, 0, 0) != LUA_OK) {
                lua_close(L);
                return -1;
            }
        }
        elapsed = (now() - start) / (double)calls;
    }
    lua_close(L);
    return elapsed;
}

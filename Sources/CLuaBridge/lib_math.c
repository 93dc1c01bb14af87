// math, with a random stream that the host seeds: xoshiro256** 1.0 (Blackman and Vigna 2018), seeded by SplitMix64.
#include "sandbox.h"
#include <math.h>

static uint64_t rotate_left(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

void pg_random_seed(pg_script *s, uint64_t seed) {
    for (int i = 0; i < 4; i++) {
        uint64_t z = (seed += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        s->rng[i] = z ^ (z >> 31);
    }
}

uint64_t pg_random_bits(pg_script *s) {
    uint64_t *x = s->rng;
    uint64_t result = rotate_left(x[1] * 5, 7) * 9;
    uint64_t t = x[1] << 17;
    x[2] ^= x[0];
    x[3] ^= x[1];
    x[1] ^= x[2];
    x[0] ^= x[3];
    x[2] ^= t;
    x[3] = rotate_left(x[3], 45);
    return result;
}

double pg_random_unit(pg_script *s) { return (double)(pg_random_bits(s) >> 11) * 0x1p-53; }

// Unbiased by rejection.
lua_Integer pg_random_integer(pg_script *s, lua_Integer low, lua_Integer high) {
    uint64_t range = (uint64_t)high - (uint64_t)low;
    if (range == UINT64_MAX) return (lua_Integer)pg_random_bits(s);
    uint64_t count = range + 1;
    uint64_t limit = UINT64_MAX - UINT64_MAX % count;
    uint64_t bits;
    do bits = pg_random_bits(s);
    while (bits >= limit);
    return (lua_Integer)((uint64_t)low + bits % count);
}

// Marsaglia's polar method with a logarithm of our own, so that no machine's libm decides the bytes: ln by range reduction to
// [sqrt(1/2), sqrt(2)) and the series of 2·artanh.
static double portable_log(double x) {
    int exponent;
    double m = frexp(x, &exponent);
    if (m < 0.70710678118654752) {
        m *= 2;
        exponent--;
    }
    double z = (m - 1) / (m + 1), z2 = z * z, term = z, sum = 0;
    for (int k = 1; k < 40; k += 2) {
        sum += term / k;
        term *= z2;
    }
    return 2 * sum + exponent * 0.69314718055994530942;
}

double pg_random_normal(pg_script *s) {
    for (;;) {
        double u = 2 * pg_random_unit(s) - 1, v = 2 * pg_random_unit(s) - 1, q = u * u + v * v;
        if (q > 0 && q < 1) return u * sqrt(-2 * portable_log(q) / q);
    }
}

static int math_random(lua_State *L) {
    pg_script *s = pg_self(L);
    lua_Integer low = 1, high;
    switch (lua_gettop(L)) {
    case 0: lua_pushnumber(L, pg_random_unit(s)); return 1;
    case 1:
        high = luaL_checkinteger(L, 1);
        if (high == 0) {
            lua_pushinteger(L, (lua_Integer)pg_random_bits(s));
            return 1;
        }
        break;
    case 2:
        low = luaL_checkinteger(L, 1);
        high = luaL_checkinteger(L, 2);
        break;
    default: return luaL_error(L, "math.random takes at most two numbers");
    }
    luaL_argcheck(L, low <= high, lua_gettop(L), "interval is empty");
    lua_pushinteger(L, pg_random_integer(s, low, high));
    return 1;
}

static int math_randomseed(lua_State *L) {
    return luaL_error(L, "math.randomseed is not available: the host seeds scripts, so that a run can be repeated (--seed N)");
}

int pg_open_math(lua_State *L) {
    lua_pushcfunction(L, luaopen_math);
    lua_call(L, 0, 1);
    lua_pushcfunction(L, math_random);
    lua_setfield(L, -2, "random");
    lua_pushcfunction(L, math_randomseed);
    lua_setfield(L, -2, "randomseed");
    pg_protect_table(L, "math");
    return 1;
}

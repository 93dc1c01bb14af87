// Bytes as values of a script. Lengths are checked against what is left, so bytes from a damaged file raise an error and no more.
#include "array.h"
#include "value.h"
#include <string.h>

typedef struct {
    lua_State *L;
    const uint8_t *start, *at, *end;
} reader;

_Noreturn static void refuse(const reader *r) {
    luaL_error(r->L, "a stored value is damaged at byte %I of %I", (LUAI_UACINT)(r->at - r->start), (LUAI_UACINT)(r->end - r->start));
    __builtin_unreachable();
}

static const uint8_t *take(reader *r, size_t count) {
    if ((size_t)(r->end - r->at) < count) refuse(r);
    const uint8_t *bytes = r->at;
    r->at += count;
    return bytes;
}

static uint32_t take_count(reader *r) {
    uint32_t count;
    memcpy(&count, take(r, 4), 4);
    return count;
}

static void push_text(reader *r) {
    uint32_t length = take_count(r);
    lua_pushlstring(r->L, (const char *)take(r, length), length);
}

static void push_array(reader *r, bool is_matrix) {
    lua_State *L = r->L;
    uint32_t rows = take_count(r), columns = take_count(r);
    size_t left = (size_t)(r->end - r->at) / sizeof(double);
    if (rows > INT32_MAX || columns > INT32_MAX || (!is_matrix && columns != 1) || (columns > 0 && rows > left / columns)) refuse(r);
    size_t bytes = (size_t)rows * columns * sizeof(double);
    pg_array *a = pg_push_array(L, rows, columns, is_matrix);
    const uint8_t *elements = take(r, bytes);
    if (bytes > 0) memcpy(a->data, elements, bytes);
    uint32_t names = take_count(r);
    if (names == 0) return;
    if (names > (size_t)(r->end - r->at) / 4) refuse(r);
    lua_createtable(L, (int)names, 0);
    for (uint32_t i = 1; i <= names; i++) {
        push_text(r);
        lua_rawseti(L, -2, i);
    }
    pg_name_array(L, -2);
}

static void push_value(reader *r, int depth);

static void push_table(reader *r, int depth) {
    lua_State *L = r->L;
    uint32_t count = take_count(r);
    if (depth == PG_VALUE_DEPTH || count > (size_t)(r->end - r->at) / 2) refuse(r);
    bool is_list = r->at < r->end && *r->at == PG_TAG_INTEGER;
    lua_createtable(L, is_list ? (int)count : 0, is_list ? 0 : (int)count);
    for (uint32_t i = 0; i < count; i++) {
        push_value(r, depth + 1);
        int type = lua_type(L, -1);
        bool is_nan = type == LUA_TNUMBER && lua_tonumber(L, -1) != lua_tonumber(L, -1);
        if (is_nan || (type != LUA_TNUMBER && type != LUA_TSTRING && type != LUA_TBOOLEAN)) refuse(r);
        push_value(r, depth + 1);
        lua_rawset(L, -3);
    }
}

static void push_value(reader *r, int depth) {
    lua_State *L = r->L;
    luaL_checkstack(L, 8, "a stored value");
    switch (*take(r, 1)) {
    case PG_TAG_NIL: lua_pushnil(L); return;
    case PG_TAG_FALSE: lua_pushboolean(L, 0); return;
    case PG_TAG_TRUE: lua_pushboolean(L, 1); return;
    case PG_TAG_INTEGER: {
        int64_t integer;
        memcpy(&integer, take(r, 8), 8);
        lua_pushinteger(L, integer);
        return;
    }
    case PG_TAG_NUMBER: {
        double number;
        memcpy(&number, take(r, 8), 8);
        lua_pushnumber(L, number);
        return;
    }
    case PG_TAG_TEXT: push_text(r); return;
    case PG_TAG_TABLE: push_table(r, depth); return;
    case PG_TAG_VECTOR: push_array(r, false); return;
    case PG_TAG_MATRIX: push_array(r, true); return;
    default: refuse(r);
    }
}

void pg_read_values(lua_State *L, const uint8_t *bytes, size_t length, int count) {
    reader r = {L, bytes, bytes, bytes + length};
    for (int i = 0; i < count; i++) push_value(&r, 0);
    if (r.at != r.end) refuse(&r);
}

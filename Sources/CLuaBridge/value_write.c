// A value of a script as bytes. Tables are read raw, so no code of the script runs; the place of each key is remembered, so that
// an error can name the way to what is wrong.
#include "array.h"
#include "value.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char functions_key;

typedef struct {
    lua_State *L;
    const char *root;
    unsigned flags;
    int depth;                        // of the tables being written
    int keys[PG_VALUE_DEPTH];         // stack slots of the keys that lead to the value at hand
    int key_count;
    const void *open[PG_VALUE_DEPTH];
    int seen;                         // slot of the set of tables met; 0: not kept
} writer;

static bool is_name(const char *text, size_t length) {
    if (length == 0 || length > 40 || (*text >= '0' && *text <= '9')) return false;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c != '_' && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) return false;
    }
    return true;
}

// A key as Lua would write it after the table.
static void write_key_text(lua_State *L, int slot, char *out, size_t capacity) {
    if (lua_isinteger(L, slot)) snprintf(out, capacity, "[%lld]", (long long)lua_tointeger(L, slot));
    else if (lua_type(L, slot) == LUA_TNUMBER) snprintf(out, capacity, "[%.14g]", lua_tonumber(L, slot));
    else if (lua_type(L, slot) == LUA_TBOOLEAN) snprintf(out, capacity, "[%s]", lua_toboolean(L, slot) ? "true" : "false");
    else {
        size_t length;
        const char *text = lua_tolstring(L, slot, &length);
        if (is_name(text, length)) snprintf(out, capacity, ".%s", text);
        else snprintf(out, capacity, "[\"%.*s\"]", (int)(length < 40 ? length : 40), text);
    }
}

_Noreturn static void refuse(const writer *w, const char *what, const char *mend) {
    char path[700];
    size_t at = (size_t)snprintf(path, sizeof path, "%.200s", w->root);
    for (int i = 0; i < w->key_count && at + 64 < sizeof path; i++) {
        write_key_text(w->L, w->keys[i], path + at, sizeof path - at);
        at += strlen(path + at);
    }
    luaL_error(w->L, "%s %s: %s", path, what, mend);
    __builtin_unreachable();
}

uint8_t *pg_value_room(lua_State *L, size_t count, const char *root) {
    pg_script *s = pg_self(L);
    if (count > PG_VALUE_BYTES - s->value_length)
        luaL_error(L, "%s takes more than 1 MiB when stored: keep less, such as sums instead of all values", root);
    if (s->value_length + count > s->value_capacity) {
        size_t capacity = (s->value_length + count) * 2 + 64;
        uint8_t *grown = realloc(s->value_bytes, capacity);
        if (!grown) luaL_error(L, "%s: the machine is out of memory", root);
        s->value_bytes = grown;
        s->value_capacity = capacity;
    }
    uint8_t *room = s->value_bytes + s->value_length;
    s->value_length += count;
    return room;
}

static void put_tag(const writer *w, pg_tag tag) { *pg_value_room(w->L, 1, w->root) = (uint8_t)tag; }
static void put_count(const writer *w, uint32_t count) { memcpy(pg_value_room(w->L, 4, w->root), &count, 4); }
static void put_word(const writer *w, const void *word) { memcpy(pg_value_room(w->L, 8, w->root), word, 8); }

// The length of the well-formed UTF-8 sequence at `s`, or 0 (Unicode 15, table 3-7).
static size_t sequence(const unsigned char *s, size_t left) {
    unsigned char a = s[0], low = 0x80, high = 0xbf;
    size_t n = a < 0x80 ? 1 : a >= 0xc2 && a <= 0xdf ? 2 : a >= 0xe0 && a <= 0xef ? 3 : a >= 0xf0 && a <= 0xf4 ? 4 : 0;
    if (n == 0 || n > left) return 0;
    if (a == 0xe0) low = 0xa0;
    if (a == 0xed) high = 0x9f;
    if (a == 0xf0) low = 0x90;
    if (a == 0xf4) high = 0x8f;
    for (size_t i = 1; i < n; i++, low = 0x80, high = 0xbf)
        if (s[i] < low || s[i] > high) return 0;
    return n;
}

static bool is_utf8(const char *text, size_t length) {
    for (size_t i = 0; i < length;) {
        size_t n = sequence((const unsigned char *)text + i, length - i);
        if (n == 0) return false;
        i += n;
    }
    return true;
}

static void put_text(const writer *w, int index) {
    size_t length;
    const char *text = lua_tolstring(w->L, index, &length);
    if (length > PG_VALUE_BYTES) pg_value_room(w->L, length, w->root);
    if (!is_utf8(text, length))
        refuse(w, "is no text but bytes that are not UTF-8", "keep numbers, or text that is cut between characters");
    put_count(w, (uint32_t)length);
    memcpy(pg_value_room(w->L, length, w->root), text, length);
}

// Numbers, texts and booleans: what may be a key.
static void put_plain(const writer *w, int index) {
    lua_State *L = w->L;
    switch (lua_type(L, index)) {
    case LUA_TBOOLEAN: put_tag(w, lua_toboolean(L, index) ? PG_TAG_TRUE : PG_TAG_FALSE); break;
    case LUA_TNUMBER:
        if (lua_isinteger(L, index)) {
            int64_t integer = lua_tointeger(L, index);
            put_tag(w, PG_TAG_INTEGER);
            put_word(w, &integer);
        } else {
            double number = lua_tonumber(L, index);
            put_tag(w, PG_TAG_NUMBER);
            put_word(w, &number);
        }
        break;
    default:
        put_tag(w, PG_TAG_TEXT);
        put_text(w, index);
    }
}

static void put_array(const writer *w, int index, const pg_array *a) {
    lua_State *L = w->L;
    put_tag(w, a->is_matrix ? PG_TAG_MATRIX : PG_TAG_VECTOR);
    put_count(w, (uint32_t)a->rows);
    put_count(w, (uint32_t)a->columns);
    size_t bytes = (size_t)a->rows * (size_t)a->columns * sizeof(double);
    uint8_t *room = pg_value_room(L, bytes, w->root);
    if (bytes > 0) memcpy(room, a->data, bytes);
    pg_push_array_names(L, index);
    int names = lua_gettop(L), count = lua_istable(L, names) ? (int)lua_rawlen(L, names) : 0;
    put_count(w, (uint32_t)count);
    for (int i = 1; i <= count; i++) {
        // The table of names can be reached by the script.
        if (lua_rawgeti(L, names, i) != LUA_TSTRING)
            refuse(w, "has a name that is not a text", "leave the table of an array's names as it is");
        put_text(w, names + 1);
        lua_settop(L, names);
    }
    lua_settop(L, names - 1);
}

// Raises where the table cannot be written; returns the number of its keys, and whether they are 1, 2, … as met.
static lua_Integer check_table(writer *w, int index, bool *is_list) {
    lua_State *L = w->L;
    if (lua_getmetatable(L, index)) refuse(w, "has a metatable", "keep plain tables of numbers, texts and booleans");
    const void *table = lua_topointer(L, index);
    for (int i = 0; i < w->depth; i++)
        if (w->open[i] == table)
            refuse(w, "is a table that holds it", "a value cannot contain itself: keep a name or number of the other instead");
    if (w->depth == PG_VALUE_DEPTH) refuse(w, "is nested deeper than 32 tables", "keep a flat table");
    w->open[w->depth] = table;
    if (w->seen) {
        if (lua_rawgetp(L, w->seen, table) != LUA_TNIL)
            refuse(w, "is a table that is met a second time",
                   "it would become two tables: keep it in one place and its name or number in the other");
        lua_settop(L, -2);
        lua_pushboolean(L, 1);
        lua_rawsetp(L, w->seen, table);
    }
    lua_Integer n = 0;
    lua_pushnil(L);
    while (lua_next(L, index)) {
        lua_settop(L, -2);
        int type = lua_type(L, -1);
        bool is_finite = type != LUA_TNUMBER || isfinite(lua_tonumber(L, -1));
        if (!is_finite || (type != LUA_TNUMBER && type != LUA_TSTRING && type != LUA_TBOOLEAN)) {
            char what[80];
            snprintf(what, sizeof what, "has a key that is %s%s", is_finite ? "a " : "", is_finite ? lua_typename(L, type) : "infinite");
            refuse(w, what, "use numbers, texts or booleans as keys");
        }
        *is_list = *is_list && lua_isinteger(L, -1) && lua_tointeger(L, -1) == n + 1;
        if ((++n & 1023) == 0) pg_poll(L, pg_self(L));
    }
    return n;
}

static void put_value(writer *w, int index);

// The key is on top of the stack, and popped.
static void put_entry(writer *w, int table) {
    lua_State *L = w->L;
    int key = lua_gettop(L);
    w->keys[w->key_count++] = key;
    put_plain(w, key);
    lua_pushvalue(L, key);
    lua_rawget(L, table);
    put_value(w, key + 1);
    w->key_count--;
    lua_settop(L, key - 1);
}

static void put_table(writer *w, int index) {
    lua_State *L = w->L;
    luaL_checkstack(L, 10, w->root);
    int top = lua_gettop(L);
    bool is_list = true;
    lua_Integer n = check_table(w, index, &is_list);
    if (n > PG_VALUE_BYTES / 2) pg_value_room(L, PG_VALUE_BYTES + 1, w->root);
    put_tag(w, PG_TAG_TABLE);
    put_count(w, (uint32_t)n);
    if (!is_list) pg_push_sorted_keys(L, index);
    w->depth++;
    for (lua_Integer i = 1; i <= n; i++) {
        if (is_list) lua_pushinteger(L, i);
        else lua_rawgeti(L, top + 1, i);
        put_entry(w, index);
    }
    w->depth--;
    lua_settop(L, top);
}

// A function as {function = number, line = where it is defined}; its number leads back to it.
static void put_function(const writer *w, int index) {
    lua_State *L = w->L;
    luaL_checkstack(L, 6, w->root);
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &functions_key) == LUA_TNIL) {
        lua_settop(L, -2);
        lua_newtable(L);
        lua_pushvalue(L, -1);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &functions_key);
    }
    int64_t number = (int64_t)lua_rawlen(L, -1) + 1, line = 0;
    lua_pushvalue(L, index);
    lua_rawseti(L, -2, number);
    lua_settop(L, -2);
    lua_Debug ar;
    lua_pushvalue(L, index);
    if (lua_getinfo(L, ">S", &ar)) line = ar.linedefined;
    put_tag(w, PG_TAG_TABLE);
    put_count(w, 2);
    static const char *const fields[] = {"function", "line"};
    for (int i = 0; i < 2; i++) {
        put_tag(w, PG_TAG_TEXT);
        put_count(w, (uint32_t)strlen(fields[i]));
        memcpy(pg_value_room(L, strlen(fields[i]), w->root), fields[i], strlen(fields[i]));
        put_tag(w, PG_TAG_INTEGER);
        put_word(w, i == 0 ? &number : &line);
    }
}

void pg_push_kept_function(lua_State *L, int64_t number) {
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &functions_key) != LUA_TTABLE) return;
    lua_rawgeti(L, -1, number);
    lua_remove(L, -2);
}

static void put_value(writer *w, int index) {
    lua_State *L = w->L;
    switch (lua_type(L, index)) {
    case LUA_TNIL: put_tag(w, PG_TAG_NIL); return;
    case LUA_TBOOLEAN:
    case LUA_TNUMBER:
    case LUA_TSTRING: put_plain(w, index); return;
    case LUA_TTABLE: put_table(w, index); return;
    case LUA_TFUNCTION:
        if (w->flags & PG_VALUE_KEEP_FUNCTIONS) put_function(w, index);
        else refuse(w, "is a function", "functions belong to the script's text: keep the numbers they work on");
        return;
    default: {
        const pg_array *a = pg_to_array(L, index);
        if (a) put_array(w, index, a);
        else refuse(w, "is an object of the host", "keep the numbers that it gives, not itself");
    }
    }
}

void pg_write_value(lua_State *L, int index, const char *root, unsigned flags) {
    writer w = {.L = L, .root = root, .flags = flags};
    index = lua_absindex(L, index);
    luaL_checkstack(L, 10, root);
    int top = lua_gettop(L);
    pg_self(L)->value_length = 0;
    if (flags & PG_VALUE_ONE_OWNER) {
        lua_newtable(L);
        w.seen = top + 1;
    }
    put_value(&w, index);
    lua_settop(L, top);
}

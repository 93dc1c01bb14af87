// stats, risk, optimize, regime: tables whose functions are the host's. Arguments become nodes, nodes become results; the host
// returns before anything here can raise.
#include "array.h"
#include <string.h>

enum { MAX_NODES = 100000, MAX_DEPTH = 8 };

bool pg_push_array_function(lua_State *L, const char *name);

static const char *const libraries[] = {"stats", "risk", "optimize", "regime", NULL};

// Nodes in a userdata of the script, so that an error on the way frees them.
typedef struct {
    lua_State *L;
    int slot;
    int count, capacity;
    const char *function;
    int argument;
} node_list;

static pg_node *nodes(node_list *list) { return lua_touserdata(list->L, list->slot); }

static pg_node *append(node_list *list) {
    if (list->count >= MAX_NODES) luaL_error(list->L, "%s: argument %d holds more than %d values", list->function, list->argument, MAX_NODES);
    if (list->count == list->capacity) {
        int capacity = list->capacity * 4;
        pg_node *larger = lua_newuserdatauv(list->L, (size_t)capacity * sizeof *larger, 0);
        memcpy(larger, nodes(list), (size_t)list->count * sizeof *larger);
        lua_replace(list->L, list->slot);
        list->capacity = capacity;
    }
    pg_node *node = &nodes(list)[list->count++];
    memset(node, 0, sizeof *node);
    return node;
}

static void append_value(node_list *list, int index, const char *key, size_t key_length, int depth);

static void append_table(node_list *list, int index, const char *key, size_t key_length, int depth) {
    lua_State *L = list->L;
    if (depth >= MAX_DEPTH) luaL_error(L, "%s: argument %d is nested deeper than %d tables", list->function, list->argument, MAX_DEPTH);
    luaL_checkstack(L, 8, list->function);
    int at = list->count;
    pg_node *node = append(list);
    node->kind = PG_NODE_TABLE;
    node->key = key;
    node->key_length = key_length;
    int children = 0;
    lua_Integer length = (lua_Integer)lua_rawlen(L, index);
    for (lua_Integer i = 1; i <= length; i++, children++) {
        lua_rawgeti(L, index, i);
        append_value(list, lua_gettop(L), NULL, 0, depth + 1);
        lua_settop(L, -2);
    }
    lua_pushnil(L);
    while (lua_next(L, index)) {
        if (lua_isinteger(L, -2) && lua_tointeger(L, -2) >= 1 && lua_tointeger(L, -2) <= length) {
            lua_settop(L, -2);
            continue;
        }
        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_error(L, "%s: argument %d has a key that is a %s: expected names, or positions from 1 on", list->function, list->argument, luaL_typename(L, -2));
        size_t name_length;
        const char *name = lua_tolstring(L, -2, &name_length);
        append_value(list, lua_gettop(L), name, name_length, depth + 1);
        lua_settop(L, -2);
        children++;
    }
    nodes(list)[at].count = children;
}

static void append_array(node_list *list, int index, const pg_array *a, const char *key, size_t key_length) {
    lua_State *L = list->L;
    pg_node *node = append(list);
    *node = (pg_node){.kind = a->is_matrix ? PG_NODE_MATRIX : PG_NODE_VECTOR, .key = key, .key_length = key_length,
                      .data = a->data, .rows = a->rows, .columns = a->columns};
    pg_push_array_names(L, index);
    if (lua_istable(L, -1)) {
        int names = lua_gettop(L), count = (int)lua_rawlen(L, names);
        node->count = count;
        for (int i = 1; i <= count; i++) {
            lua_rawgeti(L, names, i);
            pg_node *text = append(list);
            text->kind = PG_NODE_TEXT;
            text->text = lua_tolstring(L, -1, &text->length);
            lua_settop(L, names);
        }
    }
    lua_settop(L, -2);
}

static void append_value(node_list *list, int index, const char *key, size_t key_length, int depth) {
    lua_State *L = list->L;
    int type = lua_type(L, index);
    if (type == LUA_TTABLE) return append_table(list, index, key, key_length, depth);
    if (type == LUA_TUSERDATA) {
        const pg_array *a = pg_to_array(L, index);
        if (a) return append_array(list, index, a, key, key_length);
    }
    pg_node *node = append(list);
    node->key = key;
    node->key_length = key_length;
    switch (type) {
    case LUA_TNIL: break;
    case LUA_TBOOLEAN:
        node->kind = PG_NODE_BOOLEAN;
        node->number = lua_toboolean(L, index);
        break;
    case LUA_TNUMBER:
        node->kind = PG_NODE_NUMBER;
        node->number = lua_tonumber(L, index);
        break;
    case LUA_TSTRING:
        node->kind = PG_NODE_TEXT;
        node->text = lua_tolstring(L, index, &node->length);
        break;
    default:
        luaL_error(L, "%s: argument %d %s a %s: expected a number, a vector, a matrix, a text or a table of them%s", list->function,
                   list->argument, depth ? "holds" : "is", luaL_typename(L, index),
                   type == LUA_TUSERDATA ? " (of a series, take ctx.window(series, bars))" : "");
    }
}

// Builds the value at `*at` on the stack and moves past it.
static void push_node(lua_State *L, const pg_node *all, int count, int *at) {
    const pg_node *node = &all[(*at)++];
    luaL_checkstack(L, 6, "results");
    switch (node->kind) {
    case PG_NODE_NIL: lua_pushnil(L); break;
    case PG_NODE_NUMBER: lua_pushnumber(L, node->number); break;
    case PG_NODE_BOOLEAN: lua_pushboolean(L, node->number != 0); break;
    case PG_NODE_TEXT: lua_pushlstring(L, node->text, node->length); break;
    case PG_NODE_VECTOR:
    case PG_NODE_MATRIX: {
        pg_array *a = pg_push_array(L, node->rows, node->columns, node->kind == PG_NODE_MATRIX);
        if (node->rows > 0 && node->columns > 0) memcpy(a->data, node->data, (size_t)node->rows * (size_t)node->columns * sizeof(double));
        if (node->count > 0) {
            lua_createtable(L, node->count, 0);
            for (int i = 1; i <= node->count && *at < count; i++) {
                lua_pushlstring(L, all[*at].text, all[*at].length);
                lua_rawseti(L, -2, i);
                (*at)++;
            }
            pg_name_array(L, -2);
        }
        break;
    }
    case PG_NODE_TABLE: {
        lua_newtable(L);
        int position = 0;
        for (int i = 0; i < node->count && *at < count; i++) {
            const pg_node *child = &all[*at];
            if (child->key) lua_pushlstring(L, child->key, child->key_length);
            else lua_pushinteger(L, ++position);
            push_node(L, all, count, at);
            lua_rawset(L, -3);
        }
        break;
    }
    }
}

static int call_native(lua_State *L) {
    pg_script *s = pg_self(L);
    const char *name = lua_tostring(L, lua_upvalueindex(1));
    int roots = lua_gettop(L);
    node_list list = {.L = L, .capacity = 16, .function = name};
    lua_newuserdatauv(L, (size_t)list.capacity * sizeof(pg_node), 0);
    list.slot = lua_gettop(L);
    for (int i = 1; i <= roots; i++) {
        list.argument = i;
        append_value(&list, i, NULL, 0, 0);
    }
    char error[600] = "";
    const pg_node *results = NULL;
    int count = s->binding->functions.native(s->host, name, nodes(&list), list.count, roots, &results, error, sizeof error);
    if (count < 0) return luaL_error(L, "%s", error);
    int top = lua_gettop(L), at = 0;
    while (at < count) push_node(L, results, count, &at);
    return lua_gettop(L) - top;
}

static int find_function(lua_State *L) {
    const char *library = lua_tostring(L, lua_upvalueindex(1));
    lua_pushfstring(L, "%s.%s", library, luaL_checkstring(L, 2));
    pg_script *s = pg_self(L);
    char hint[400] = "";
    const pg_node *none = NULL;
    if (s->binding->functions.native(s->host, lua_tostring(L, -1), NULL, 0, -1, &none, hint, sizeof hint) < 0)
        return luaL_error(L, "%s", hint);
    lua_pushcclosure(L, call_native, 1);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, -2);
    lua_rawset(L, 1);
    return 1;
}

static int no_assignment(lua_State *L) {
    return luaL_error(L, "'%s' cannot be changed: it belongs to the host", lua_tostring(L, lua_upvalueindex(1)));
}

bool pg_push_native(lua_State *L, const char *name) {
    if (pg_push_array_function(L, name)) return true;
    if (!pg_self(L)->binding->functions.native) return false;
    for (int i = 0; libraries[i]; i++) {
        if (strcmp(name, libraries[i]) != 0) continue;
        lua_newtable(L);
        lua_createtable(L, 0, 3);
        lua_pushstring(L, name);
        lua_pushcclosure(L, find_function, 1);
        lua_setfield(L, -2, "__index");
        lua_pushstring(L, name);
        lua_pushcclosure(L, no_assignment, 1);
        lua_setfield(L, -2, "__newindex");
        lua_pushliteral(L, "locked");
        lua_setfield(L, -2, "__metatable");
        lua_setmetatable(L, -2);
        return true;
    }
    return false;
}

#include "array.h"
#include <math.h>
#include <string.h>

static char array_key, methods_key;

enum { MAX_ELEMENTS = 1 << 27 };

pg_array *pg_push_array(lua_State *L, int64_t rows, int64_t columns, bool is_matrix) {
    if (rows < 0 || columns < 0 || (columns > 0 && rows > MAX_ELEMENTS / columns))
        luaL_error(L, "an array of %I × %I is too large: at most %d elements", (LUAI_UACINT)rows, (LUAI_UACINT)columns, MAX_ELEMENTS);
    pg_array *a = lua_newuserdatauv(L, sizeof *a + (size_t)(rows * columns) * sizeof(double), 1);
    a->rows = (int32_t)rows;
    a->columns = (int32_t)columns;
    a->is_matrix = is_matrix;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &array_key);
    lua_setmetatable(L, -2);
    return a;
}

pg_array *pg_to_array(lua_State *L, int index) {
    if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index)) return NULL;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &array_key);
    bool is_array = lua_rawequal(L, -1, -2);
    lua_settop(L, -3);
    return is_array ? lua_touserdata(L, index) : NULL;
}

void pg_name_array(lua_State *L, int index) {
    index = lua_absindex(L, index);
    lua_setiuservalue(L, index, 1);
}

void pg_push_array_names(lua_State *L, int index) { lua_getiuservalue(L, index, 1); }

static pg_array *check_array(lua_State *L, int index, const char *name) {
    pg_array *a = pg_to_array(L, index);
    if (!a) luaL_error(L, "%s: argument %d is a %s: expected a vector or matrix", name, index, luaL_typename(L, index));
    return a;
}

// The 0-based position of a 1-based index or a name among `count`; raises with what there is.
static int32_t position(lua_State *L, int array, int key, int32_t count, const char *what) {
    if (lua_type(L, key) == LUA_TSTRING) {
        pg_push_array_names(L, array);
        if (lua_istable(L, -1)) {
            int names = lua_gettop(L);
            for (int32_t i = 0; i < count; i++) {
                lua_rawgeti(L, names, i + 1);
                bool is_it = lua_rawequal(L, -1, key);
                lua_settop(L, names);
                if (is_it) return lua_settop(L, names - 1), i;
            }
        }
        return luaL_error(L, "no %s named '%s'", what, lua_tostring(L, key));
    }
    lua_Integer i = luaL_checkinteger(L, key);
    if (i < 1 || i > count) return luaL_error(L, "%s %I is outside 1 to %d", what, (LUAI_UACINT)i, count);
    return (int32_t)(i - 1);
}

static void push_slice_names(lua_State *L, int from, int to) {
    pg_push_array_names(L, from);
    lua_setiuservalue(L, to, 1);
}

static int method_column(lua_State *L) {
    pg_array *a = check_array(L, 1, "column");
    int32_t j = position(L, 1, 2, a->columns, "column");
    pg_array *v = pg_push_array(L, a->rows, 1, false);
    memcpy(v->data, a->data + (size_t)j * (size_t)a->rows, (size_t)a->rows * sizeof(double));
    return 1;
}

static int method_row(lua_State *L) {
    pg_array *a = check_array(L, 1, "row");
    lua_Integer i = luaL_checkinteger(L, 2);
    if (i < 1 || i > a->rows) return luaL_error(L, "row %I is outside 1 to %d", (LUAI_UACINT)i, a->rows);
    pg_array *v = pg_push_array(L, a->columns, 1, false);
    for (int32_t j = 0; j < a->columns; j++) v->data[j] = a->data[(size_t)j * (size_t)a->rows + (size_t)(i - 1)];
    push_slice_names(L, 1, lua_gettop(L));
    return 1;
}

static int method_get(lua_State *L) {
    pg_array *a = check_array(L, 1, "get");
    lua_Integer i = luaL_checkinteger(L, 2);
    if (i < 1 || i > a->rows) return luaL_error(L, "row %I is outside 1 to %d", (LUAI_UACINT)i, a->rows);
    int32_t j = a->is_matrix ? position(L, 1, 3, a->columns, "column") : 0;
    lua_pushnumber(L, a->data[(size_t)j * (size_t)a->rows + (size_t)(i - 1)]);
    return 1;
}

static int method_names(lua_State *L) {
    check_array(L, 1, "names");
    pg_push_array_names(L, 1);
    return 1;
}

static int method_table(lua_State *L) {
    pg_array *a = check_array(L, 1, "table");
    if (a->is_matrix) return luaL_error(L, "table: call it on a vector, such as m:row(i) or m:column(j)");
    pg_check_items(L, pg_self(L), a->rows, "table");
    lua_createtable(L, a->rows, 0);
    for (int32_t i = 0; i < a->rows; i++) {
        lua_pushnumber(L, a->data[i]);
        lua_rawseti(L, -2, i + 1);
    }
    return 1;
}

static const luaL_Reg methods[] = {
    {"column", method_column}, {"row", method_row}, {"get", method_get}, {"names", method_names}, {"table", method_table}, {NULL, NULL},
};

static int array_index(lua_State *L) {
    pg_array *a = lua_touserdata(L, 1);
    if (lua_type(L, 2) == LUA_TSTRING) {
        const char *key = lua_tostring(L, 2);
        if (strcmp(key, "rows") == 0) return lua_pushinteger(L, a->rows), 1;
        if (strcmp(key, "columns") == 0) return lua_pushinteger(L, a->columns), 1;
        lua_rawgetp(L, LUA_REGISTRYINDEX, &methods_key);
        lua_pushvalue(L, 2);
        if (lua_rawget(L, -2) != LUA_TNIL) return 1;
        lua_settop(L, 2);
        if (a->is_matrix) return luaL_error(L, "a matrix has no '%s': use m:column('%s') for a column of that name", key, key);
    } else if (a->is_matrix) {
        return luaL_error(L, "a matrix is read by m:get(row, column), m:row(i) or m:column(j)");
    }
    lua_pushnumber(L, a->data[position(L, 1, 2, a->rows, "element")]);
    return 1;
}

static int array_assign(lua_State *L) { return luaL_error(L, "vectors and matrices do not change: make a new one"); }

static int array_length(lua_State *L) {
    pg_array *a = lua_touserdata(L, 1);
    lua_pushinteger(L, a->rows);
    return 1;
}

static int array_text(lua_State *L) {
    pg_array *a = lua_touserdata(L, 1);
    if (a->is_matrix) lua_pushfstring(L, "matrix(%d × %d)", a->rows, a->columns);
    else lua_pushfstring(L, "vector(%d)", a->rows);
    return 1;
}

static double combine(char operation, double x, double y) {
    switch (operation) {
    case '+': return x + y;
    case '-': return x - y;
    case '*': return x * y;
    default: return x / y;
    }
}

// Element by element, with a number on either side or two arrays of one shape.
static int arithmetic(lua_State *L) {
    char operation = *lua_tostring(L, lua_upvalueindex(1));
    pg_array *a = pg_to_array(L, 1), *b = pg_to_array(L, 2);
    double x = a ? 0 : luaL_checknumber(L, 1), y = b ? 0 : luaL_checknumber(L, 2);
    pg_array *shape = a ? a : b;
    if (a && b && (a->rows != b->rows || a->columns != b->columns))
        return luaL_error(L, "'%s' of a %d × %d and a %d × %d array: expected the same shape", lua_tostring(L, lua_upvalueindex(1)),
                          a->rows, a->columns, b->rows, b->columns);
    pg_array *result = pg_push_array(L, shape->rows, shape->columns, shape->is_matrix);
    size_t count = (size_t)shape->rows * (size_t)shape->columns;
    for (size_t i = 0; i < count; i++) result->data[i] = combine(operation, a ? a->data[i] : x, b ? b->data[i] : y);
    push_slice_names(L, a ? 1 : 2, lua_gettop(L));
    return 1;
}

// vector{1, 2, 3}
static int make_vector(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_Integer count = (lua_Integer)lua_rawlen(L, 1);
    pg_check_items(L, pg_self(L), count, "vector");
    pg_array *v = pg_push_array(L, count, 1, false);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, 1, i);
        if (lua_type(L, -1) != LUA_TNUMBER) return luaL_error(L, "vector: element %I is a %s: expected a number", (LUAI_UACINT)i, luaL_typename(L, -1));
        v->data[i - 1] = lua_tonumber(L, -1);
        lua_settop(L, -2);
    }
    return 1;
}

// matrix({{1, 2}, {3, 4}}, {"A", "B"}): rows, and names of the columns.
static int make_matrix(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 2);
    lua_Integer rows = (lua_Integer)lua_rawlen(L, 1), columns = 0;
    if (rows > 0 && lua_rawgeti(L, 1, 1) == LUA_TTABLE) columns = (lua_Integer)lua_rawlen(L, -1);
    lua_settop(L, 2);
    pg_check_items(L, pg_self(L), rows * (columns + 1), "matrix");
    pg_array *m = pg_push_array(L, rows, columns, true);
    for (lua_Integer i = 1; i <= rows; i++) {
        if (lua_rawgeti(L, 1, i) != LUA_TTABLE || (lua_Integer)lua_rawlen(L, -1) != columns)
            return luaL_error(L, "matrix: row %I: expected a table of %I numbers, as long as the first", (LUAI_UACINT)i, (LUAI_UACINT)columns);
        for (lua_Integer j = 1; j <= columns; j++) {
            if (lua_rawgeti(L, -1, j) != LUA_TNUMBER)
                return luaL_error(L, "matrix: row %I, column %I is a %s: expected a number", (LUAI_UACINT)i, (LUAI_UACINT)j, luaL_typename(L, -1));
            m->data[(j - 1) * rows + i - 1] = lua_tonumber(L, -1);
            lua_settop(L, -2);
        }
        lua_settop(L, 3);
    }
    if (!lua_isnil(L, 2)) {
        luaL_checktype(L, 2, LUA_TTABLE);
        if ((lua_Integer)lua_rawlen(L, 2) != columns)
            return luaL_error(L, "matrix: %d names for %I columns", (int)lua_rawlen(L, 2), (LUAI_UACINT)columns);
        lua_createtable(L, (int)columns, 0);
        for (lua_Integer j = 1; j <= columns; j++) {
            if (lua_rawgeti(L, 2, j) != LUA_TSTRING) return luaL_error(L, "matrix: name %I is a %s: expected a text", (LUAI_UACINT)j, luaL_typename(L, -1));
            lua_rawseti(L, -2, j);
        }
        pg_name_array(L, 3);
    }
    return 1;
}

void pg_open_arrays(lua_State *L) {
    lua_createtable(L, 0, 12);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &array_key);
    static const luaL_Reg meta[] = {
        {"__index", array_index}, {"__newindex", array_assign}, {"__len", array_length}, {"__tostring", array_text}, {NULL, NULL},
    };
    luaL_setfuncs(L, meta, 0);
    static const char *const operations[][2] = {{"__add", "+"}, {"__sub", "-"}, {"__mul", "*"}, {"__div", "/"}};
    for (int i = 0; i < 4; i++) {
        lua_pushstring(L, operations[i][1]);
        lua_pushcclosure(L, arithmetic, 1);
        lua_setfield(L, -2, operations[i][0]);
    }
    lua_pushliteral(L, "locked");
    lua_setfield(L, -2, "__metatable");
    lua_pushliteral(L, "array");
    lua_setfield(L, -2, "__name");
    lua_createtable(L, 0, 5);
    luaL_setfuncs(L, methods, 0);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &methods_key);
    lua_settop(L, 0);
}

bool pg_push_array_function(lua_State *L, const char *name) {
    if (strcmp(name, "vector") == 0) lua_pushcfunction(L, make_vector);
    else if (strcmp(name, "matrix") == 0) lua_pushcfunction(L, make_matrix);
    else return false;
    return true;
}
